"""The end of a winter: what was learned, what is unfinished, whether it can close; what a row has of the last."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.timezone import localtime

from overwinter.design.parts import Event, Link
from overwinter.design.table import Column, Row, Table
from overwinter.kernel.days import full_day
from overwinter.kernel.verdict import Verdict
from overwinter.kernel.winter import Winter
from overwinter.kernel.words import counted
from overwinter.plans.domain.closing import unfinished
from overwinter.plans.domain.facts import RowFacts
from overwinter.plans.models import CarriedAnswer, Closing, Lesson, Plan
from overwinter.plans.pages.words import MET_CELLS, RAG_CELLS, plan_crumbs, row_url, title_link

_UNFINISHED = (Column("Row", width=8), Column("RAG", keep=True), Column("Fully met", keep=True), Column("Lead"),
               Column("Open gap actions", numeric=True))  # fmt: skip
SAID = (("went_well", "What went well"), ("went_badly", "What did not"), ("change", "What to change"),
        ("decided", "Decided for next winter"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class LessonLine:
    """A lesson, with the words under their headings."""

    about: str
    url: str
    """The row it is about; empty for a theme."""
    said: tuple[tuple[str, str], ...]
    owner: str
    change_url: str = ""


def lesson_line(lesson: Lesson, *, may_change: bool = False) -> LessonLine:
    row = lesson.response
    return LessonLine(
        about=row.name if row is not None else lesson.theme,
        url=row_url(row.plan_id, row.pk) if row is not None else "",
        said=tuple((label, words) for name, label in SAID if (words := getattr(lesson, name))),
        owner=lesson.owner.title if lesson.owner is not None else "",
        change_url=reverse("plans:lesson", args=(lesson.plan_id, lesson.pk)) if may_change else "",
    )


@dataclass(frozen=True)
class WinterEndPage:
    plan: Plan
    rows: tuple[RowFacts, ...]
    lessons: Sequence[Lesson]
    closings: Sequence[Closing]
    may_close: Verdict
    manages: bool
    next_plan: Plan | None
    edits: bool
    """Whether the viewer may record lessons; of which rows, the action says."""

    @property
    def winter(self) -> str:
        return str(Winter.parse(self.plan.winter))

    @property
    def closed(self) -> bool:
        return self.plan.closed_on is not None

    @property
    def title(self) -> str:
        return f"The end of winter {self.winter}"

    @property
    def lede(self) -> str:
        if self.plan.closed_on is not None:
            return f"Closed on {full_day(self.plan.closed_on)}. The plan is kept as it was then, and can be read."
        return "Record what was learned, look at what is unfinished, then close the winter and carry the plan on."

    @cached_property
    def unfinished(self) -> tuple[RowFacts, ...]:
        return unfinished(self.rows)

    @property
    def unfinished_words(self) -> str:
        """ "12 rows not fully met, 3 of them red"; empty for none."""
        if not self.unfinished:
            return ""
        red = sum(row.rag.value == "red" for row in self.unfinished)
        return f"{counted(len(self.unfinished), 'row')} not fully met{f', {red} of them red' if red else ''}"

    @property
    def summary(self) -> str:
        standing = [each for each in self.closings if each.reopened_at is None]
        return standing[0].summary if standing else ""

    @cached_property
    def lesson_lines(self) -> tuple[LessonLine, ...]:
        return tuple(lesson_line(each, may_change=self.edits) for each in self.lessons)

    @property
    def unfinished_table(self) -> Table:
        rows = tuple(
            Row((title_link(row, self.plan.pk), RAG_CELLS[row.status], MET_CELLS[row.fully_met.value],
                 row.led_by or "No one", str(len(row.open_actions))))
            for row in self.unfinished
        )  # fmt: skip
        return Table("Rows that are not fully met", _UNFINISHED, rows=rows, empty="Every row in force is fully met.")

    @property
    def events(self) -> tuple[Event, ...]:
        found = []
        for each in self.closings:
            if each.reopened_at is not None:
                day = full_day(localtime(each.reopened_at).date())
                found.append(Event(day, "Reopened", each.reopened_as, each.reopened_why))
            left = f", {counted(each.unfinished, 'row')} unfinished" if each.unfinished else ""
            found.append(Event(full_day(localtime(each.closed_at).date()), f"Closed{left}", each.closed_as))
        return tuple(found)

    @property
    def links(self) -> tuple[Link, ...]:
        if self.next_plan is not None:
            return (Link(f"The plan of winter {Winter.parse(self.next_plan.winter)}",
                         reverse("plans:wall", args=(self.next_plan.pk,))),)  # fmt: skip
        return ()

    @property
    def breadcrumbs(self) -> tuple[Link, ...]:
        return plan_crumbs(self.plan)


@dataclass(frozen=True, slots=True)
class LastWinter:
    """What a row was carried from: last winter's answer beside this winter's."""

    name: str
    url: str
    relation: str
    rag: str
    met: str
    text: str
    """Last winter's words, where they are not those of this winter."""
    lessons: tuple[LessonLine, ...]


def last_winters(carried: Sequence[CarriedAnswer], text: str) -> tuple[LastWinter, ...]:
    return tuple(
        LastWinter(
            name=each.source.name, url=row_url(each.source.plan_id, each.source_id), relation=each.relation,
            rag=each.source.rag, met=each.source.fully_met, text=each.source.text if each.source.text != text else "",
            lessons=tuple(lesson_line(lesson) for lesson in each.source.lessons.all()),
        )
        for each in carried
    )  # fmt: skip


def carried_words(carried: Sequence[CarriedAnswer], *, lead_ids: Collection[int], reviewed: bool) -> str:
    """That the row waits for somebody to say how it stands this winter; empty once somebody has. ``lead_ids``: who
    leads it now, which was carried where the row of last winter says the same."""
    if not carried or reviewed:
        return ""
    winter = Winter.parse(carried[0].source.plan.winter)
    text = any(each.gave_text for each in carried)
    led = any(set(lead_ids) & set(each.source.lead_ids) for each in carried)
    words = {
        (True, True): "The response and who leads it were", (True, False): "The response was",
        (False, True): "Who leads it was",
    }.get((text, led), "What stands here was")  # fmt: skip
    return (
        f"{words} carried from winter {winter} and nobody has looked at it since. How it stands is unknown until "
        "somebody says so."
    )
