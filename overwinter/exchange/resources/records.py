"""What operations offer to programs, each list at an address of its own, as the document tells it."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, cast

from django.http import HttpRequest
from ninja import Router
from pydantic import ConfigDict, Field, create_model

from overwinter.exchange.door import caller_of
from overwinter.exchange.offered import scope_of
from overwinter.exchange.resources.responses import ChangedSince
from overwinter.exchange.resources.shape import After, Limit, Out, Page, page_of_rows, takes
from overwinter.exchange.resources.versions import moment
from overwinter.operations.api import Holds, Records

TYPES: Mapping[Holds, Any] = {
    Holds.TEXT: str,
    Holds.NUMBER: int,
    Holds.DAY: date,
    Holds.MOMENT: datetime,
    Holds.YES_NO: bool,
    Holds.ANSWERS: dict[str, str | int | float | list[str]],
}


class RecordOut(Out):
    """A record that an operation offers; its columns are the operation's own."""

    model_config = ConfigDict(use_attribute_docstrings=False)


def router_of(records: Records, tag: str) -> Router:
    router, shape = Router(tags=[tag]), shape_of(records)
    declared = takes(scope_of(records), cast("Any", Page)[shape])
    declared |= {"summary": records.title, "description": records.words, "operation_id": f"read_{records.name}"}
    router.get(f"/{records.name}", **declared)(_reading(records, shape))
    return router


def shape_of(records: Records) -> type[RecordOut]:
    fields: dict[str, Any] = {
        each.name: (TYPES[each.holds] | None if each.may_lack else TYPES[each.holds], Field(description=each.words))
        for each in records.columns
    }
    name = "".join(word.capitalize() for word in records.name.split("-"))
    return create_model(f"{name}Out", __base__=RecordOut, __doc__=f"{records.title}: one of them.", **fields)


def _reading(records: Records, shape: type[RecordOut]) -> Callable[..., Page[Any]]:
    def answer(request: HttpRequest, after: int, limit: int, since: datetime | None) -> Page[Any]:
        viewer = caller_of(request).viewer
        rows = list(records.rows(viewer=viewer, after=after, most=limit + 1, changed_since=moment(since)))
        return page_of_rows(request, rows, shape.model_validate, limit)

    def read(request: HttpRequest, after: After, limit: Limit) -> Page[Any]:
        return answer(request, after, limit, None)

    def read_changed(request: HttpRequest, after: After, limit: Limit, changed_since: ChangedSince) -> Page[Any]:
        return answer(request, after, limit, changed_since)

    chosen: Callable[..., Page[Any]] = read_changed if records.tells_changes else read
    chosen.__name__ = f"read_{records.name.replace('-', '_')}"
    return chosen
