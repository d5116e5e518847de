"""What the public reads, decided: sentences, pictures, versions, downloads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import count

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.timezone import localdate

from overwinter.design.charts import Share, Stack, draw_stack
from overwinter.design.table import Column, Row, Table, linked
from overwinter.kernel.days import full_day
from overwinter.kernel.status import FullyMet, Rag
from overwinter.kernel.winter import Winter
from overwinter.kernel.words import counted, joined
from overwinter.publishing.domain.content import (
    SHOWN_ORDER,
    STATUS_WORDS,
    PublicContent,
    PublicPart,
    PublicRow,
)
from overwinter.publishing.models import PublishedVersion

DOWNLOADS = (("docx", "Word"), ("pdf", "PDF"), ("xlsx", "Excel"), ("csv", "csv"), ("json", "json"))
MET_WORDS = {
    FullyMet.YES: "in place", FullyMet.PARTIAL: "in place in part", FullyMet.NO: "not in place",
    FullyMet.UNKNOWN: "not known whether in place",
}  # fmt: skip
_VERBS = {
    Rag.GREEN: ("is on track", "are on track"), Rag.AMBER: ("needs more work", "need more work"),
    Rag.RED: ("is off track", "are off track"),
}  # fmt: skip
NO_WORDS = "The council has not yet said what it does about this."


@dataclass(frozen=True, slots=True)
class ShownRow:
    anchor: str
    heading: str
    words: str
    doing: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class ShownPart:
    anchor: str
    title: str
    count: str
    rows: tuple[ShownRow, ...]


@dataclass(frozen=True)
class PublicView:
    """A page for everybody: a published version, or the draft that would be one."""

    content: PublicContent
    version: PublishedVersion | None = None
    versions: Sequence[PublishedVersion] = ()
    """All that the council has published, newest first."""

    @property
    def title(self) -> str:
        return f"Our winter plan, {Winter.parse(self.content.winter)}"

    @property
    def standing(self) -> str:
        """The line beneath the title."""
        as_at = f"Figures as at {full_day(self.content.as_at)}."
        if self.version is None:
            return f"Draft, not published. {as_at}"
        return f"Version {self.version.number}, published {_day(self.version.published_at)}. {as_at}"

    @property
    def is_earlier(self) -> bool:
        """Whether a newer version of the council stands."""
        return self.version is not None and self.newest is not None and self.newest.pk != self.version.pk

    @property
    def newest(self) -> PublishedVersion | None:
        return next((each for each in self.versions if not each.is_withdrawn), None)

    @property
    def newest_url(self) -> str:
        return reverse("publishing:council", args=(self.content.council_code,))

    @property
    def withdrawn(self) -> str:
        """The sentence in the place of a page that was withdrawn."""
        if self.version is None or self.version.withdrawn_at is None:
            return ""
        said = f"Version {self.version.number} was published on {_day(self.version.published_at)}"
        return f"{said} and withdrawn on {_day(self.version.withdrawn_at)}."

    @property
    def introduction(self) -> str:
        return self.content.introduction or (
            f"This is what {self.content.council_name} and its partners do to keep adults who need care, their carers "
            "and care workers safe and well this winter."
        )

    @property
    def answers(self) -> str:
        rows = len(self.content.rows)
        return f"It shows {counted(rows, 'action')} for the national plan “{self.content.framework_title}”."

    @property
    def sums(self) -> str:
        """The news in one sentence: how many are on track, and how many are not."""
        known = [(n, words[n != 1]) for rag, words in _VERBS.items() if (n := self.content.count(rag))]
        said = [f"{n if place else counted(n, 'action')} {verb}" for place, (n, verb) in enumerate(known)]
        if not said:
            return "How the actions go is not known yet."
        return f"{joined(said)}."

    @property
    def unknown(self) -> str:
        """ "For 7 we do not yet know."; empty where every action is known."""
        count = self.content.count(Rag.UNKNOWN)
        return f"For {count} we do not yet know." if count else ""

    @cached_property
    def where(self) -> Table:
        most = max((len(part.rows) for part in self.content.parts), default=1)
        columns = (
            Column("Part", width=6), Column("Actions", numeric=True, width=2), Column("Picture", plain=True, width=6),
            Column("In words", plain=True),
        )  # fmt: skip
        return Table(
            "Actions in each part of the plan", columns, tuple(_standing(part, most) for part in self.content.parts),
            caption_hidden=False,
        )  # fmt: skip

    @property
    def picture_note(self) -> str:
        said = (
            "From left to right: on track (pale), needs more work (mid), off track (dark), not yet known (white). Each "
            "action has the same width."
        )
        out = self.content.withheld.not_in_force
        if not out:
            return said
        some = "One action is not counted: it is" if out == 1 else f"{out} actions are not counted: they are"
        return f"{said} {some} not in force today."

    @property
    def off_track(self) -> tuple[ShownRow, ...]:
        return self._rated(Rag.RED)

    @property
    def more_work(self) -> tuple[ShownRow, ...]:
        return self._rated(Rag.AMBER)

    def _rated(self, rag: Rag) -> tuple[ShownRow, ...]:
        rows = enumerate(self.content.rows, 1)
        return tuple(_row(n, row, status=False) for n, row in rows if row.rag is rag)

    @property
    def parts(self) -> tuple[ShownPart, ...]:
        numbers = count(1)
        return tuple(
            ShownPart(
                f"part-{n}", part.title, counted(len(part.rows), "action"),
                tuple(_row(next(numbers), row) for row in part.rows),
            )
            for n, part in enumerate(self.content.parts, 1)
        )  # fmt: skip

    @property
    def withheld(self) -> tuple[str, ...]:
        held = self.content.withheld
        said = [_held_numbers(held.fewest, held.numbers)]
        named = f" This touches {counted(held.names, 'place')}." if held.names else ""
        said.append(f"We name roles, not people, unless they have agreed to it.{named}")
        if held.contacts:
            said.append(
                f"Addresses and telephone numbers in our answers are left out: {counted(held.contacts, 'place')}."
            )
        said.append(
            "What single care homes tell us about their money and staff is told in confidence, and is not here."
        )
        said += [f"Left out: {each.title}. {each.reason}" for each in held.left_out]
        return tuple(said)

    @property
    def downloads(self) -> tuple[tuple[str, str], ...]:
        """Words and address of each file; none of a draft."""
        if self.version is None:
            return ()
        return tuple(
            (words, reverse("publishing:file", args=(self.content.council_code, self.content.winter,
                                                     self.version.number, code)))
            for code, words in DOWNLOADS
        )  # fmt: skip

    @property
    def version_table(self) -> Table:
        columns = (Column("Version"), Column("Published"), Column("What changed"))
        rows = tuple(self._version_row(each) for each in self.versions)
        return Table("Published versions", columns, rows, empty="Nothing is published yet.")

    def _version_row(self, version: PublishedVersion) -> Row:
        name = f"{version.number}, winter {version.plan.winter}"
        here = self.version is not None and version.pk == self.version.pk
        first = f"{name}, this page" if here else linked(f"Version {name}", address_of(version))
        changed = f"Withdrawn {_day(version.withdrawn_at)}." if version.withdrawn_at else version.changed
        return Row((first, _day(version.published_at), changed), current=here)


def address_of(version: PublishedVersion) -> str:
    """Where this version stands for ever."""
    plan = version.plan
    return reverse("publishing:version", args=(plan.council.code, plan.winter, version.number))


def _standing(part: PublicPart, most: int) -> Row:
    shares = tuple(Share(rag.value, part.count(rag), STATUS_WORDS[rag]) for rag in SHOWN_ORDER)
    picture: SafeString = draw_stack(Stack(part.title, shares, most))
    return Row((part.title, str(len(part.rows)), picture, _say(part)))


def _say(counted: PublicContent | PublicPart) -> str:
    """ "64 on track, 26 need more work, 5 off track, 7 not yet known"."""
    plural = {Rag.AMBER: "need more work"}
    counts = [(rag, counted.count(rag)) for rag in SHOWN_ORDER]
    return ", ".join(
        f"{n} {plural.get(rag, STATUS_WORDS[rag]) if n > 1 else STATUS_WORDS[rag]}" for rag, n in counts if n
    )


def _row(n: int, row: PublicRow, *, status: bool = True) -> ShownRow:
    notes = [STATUS_WORDS[row.rag].capitalize()] if status else []
    notes.append(MET_WORDS[row.fully_met] if notes else MET_WORDS[row.fully_met].capitalize())
    notes += [f"led by: {row.lead}"] if row.lead else []
    notes += [f"by {full_day(row.by_when)}"] if row.by_when else []
    doing = tuple(f"{each.words} (by {full_day(each.due)})" if each.due else each.words for each in row.doing)
    return ShownRow(f"action-{n}", row.title, row.words or NO_WORDS, doing, "; ".join(notes) + ".")


def _held_numbers(fewest: int, count: int) -> str:
    touched = f"This touches {counted(count, 'figure')}." if count else "No figure on this page is touched by it."
    said = f"Numbers of people below {fewest} are shown as “fewer than {fewest}”, so that nobody can be recognised."
    return f"{said} {touched}"


def _day(moment: datetime) -> str:
    return full_day(localdate(moment))
