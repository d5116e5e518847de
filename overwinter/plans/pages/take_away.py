"""What the page for taking the plan away shows, and what became of a plan put back into its own file."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django import forms
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from overwinter.design.forms import PlainForm, WrittenDateField
from overwinter.design.parts import Link
from overwinter.design.table import Column, Row, Table, linked
from overwinter.kernel.days import full_day
from overwinter.kernel.words import counted
from overwinter.organisations.api import Viewer
from overwinter.plans.domain.choosing import EVERYTHING, Choice
from overwinter.plans.domain.sheet import PlanSheet
from overwinter.plans.exports import FORMATS, Format
from overwinter.plans.exports.own_file import PutBack, can_take
from overwinter.plans.exports.wording import part
from overwinter.plans.models import Plan
from overwinter.plans.pages.words import asked, breadcrumbs

CHOSEN_IN = ("xlsx", "docx", "pdf", "csv")
"""Formats that can hold a part of the plan and say so. JSON is for programs, which choose for themselves."""


class AsAtForm(PlainForm):
    on = WrittenDateField(label="As it stood on", required=False, help_text="Leave empty for the plan as it is now.")
    on.widget.attrs["class"] = "ow-input--m"

    def __init__(self, *args: object, starts: date, today: date, shares_only_today: str = "", **kwargs: object) -> None:
        """``shares_only_today``: the name of another council, whose past is not shared."""
        super().__init__(*args, **kwargs)
        self.starts, self.today, self.shares_only_today = starts, today, shares_only_today

    def clean_on(self) -> date | None:
        day: date | None = self.cleaned_data["on"]
        if day is not None and day > self.today:
            raise forms.ValidationError(f"{full_day(day)} is still to come. Choose a day up to today.")
        if day is not None and day < self.today and self.shares_only_today:
            raise forms.ValidationError(
                f"{self.shares_only_today} shares its answers as they stand today, and not its past. "
                "Leave the day empty."
            )
        if day is not None and day < self.starts:
            raise forms.ValidationError(
                f"The plan was started on {full_day(self.starts)}. Choose that day or a later one."
            )
        return day


@dataclass(frozen=True, slots=True)
class Source:
    """A document that rows of the plan were read from."""

    document_id: int
    name: str
    sha256: str
    rows: int


def sources(sheet: PlanSheet) -> tuple[Source, ...]:
    """The documents the plan came from, the one with the most rows first."""
    found: dict[str, Source] = {}
    for row in sheet.rows:
        if (original := row.original) is not None:
            known = found.get(original.sha256)
            count = known.rows + 1 if known else 1
            found[original.sha256] = Source(original.document_id, original.document_name, original.sha256, count)
    return tuple(sorted(found.values(), key=lambda source: (-source.rows, source.document_id)))


def may_take_own_file(viewer: Viewer, plan: Plan) -> bool:
    """A council that shares its answers does not share the files it keeps."""
    return viewer.belongs_to(plan.council_id)


@dataclass(frozen=True)
class TakeAwayPage:
    plan: Plan
    sheet: PlanSheet
    viewer: Viewer
    form: AsAtForm
    on: date | None
    choice: Choice
    whole: PlanSheet
    """``sheet`` without the choice: what goes back into the council's own files."""

    title = "Take the plan away"

    @property
    def place(self) -> str:
        return f"{self.plan.council.name} · Winter plan {self.plan.winter}"

    @property
    def lede(self) -> str:
        rows = part(self.sheet) or counted(len(self.sheet.rows), "row")
        standing = (
            f"as it stood on {full_day(self.on)}" if self.on else f"as it stands today, {full_day(self.sheet.as_at)}"
        )
        return f"{rows}, {standing}. Every file says the day in its name and on its pages."

    @property
    def breadcrumbs(self) -> tuple[Link, ...]:
        return breadcrumbs(self.plan, self.viewer.belongs_to(self.plan.council_id))

    @property
    def _on(self) -> str:
        return self.on.isoformat() if self.on else ""

    @property
    def every_row_url(self) -> str:
        """The way from chosen rows to the whole plan; empty where it is whole already."""
        return reverse("plans:take-away", args=(self.plan.pk,)) + asked(self._on) if self.choice else ""

    @property
    def formats(self) -> Table:
        rows = tuple(
            Row((linked(each.label, self._format_url(each.code)), self._what_for(each))) for each in FORMATS.values()
        )
        columns = (Column("Format", width=4), Column("What it is for"))
        return Table(caption="Formats", columns=columns, rows=rows, caption_hidden=True, empty="There is no format.")

    def _format_url(self, code: str) -> str:
        choice = self.choice if code in CHOSEN_IN else EVERYTHING
        return reverse("plans:take-away-file", args=(self.plan.pk, code)) + asked(self._on, choice)

    def _what_for(self, format: Format) -> str:
        whole = self.choice and format.code not in CHOSEN_IN
        return f"{format.what_for} Always every row of the plan." if whole else format.what_for

    @property
    def has_own_files(self) -> bool:
        return may_take_own_file(self.viewer, self.plan)

    @cached_property
    def own_files(self) -> Table:
        columns = (
            Column("Document", width=8),
            Column("Rows of the plan read from it", numeric=True),
            Column("Can be written to"),
        )
        rows = tuple(self._own_file(source) for source in sources(self.whole))
        empty = "No row of the plan was read from a document. Read one in, and the plan can go back into it."
        return Table(caption="Our own documents", columns=columns, rows=rows, caption_hidden=True, empty=empty)

    def _own_file(self, source: Source) -> Row:
        if not can_take(source.name):
            return Row((source.name, str(source.rows), "No: only Excel (.xlsx) and Word (.docx) files can be"))
        url = reverse("plans:take-away-own", args=(self.plan.pk, source.document_id)) + asked(self._on)
        return Row((linked(source.name, url), str(source.rows), "Yes"))


