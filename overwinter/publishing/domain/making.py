"""A public page made from the plan as it stands: what is said, and what is held back and counted."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from overwinter.kernel.status import FullyMet, Rag
from overwinter.kernel.words import counted
from overwinter.publishing.domain.content import (
    Doing,
    LeftOut,
    PublicContent,
    PublicPart,
    PublicRow,
    Withheld,
)
from overwinter.publishing.domain.withholding import Cleaned, Kind, Removal, Withholding, clean


@dataclass(frozen=True, slots=True)
class Said:
    """A row of the plan as it stands."""

    response_id: int
    theme: str
    number: str
    title: str
    asks: str
    response: str
    rag: Rag
    fully_met: FullyMet
    lead: str
    by_when: date | None
    doing: tuple[Doing, ...]
    in_force: bool = True


@dataclass(frozen=True, slots=True)
class Own:
    """What the council decided for one row: other words for the public, or that it is left out and why."""

    words: str = ""
    left_out_because: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """Whose page it is and what stands round the rows. Empty words are written by the page itself."""

    council_code: str
    council_name: str
    is_demo: bool
    winter: str
    framework_key: str
    framework_title: str
    introduction: str = ""
    help_words: str = ""
    contact: str = ""
    signed: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A page that could be published, and each piece taken out of each row."""

    content: PublicContent
    removals: Mapping[int, tuple[Removal, ...]] = field(default_factory=dict)
    """By the id of the response."""


@dataclass(slots=True)
class _Counter:
    rules: Withholding
    removals: dict[int, list[Removal]] = field(default_factory=dict)

    def clean(self, text: str, response_id: int) -> str:
        cleaned: Cleaned = clean(text, self.rules)
        if cleaned.removals:
            self.removals.setdefault(response_id, []).extend(cleaned.removals)
        return cleaned.text

    def count(self, kind: Kind) -> int:
        return sum(removal.kind is kind for several in self.removals.values() for removal in several)


def make_draft(
    setting: Setting, said: tuple[Said, ...], own: Mapping[int, Own], rules: Withholding, as_at: date
) -> Draft:
    """``said`` in the plan's order; rows of one theme stand together in the order in which the themes begin."""
    counter = _Counter(rules)
    shown: dict[str, list[PublicRow]] = {}
    left_out, not_in_force = [], 0
    for row in said:
        decided = own.get(row.response_id, Own())
        if not row.in_force:
            not_in_force += 1
        elif decided.left_out_because:
            left_out.append(LeftOut(f"{row.number} {row.title}".strip(), decided.left_out_because))
        else:
            shown.setdefault(row.theme, []).append(_public(row, decided, counter))
    content = PublicContent(
        council_code=setting.council_code, council_name=setting.council_name, is_demo=setting.is_demo,
        winter=setting.winter, framework_key=setting.framework_key, framework_title=setting.framework_title,
        as_at=as_at, introduction=setting.introduction, help_words=setting.help_words,
        contact=setting.contact, parts=tuple(PublicPart(theme, tuple(rows)) for theme, rows in shown.items()),
        withheld=Withheld(
            rules.fewest, counter.count(Kind.NUMBER), counter.count(Kind.NAME), counter.count(Kind.CONTACT),
            tuple(left_out), not_in_force,
        ),
        signed=setting.signed,
    )  # fmt: skip
    return Draft(content, {pk: tuple(found) for pk, found in counter.removals.items()})


def _public(row: Said, decided: Own, counter: _Counter) -> PublicRow:
    words = counter.clean(decided.words or row.response, row.response_id)
    doing = tuple(Doing(counter.clean(each.words, row.response_id), each.due) for each in row.doing)
    return PublicRow(
        number=row.number, title=counter.clean(row.title, row.response_id), asks=row.asks,
        words=words, rag=row.rag, fully_met=row.fully_met, lead=counter.clean(row.lead, row.response_id),
        by_when=row.by_when, doing=doing,
    )  # fmt: skip


def differences(before: PublicContent | None, after: PublicContent) -> Iterator[str]:
    """What a reader of the earlier page would find changed, in whole sentences."""
    if before is None:
        yield "First published."
        return
    earlier, later = _by_key(before), _by_key(after)
    moved = {key: (earlier[key].rag, row.rag) for key, row in later.items() if key in earlier}
    moved = {key: (was, now) for key, (was, now) in moved.items() if was is not now}
    if moved:
        to_red = sum(now is Rag.RED for _, now in moved.values())
        tail = f"; {to_red} of them {'is' if to_red == 1 else 'are'} now off track" if to_red else ""
        yield f"{counted(len(moved), 'action')} moved{tail}."
    reworded = sum(row.words != earlier[key].words for key, row in later.items() if key in earlier)
    if reworded:
        yield f"{counted(reworded, 'answer')} {'was' if reworded == 1 else 'were'} written anew."
    for found, verb in ((later.keys() - earlier.keys(), "added"), (earlier.keys() - later.keys(), "no longer shown")):
        if found:
            yield f"{counted(len(found), 'action')} {'is' if len(found) == 1 else 'are'} {verb}."


def _by_key(content: PublicContent) -> dict[tuple[str, str, str], PublicRow]:
    return {(part.title, row.number, row.title): row for part in content.parts for row in part.rows}
