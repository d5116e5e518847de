"""Files of returns, their faults, and what is remembered of their columns."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet

from overwinter.infra.models import StoredFile
from overwinter.organisations.api import Viewer
from overwinter.providers.api import Location
from overwinter.returns.domain.kinds import FileState
from overwinter.returns.domain.matching import Known, Register
from overwinter.returns.models import ColumnMap, FileFault, Form, ReturnFile


class Came(NamedTuple):
    """That a location's return for a period was made."""

    location_id: int
    period_start: date
    first_on: date


def list_files(viewer: Viewer) -> QuerySet[ReturnFile]:
    """The council's files, newest first."""
    rows = ReturnFile.objects.filter(council_id=viewer.council_id or 0).select_related("form", "file")
    return rows.order_by("-uploaded_at", "-id")


def find_file(viewer: Viewer, file_id: int) -> ReturnFile | None:
    return list_files(viewer).filter(pk=file_id).first()


def find_begun_file(council_id: int, form: Form, content: StoredFile) -> ReturnFile | None:
    """A file of the same content for the same form that was begun and not ended."""
    begun = ReturnFile.objects.filter(council_id=council_id, form=form, file=content, is_looked_at=False)
    return next(filter(is_going, begun.order_by("-uploaded_at", "-id")), None)


def is_going(file: ReturnFile) -> bool:
    """Whether its rows are being taken, or rules have still to look at them."""
    taken = file.state == FileState.TAKEN.value
    return not file.is_looked_at if taken else file.state in {FileState.MAPPED.value, FileState.TAKING.value}


def list_periods_in(file: ReturnFile) -> list[date]:
    """The periods of which the file brought returns, oldest first."""
    return list(file.returns.order_by("period_start").values_list("period_start", flat=True).distinct())


def list_came(file: ReturnFile) -> Iterator[Came]:
    """The returns that the file brought, the oldest period first; asked for when the first is looked at."""
    rows = file.returns.order_by("period_start", "id")
    told = rows.values_list("location_id", "period_start", "first_on").iterator()
    return (Came(location_id, start, day) for location_id, start, day in told if day is not None)


def list_faults(file: ReturnFile) -> QuerySet[FileFault]:
    """By row, as the spreadsheet has them."""
    return file.faults.order_by("row", "id")


def remembered_map(council_id: int, form: Form, signature: str) -> dict[str, str] | None:
    """What the council decided for a file of these columns."""
    kept = ColumnMap.objects.filter(council_id=council_id, form=form, signature=signature).first()
    return kept.mapping if kept is not None else None


def register_of(council_id: int) -> Register:
    """Every location of the council, for matching. For work in the background, never for a page."""
    rows = Location.objects.filter(council_id=council_id).order_by("id")
    return Register.of(
        Known(*row) for row in rows.values_list("id", "cqc_id", "ods_code", "name", "postcode").iterator()
    )  # fmt: skip