@dataclass(frozen=True)
class OwnFilePage:
    """Before the council takes its own file: what changes in it, and what cannot be put back and why."""

    plan: Plan
    sheet: PlanSheet
    source: Source
    result: PutBack
    on: date | None

    @property
    def title(self) -> str:
        return f"The plan in {self.source.name}"

    @property
    def place(self) -> str:
        return f"{self.plan.council.name} · Winter plan {self.plan.winter} · as at {full_day(self.sheet.as_at)}"

    @property
    def lede(self) -> str:
        changed, left = len(self.result.changed), len(self.result.not_put_back)
        if not changed and not left:
            return "The document says what the plan says. It is given out as it came in, byte for byte."
        start = (
            f"{counted(changed, 'cell')} of the document {'changes' if changed == 1 else 'change'}; all else stays."
            if changed
            else "No cell of the document changes."
        )
        return (
            f"{start} {counted(left, 'difference')} could not be put back and must be changed by hand."
            if left
            else start
        )

    @property
    def breadcrumbs(self) -> tuple[Link, ...]:
        page = reverse("plans:take-away", args=(self.plan.pk,))
        return breadcrumbs(self.plan, True, Link("Take the plan away", page))

    @property
    def file_url(self) -> str:
        ending = f"?on={self.on.isoformat()}" if self.on else ""
        return reverse("plans:take-away-own-file", args=(self.plan.pk, self.source.document_id)) + ending

    @property
    def changes(self) -> Table:
        columns = (
            Column("Row", width=6),
            Column("Field"),
            Column("Now in the document", width=5),
            Column("Becomes", width=5),
        )
        rows = tuple(
            Row(
                (
                    _named(change.row, change.row_place),
                    change.label,
                    _lines(change.was) or "Empty",
                    _lines(change.becomes) or ("Its colour" if change.rag else "Empty"),
                )
            )
            for change in self.result.changed
        )
        empty = "No cell changes: the document says what the plan says."
        return Table(caption="What changes", columns=columns, rows=rows, caption_hidden=True, empty=empty)

    @property
    def left_out(self) -> Table:
        columns = (Column("Row", width=6), Column("Field"), Column("Why it stays as it is", width=10))
        rows = tuple(Row((_named(each.row, each.place), each.label, each.reason)) for each in self.result.not_put_back)
        return Table(
            caption="What could not be put back", columns=columns, rows=rows, caption_hidden=True, empty="Nothing."
        )


def _named(row: str, place: str) -> SafeString:
    return format_html('{}<br><span class="ow-meta">{}</span>', row, place) if place else format_html("{}", row)


def _lines(text: str) -> SafeString:
    return format_html_join(SafeString("<br>"), "{}", ((line,) for line in text.splitlines()))
