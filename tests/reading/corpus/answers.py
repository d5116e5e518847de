"""What a plan says, apart from how it is laid out: the rows a layout prints, and what a reader must find in them."""

import json
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parents[1] / "data"
FIELDS = ("theme", "section", "ref", "requirement", "response", "rag", "fully_met", "gap", "lead", "when", "reporting")


@dataclass(frozen=True)
class Answer:
    """One row of a plan. ``ids`` are the requirements it answers; none for a local action."""

    requirement: str
    ids: tuple[str, ...] = ()
    theme: str | None = None
    section: str | None = None
    ref: str | None = None
    response: str | None = None
    rag: str | None = None
    fully_met: str | None = None
    gap: str | None = None
    lead: str | None = None
    when: str | None = None
    when_date: str | None = None
    reporting: str | None = None
    other_ids: tuple[tuple[str, ...], ...] = ()


def given(path: Path) -> list[Answer]:
    """The rows of an expected result with a requirement and at most one response."""
    return [
        _answer(row) for row in json.loads(path.read_text())["rows"] if row["requirement"] and len(row["responses"]) < 2
    ]


def invented(name: str) -> list[Answer]:
    """The rows of an invented plan in ``tests/reading/data``."""
    rows = tomllib.loads((DATA / f"{name}.toml").read_text())["rows"]
    return [
        Answer(row["text"], tuple(row["ids"]), **{k: v for k, v in row.items() if k not in ("text", "ids")})
        for row in rows
    ]


def _answer(row: dict[str, Any]) -> Answer:
    return Answer(
        row["requirement"],
        tuple(match["id"] for match in row["matches"]),
        row["theme"],
        row["section"],
        row["ref"],
        row["responses"][0]["text"] if row["responses"] else None,
        row["rag"],
        row["fully_met"],
        row["gap_actions"],
        row["lead"],
        row["by_when"],
        row["by_when_date"],
        row["reporting_to"],
        tuple(tuple(ids) for ids in row.get("accept", {}).get("ids", ())),
    )


_LEADS = (
    "Head of Commissioning",
    "J. Marsh",
    "Public Health / CCG",
    "Principal Social Worker",
    "Marshwick CCG",
    "Service Director, Adults",
    "Contracts and Quality Team",
    "Director of Public Health",
)
_WHENS = (
    ("31 October 2020", "2020-10-31"),
    ("Ongoing", None),
    ("30/11/2020", "2020-11-30"),
    ("End of March 2021", "2021-03-31"),
    ("Complete", None),
    ("Dec-20", "2020-12-31"),
    ("15 January", "2021-01-15"),
    ("TBC", None),
)
_GAPS = (
    None,
    "Finalise the offer with the two homes that have not yet replied",
    None,
    "Continue to monitor.\nReport to the weekly cell until figures improve",
    "Recruit to two vacant posts",
)
_GROUPS = ("Provider Capacity Cell", "Care Market Board", "Outbreak Control Group")
_SAID = (
    "In place. The team calls each provider weekly and keeps a log of what was agreed.",
    "A daily bulletin goes to all 214 providers\nThe website was refreshed on 3 September\nA helpline runs 8am to 8pm",
    "Agreed with the hospital trust in July and reviewed every fortnight; to be tested again in December.",
    "This is work in progress. A task and finish group met twice and will bring proposals to the board.",
    "Yes - monitored through the dashboard, with exceptions taken to the operational group.",
)
_STATES = (
    ("green", "yes"),
    ("green", "yes"),
    ("amber", "no"),
    ("green", "yes"),
    ("red", "no"),
    ("amber", "partial"),
)


def dressed(answers: Sequence[Answer]) -> list[Answer]:
    """The same requirements answered in full, as a council with a seven-column form would."""
    leads, whens, gaps, groups, said, states = (
        cycle(_LEADS),
        cycle(_WHENS),
        cycle(_GAPS),
        cycle(_GROUPS),
        cycle(_SAID),
        cycle(_STATES),
    )
    found = list[Answer]()
    number, within = 0, 0
    theme: str | None = ""
    for answer in answers:
        if answer.theme != theme:
            theme, number, within = answer.theme, number + 1, 0
        within += 1
        (rag, met), (when, when_date) = next(states), next(whens)
        found.append(
            replace(
                answer,
                ref=f"{number}.{within}",
                response=answer.response or next(said),
                rag=rag,
                fully_met=met,
                gap=next(gaps),
                lead=next(leads),
                when=when,
                when_date=when_date,
                reporting=next(groups),
            )
        )
    return found


def real_dates(answers: Sequence[Answer]) -> list[Answer]:
    """The same rows with a full date each, a day apart."""
    first = date(2020, 10, 5)
    days = [first + timedelta(days=7 * n % 150) for n in range(len(answers))]
    return [replace(a, when=f"{d:%d/%m/%Y}", when_date=d.isoformat()) for a, d in zip(answers, days, strict=True)]


def expected(answers: Iterable[Answer], shown: Iterable[str]) -> dict[str, Any]:
    """What the scorer expects of a document that shows the fields ``shown``; the others are not said in it.

    Where it shows themes and no sections and no word tells them for themes, they may as well be sections.
    """
    shown = set(shown)
    return {"rows": [_row(n, answer, shown) for n, answer in enumerate(answers, 1)], "sections": [], "unplaced": []}


def _row(n: int, answer: Answer, shown: set[str]) -> dict[str, Any]:
    own = "theme" in shown and "section" not in shown and "theme" not in (answer.theme or "").lower()
    either = {"theme": [None], "section": [answer.theme]} if own else {}
    said = {name: getattr(answer, name) if name in shown else None for name in FIELDS}
    return {
        "n": n,
        "place": None,
        "theme": said["theme"],
        "section": said["section"],
        "ref": said["ref"],
        "requirement": said["requirement"],
        "responses": [{"label": None, "text": said["response"]}] if said["response"] else [],
        "rag": said["rag"],
        "fully_met": said["fully_met"],
        "gap_actions": said["gap"],
        "lead": said["lead"],
        "by_when": said["when"],
        "by_when_date": answer.when_date if said["when"] else None,
        "reporting_to": said["reporting"],
        "matches": [{"id": id_, "confidence": 1.0} for id_ in answer.ids],
        "match_state": "confident" if answer.ids else "local",
        "findings": [],
        "accept": {"ids": [list(ids) for ids in answer.other_ids]} | either,
    }
