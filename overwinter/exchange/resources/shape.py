"""What every resource is made of: a page of a list, a problem, and how an address says what it takes."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Annotated, Any, Generic, TypeVar, cast
from urllib.parse import urlencode

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from ninja import Query
from ninja.security import HttpBearer
from pydantic import BaseModel, ConfigDict, Field

from overwinter.exchange.domain.scopes import AnyScope
from overwinter.exchange.door import Caller, caller_of
from overwinter.exchange.problems import Kind, Problem
from overwinter.organisations.api import Role

MOST = 200
"""Things on a page of a list."""
LARGEST = 2**63 - 1
"""The largest number that both databases keep as an id."""

Id = Annotated[int, Field(ge=1, le=LARGEST)]
After = Annotated[int, Query(0, ge=0, le=LARGEST, description="The id of the last thing you have had.")]
AfterKey = Annotated[str, Query("", max_length=200, description="The id of the last thing you have had.")]
Limit = Annotated[int, Query(100, ge=1, le=MOST, description="How many at most.")]


class Out(BaseModel):
    """What is answered. What the council has not said is null, or the word "unknown" where the field says so."""

    model_config = ConfigDict(use_attribute_docstrings=True, from_attributes=True)


class In(BaseModel):
    """What is sent. A field that is left out stays as it is; one that is not known is refused, not ignored."""

    model_config = ConfigDict(use_attribute_docstrings=True, extra="forbid")


class FaultOut(Out):
    where: str
    """The way to the field: "body.rag", "query.limit"."""
    what: str


class ProblemOut(Out):
    """Why a request was not done (RFC 9457)."""

    type: str
    """Where the kind of problem is described."""
    title: str
    status: int
    detail: str
    """What happened, in a whole sentence."""
    advice: str
    """What to do."""
    errors: list[FaultOut]
    now: dict[str, Any] | None = None
    """With 412: the thing as it stands now."""


class RoleOut(Out):
    """A role of the council. Who holds it is personal data and is not given out."""

    id: int
    title: str


def role_out(role: Role | None) -> RoleOut | None:
    return RoleOut(id=role.pk, title=role.title) if role is not None else None


T = TypeVar("T")
M = TypeVar("M", bound=Model)


class Page(Out, Generic[T]):
    """Part of a list, by id: nothing is left out or told twice while others write."""

    # For each kind of thing a page is made of, the words beneath a field would be sought again through every module.
    model_config = ConfigDict(use_attribute_docstrings=False)

    items: list[T]
    next: str | None = Field(description="Where the rest of the list is; null at its end.")


def narrowed(found: "QuerySet[M]", wanted: Mapping[str, object]) -> "QuerySet[M]":
    """Those that have every value that was asked for; None asks for nothing."""
    return found.filter(**{name: value for name, value in wanted.items() if value is not None})


def page_of(request: HttpRequest, found: "QuerySet[M]", make: Callable[[M], T], after: int, limit: int) -> Page[T]:
    rows = list(found.filter(pk__gt=after)[: limit + 1])
    last = rows[limit - 1].pk if len(rows) > limit else None
    return Page(items=[make(row) for row in rows[:limit]], next=_next(request, last))


def page_of_keys(
    request: HttpRequest, found: Iterable[M | Any], key: Callable[[Any], str], make: Callable[[Any], T], after: str,
    limit: int,
) -> Page[T]:  # fmt: skip
    """As :func:`page_of`, for what is known by a word."""
    rows = sorted((each for each in found if key(each) > after), key=key)
    last = key(rows[limit - 1]) if len(rows) > limit else None
    return Page(items=[make(row) for row in rows[:limit]], next=_next(request, last))


def page_of_rows(
    request: HttpRequest, rows: Sequence[Mapping[str, object]], make: Callable[[Mapping[str, object]], T], limit: int
) -> Page[T]:
    """As :func:`page_of`, for rows that were asked for already, with one more than the page takes."""
    last = cast("int", rows[limit - 1]["id"]) if len(rows) > limit else None
    return Page(items=[make(row) for row in rows[:limit]], next=_next(request, last))


def _next(request: HttpRequest, last: int | str | None) -> str | None:
    if last is None:
        return None
    kept = {name: value for name, value in request.GET.items() if name != "after"}
    return f"{request.path}?{urlencode({**kept, 'after': last})}"


class Bearer(HttpBearer):
    """The token, as the document of the interface tells it; who shows it is let in at the door already."""

    def __init__(self, scope: AnyScope | None) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Caller:
        del token  # the door has looked at it
        caller = caller_of(request)
        if self.scope is not None and self.scope not in caller.scopes:
            raise Problem(Kind.SCOPE, f"The token does not have the scope {self.scope.value}.")
        return caller


_ALWAYS = (Kind.UNREADABLE, Kind.NO_TOKEN, Kind.SCOPE, Kind.NOT_FOUND, Kind.METHOD, Kind.NOT_VALID, Kind.TOO_MANY)


def takes(
    scope: AnyScope | None, answer: Any, *, status: int = 200, also: tuple[Kind, ...] = (),
    told: Mapping[str, Any] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """How an address is declared: the scope it takes, what it answers, and which problems there can be besides.

    ``told``: what the document says besides, of an answer that is no JSON.
    """
    problems = {kind.status: ProblemOut for kind in (*_ALWAYS, *also)}
    extra = {"x-scope": scope.value} if scope is not None else {}
    return {"auth": Bearer(scope), "response": {status: answer, **problems}, "openapi_extra": {**extra, **(told or {})}}
