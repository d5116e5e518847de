"""How often each rule that doubts a plan fires on the five real plans, and how often a person says it was wrong:
``python -m bench.findings``; ``--rows`` prints each finding with its words, for whoever judges.

A person's verdicts are kept in ``bench/findings_judged.toml`` by document, row and rule, without a word of the plans.
Ends with status 1 where a finding has no verdict, or a rule has more false alarms than it may have.
"""

import argparse
import os
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

import django

from overwinter.frameworks.domain.pack import Pack, PackRequirement
from overwinter.frameworks.packs import load_pack
from overwinter.kernel.status import FullyMet, Rag
from overwinter.kernel.winter import Winter
from overwinter.plans.domain.facts import ActionState, GapFacts, RowFacts
from overwinter.plans.domain.findings import RULES, Challenge, Finding, challenge
from overwinter.plans.domain.incoming import actions_in, title_in
from overwinter.reading.engine import read_file
from overwinter.reading.result import RowRead
from tests.reading.matching_marks import national_catalogue
from tests.support.shared import SHARED

PLANS = (
    "derbyshire.docx", "leicestershire.docx", "leicestershire-summary.pptx", "oxfordshire.docx", "stockport.xlsx",
)  # fmt: skip
AS_AT = date(2020, 11, 13)
"""Two weeks after the plans had to be confirmed: some of their dates have passed, most have not."""
JUDGED = Path(__file__).with_name("findings_judged.toml")
MOST_FALSE = 0.1
"""The share of a rule's findings that may be false alarms."""
FEW = 10
"""Of a rule that fires less often, one false alarm is borne."""


@dataclass(frozen=True, slots=True)
class Fired:
    document: str
    where: str
    """"row 12", "requirement 3.36" for one the document has no row for, or "lead …", "section …" of the plan."""
    finding: Finding

    @property
    def identity(self) -> tuple[str, str, str]:
        return self.document, self.finding.code, self.where


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", action="store_true", help="print each finding with its words")
    arguments = parser.parse_args()
    fired = [each for name in PLANS for each in firings(name)]
    verdicts = judged()
    if arguments.rows:
        for each in fired:
            said = {True: "FALSE ALARM", False: "right", None: "NOT JUDGED"}[verdicts.get(each.identity)]
            print(f"{each.document} | {each.where} | {each.finding.code} | {said} | {each.finding.facts}")
        print()
    print("\n".join(table(fired, verdicts)))
    wrong = [*unjudged(fired, verdicts), *too_many(fired, verdicts)]
    for sentence in wrong:
        print("NOT KEPT:", sentence, file=sys.stderr)
    return 1 if wrong else 0


def judged() -> dict[tuple[str, str, str], bool]:
    """For each finding a person has looked at, whether it was a false alarm."""
    data = tomllib.loads(JUDGED.read_text(encoding="utf-8"))
    found: dict[tuple[str, str, str], bool] = {}
    for document, rules in data["judged"].items():
        for code, verdict in rules.items():
            found |= {(document, code, where): False for where in verdict.get("right", ())}
            found |= {(document, code, where): True for where in verdict.get("false_alarm", ())}
    return found


def table(fired: list[Fired], verdicts: dict[tuple[str, str, str], bool]) -> Iterator[str]:
    """As Markdown: a line for each rule, with how often it fired in each plan."""
    names = [name.rsplit(".", 1)[0] for name in PLANS]
    yield f"| rule | {' | '.join(names)} | together | false alarms |"
    yield f"| --- |{' ---: |' * (len(PLANS) + 2)}"
    for rule in RULES:
        counts = Counter(each.document for each in fired if each.finding.code == rule.code)
        false = sum(verdicts.get(each.identity, False) for each in fired if each.finding.code == rule.code)
        cells = [str(counts[name]) for name in PLANS]
        yield f"| {rule.name} | {' | '.join(cells)} | {counts.total()} | {false} |"
    all_false = sum(verdicts.get(each.identity, False) for each in fired)
    counts = Counter(each.document for each in fired)
    yield f"| all | {' | '.join(str(counts[name]) for name in PLANS)} | {len(fired)} | {all_false} |"


def unjudged(fired: list[Fired], verdicts: dict[tuple[str, str, str], bool]) -> Iterator[str]:
    for each in fired:
        if each.identity not in verdicts:
            yield f"{', '.join(each.identity)}: nobody has judged this finding."


def too_many(fired: list[Fired], verdicts: dict[tuple[str, str, str], bool]) -> Iterator[str]:
    for rule in RULES:
        theirs = [verdicts.get(each.identity, False) for each in fired if each.finding.code == rule.code]
        if sum(theirs) > max(1 if len(theirs) < FEW else 0, MOST_FALSE * len(theirs)):
            yield f"{rule.code}: {sum(theirs)} of {len(theirs)} findings are false alarms."


@cache
def firings(name: str) -> tuple[Fired, ...]:
    rows = facts(name)
    by_id = {row.response_id: row for row in rows}
    return tuple(Fired(name, _where(finding, by_id), finding) for finding in _challenged(rows).open)


def _challenged(rows: tuple[RowFacts, ...]) -> Challenge:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "overwinter.config.settings")
    django.setup()
    from overwinter.frameworks.api import get_limits
    from overwinter.plans.finding_words import shipped_words

    return challenge(rows, AS_AT, get_limits(AS_AT), shipped_words())


def _where(finding: Finding, by_id: dict[int, RowFacts]) -> str:
    if finding.code == "section-missing" or not finding.rows:
        return finding.subject
    first = finding.rows[0]
    return f"row {first}" if first > 0 else f"requirement {by_id[first].number}"


@cache
def facts(name: str) -> tuple[RowFacts, ...]:
    """The plan in a document as the rules see it: each row read, and each requirement that it has no row for."""
    pack = load_pack()
    reading = read_file(SHARED / "intake" / "plans" / name, national_catalogue(), Winter(2020))
    leads = {lead: n for n, lead in enumerate(sorted({title_in(row.lead) for row in reading.rows}), 1)}
    asked = {item.id: item for item in pack.requirements}
    found = []
    for row in reading.rows:
        item = asked.get(row.matches[0].id) if row.matches else None
        found.append(_row(row, leads) if item is None else _national(_row(row, leads), item, pack))
    there = {row.requirement_id for row in found}
    for n, item in enumerate(pack.requirements, 1):
        if item.id not in there:
            found.append(_national(RowFacts(-n, item.number, item.title, "", ""), item, pack))
    return tuple(found)


def _national(row: RowFacts, item: PackRequirement, pack: Pack) -> RowFacts:
    theme, section = pack.sections[item.section]
    return replace(
        row, requirement_id=item.id, theme=theme.short, section=section.short, section_id=section.id,
        related=item.related, audience=item.audience.value,
    )  # fmt: skip


def _row(row: RowRead, leads: dict[str, int]) -> RowFacts:
    lead = title_in(row.lead)
    return RowFacts(
        response_id=row.n, number=row.ref or f"row {row.n}", title=row.requirement[:60], theme=row.theme or "",
        section=row.section or "", rag=row.rag or Rag.UNKNOWN, fully_met=row.fully_met or FullyMet.UNKNOWN,
        lead_id=leads[lead] if lead else None, lead=lead, by_when=(row.by_when or "").strip(),
        by_when_date=row.by_when_date, text="\n".join(each.text for each in row.responses).strip(),
        gap_actions=tuple(
            GapFacts(text, ActionState.TO_DO, id=n) for n, text in enumerate(actions_in(row.gap_actions))
        ),
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
