"""The files of returns that were brought in, and one of them: how far it is, and what could not be taken."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html

from overwinter.design.parts import Fact, Link
from overwinter.design.table import Column, Row, Table, linked
from overwinter.design.table_files import asks_for_file, links_to_files
from overwinter.kernel.days import full_day
from overwinter.kernel.words import counted
from overwinter.returns.domain.form import Definition
from overwinter.returns.domain.kinds import FileState
from overwinter.returns.domain.mapping import Mark
from overwinter.returns.models import FileFault, OvertakenDraft, ReturnFile
from overwinter.returns.pages.overtaken import draft_url, whose
from overwinter.returns.pages.wording import list_crumbs, moment_words, small
from overwinter.returns.queries import is_going, list_overtaken_by

PAGE = 50
STATE_WORDS = {
    FileState.UPLOADED: "Waits for its columns",
    FileState.MAPPED: "Waits to be taken",
    FileState.TAKING: "Being taken",
    FileState.TAKEN: "Taken",
    FileState.FAILED: "Could not be read",
}


def files_crumbs() -> tuple[Link, ...]:
    return (*list_crumbs(), Link("Files brought in", reverse("returns:files")))


@dataclass(frozen=True)
class FilesPage:
    page: Page[ReturnFile]
    shown: Iterable[ReturnFile]
    query: QueryDict
    may_take: bool

    title = "Files brought in"
    place = "Returns"

    @classmethod
    def of(cls, rows: QuerySet[ReturnFile], query: QueryDict, may_take: bool) -> "FilesPage":
        page = Paginator(rows, PAGE).get_page(query.get("page"))
        return cls(page, rows if asks_for_file(query) else page, query, may_take)

    @property
    def breadcrumbs(self) -> tuple[Link, ...]:
        return list_crumbs()

    @property
    def lede(self) -> str:
        if not self.page.paginator.count:
            return "No file has been brought in yet. Bring in the tracker’s export; its columns are asked for once."
        return "Every file is kept as it came. The same file taken twice changes nothing."

    @property
    def table(self) -> Table:
        return Table(
            caption="Files",
            columns=(
                Column("File", width=7), Column("Brought in", width=4), Column("Taken", numeric=True, keep=True),
                Column("Faults", numeric=True, keep=True), Column("State", width=4, keep=True),
            ),
            rows=tuple(_row(each) for each in self.shown),
            take_away=links_to_files(self.query, "the files") if self.page.paginator.count else (),
            empty="No file has been brought in yet.",
        )  # fmt: skip


def _row(file: ReturnFile) -> Row:
    totals = file.totals
    taken = sum(totals.get(name, 0) for name in ("added", "changed", "unchanged", "older"))
    name = format_html("{}<br>{}", linked(file.name, file_url(file)), small(file.form.title))
    return Row((name, full_day(file.uploaded_at.date()), str(taken), str(totals.get("faults", 0)), _state(file)))


def _state(file: ReturnFile) -> str:
    return STATE_WORDS[FileState(file.state)]


def file_url(file: ReturnFile) -> str:
    """Where one goes on with it."""
    waits = file.state == FileState.UPLOADED.value
    return reverse("returns:columns" if waits else "returns:file", args=[file.pk])


@dataclass(frozen=True)
class FilePage:
    file: ReturnFile
    page: Page[FileFault]
    shown: Iterable[FileFault]
    query: QueryDict
    drafts: Sequence[OvertakenDraft] = ()
    """What its rows overtook."""

    @classmethod
    def of(cls, file: ReturnFile, faults: QuerySet[FileFault], query: QueryDict) -> "FilePage":
        page = Paginator(faults, PAGE).get_page(query.get("page"))
        return cls(file, page, faults if asks_for_file(query) else page, query, tuple(list_overtaken_by(file)))

    @property
    def overtook(self) -> tuple[Link, ...]:
        """Drafts of officers that its rows overtook and nobody has decided about."""
        undecided = [each for each in self.drafts if each.decided_at is None]
        return tuple(Link(f"{whose(each)} for {each.draft_of.location.name}", draft_url(each)) for each in undecided)

    @property
    def title(self) -> str:
        return self.file.name

    @property
    def place(self) -> str:
        return f"{self.file.form.title}, brought in on {moment_words(self.file.uploaded_at)}"

    @property
    def state(self) -> FileState:
        return FileState(self.file.state)

    @property
    def is_taking(self) -> bool:
        return self.state in {FileState.MAPPED, FileState.TAKING}

    @property
    def is_going(self) -> bool:
        return is_going(self.file)

    @property
    def is_failed(self) -> bool:
        return self.state is FileState.FAILED

    @property
    def progress(self) -> tuple[str, int, int]:
        of = self.file.totals.get("to_take", 0)
        if self.state is FileState.TAKEN:
            return "All rows are taken, and the rules look at them", max(of, 1), max(of, 1)
        words = f"Taking row {self.file.reached} of {of}" if of else "Waits to be taken"
        return words, self.file.reached, max(of, 1)

    @property
    def lede(self) -> str:
        totals = self.file.totals
        if self.is_failed:
            return self.file.failure
        if self.is_taking:
            return "Its rows are being taken in the background. You can leave this page."
        parts = [
            f"{totals.get('added', 0):,} new", f"{totals.get('changed', 0):,} changed",
            f"{totals.get('unchanged', 0):,} as they were",
        ]  # fmt: skip
        said = f"{counted(totals.get('rows', 0), 'row')} read: {', '.join(parts)}."
        if faults := totals.get("faults", 0):
            said += f" {counted(faults, 'fault')} below; everything else of the file is in."
        return said

    @property
    def facts(self) -> tuple[Fact, ...]:
        totals = self.file.totals
        facts = [Fact("Day of the export", full_day(self.file.as_of))] if self.file.as_of else []
        if passed := totals.get("passed_over", 0):
            facts.append(
                Fact("Passed over", f"{passed:,}", "A newer row of the same location and period is in the file.")
            )
        if older := totals.get("older", 0):
            facts.append(Fact("Older", f"{older:,}", "What is kept was saved later than the row says."))
        return tuple(facts)

    def columns(self, definition: Definition) -> tuple[tuple[str, str], ...]:
        """Each column and what it was said to be."""
        labels = {box.code: box.label for box in definition.fields} | {mark.value: mark.label for mark in Mark}
        mapping = self.file.mapping
        return tuple(
            (str(column["name"]), labels.get(mapping.get(str(number), ""), "Left out"))
            for number, column in enumerate(self.file.columns)
        )

    @property
    def table(self) -> Table:
        return Table(
            caption="Faults by cell",
            columns=(
                Column("Row", width=2), Column("Column", width=4, keep=True), Column("Value", width=4, keep=True),
                Column("What is wrong", width=10, keep=True, plain=True),
            ),
            rows=tuple(Row((f"Row {each.row}", each.column, each.value, each.words)) for each in self.shown),
            take_away=links_to_files(self.query, "the faults") if self.page.paginator.count else (),
            empty="Nothing was wrong with its cells.",
        )  # fmt: skip
