"""Measures: what is counted, the standard it is held to, and what was counted on each day."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from overwinter.exchange.domain.scopes import Scope
from overwinter.exchange.door import Caller, caller_of
from overwinter.exchange.problems import Kind
from overwinter.exchange.queries import content
from overwinter.exchange.resources.shape import AfterKey, In, Limit, Out, Page, page_of_keys, takes
from overwinter.exchange.resources.writing import Line, Why
from overwinter.infra import clock
from overwinter.measures import api as measures
from overwinter.measures.api import Better, DayReading, Followed, Standard, Standing, Unit, list_followed, standard_on

router = Router(tags=["Measures"])

Number = Annotated[Decimal, Field(ge=0, le=1_000_000_000, decimal_places=2)]


class ReadingOut(Out):
    measure: str
    day: date
    numerator: float | None
    """Null: there is no data for that day. It is never zero."""
    denominator: float | None
    value: float | None
    """As it is shown, in the unit of the measure; null: there is no data."""
    note: str
    """Why there is no data, or what else is to be known."""


class StandardOut(Out):
    value: float
    effective_from: date
    source: str
    own: bool
    """Whether the council set it; else it comes with the catalogue."""


class SpeaksToOut(Out):
    framework: str
    requirement: str


class MeasureOut(Out):
    code: str
    """Permanent."""
    title: str
    unit: Unit
    better: Better
    """Which way is better."""
    numerator: str
    denominator: str
    source: str
    by_hand: bool
    """Whether its readings are entered, by people or by services; else the program counts it."""
    speaks_to: list[SpeaksToOut]
    standard: StandardOut | None
    """The one that holds today; null: none is set."""
    standing: Standing
    latest: ReadingOut | None
    """The newest reading that is not too old to be called the latest; null: no data."""


@router.get("/measures", **takes(Scope.MEASURES_READ, Page[MeasureOut]), summary="The measures, by code")
def read_measures(request: HttpRequest, after: AfterKey, limit: Limit) -> Page[MeasureOut]:
    caller = caller_of(request)
    found = list_followed(caller.viewer, council_id=caller.council.pk, day=clock.today())
    return page_of_keys(request, found, lambda each: str(each.definition.code), measure_out, after, limit)


@router.get("/measures/{str:measure_code}", **takes(Scope.MEASURES_READ, MeasureOut), summary="One measure")
def read_measure(request: HttpRequest, measure_code: str) -> MeasureOut:
    return measure_out(followed_by(caller_of(request), measure_code))


@router.get(
    "/measures/{str:measure_code}/readings", **takes(Scope.MEASURES_READ, Page[ReadingOut]),
    summary="The readings of a measure, by day",
)  # fmt: skip
def read_readings(
    request: HttpRequest, measure_code: str, limit: Limit,
    after: Annotated[date | None, Query(None, description="The last day you have had.")],
) -> Page[ReadingOut]:  # fmt: skip
    """Of the last forty weeks."""
    followed = followed_by(caller_of(request), measure_code)
    since = after.isoformat() if after is not None else ""
    days, make = (lambda each: str(each.day.isoformat())), (lambda each: reading_out(followed, each))
    return page_of_keys(request, followed.readings, days, make, since, limit)


def followed_by(caller: Caller, code: str) -> Followed:
    return content.get_measure(caller.viewer, code, council_id=caller.council.pk, day=clock.today())


def measure_out(followed: Followed) -> MeasureOut:
    definition, latest = followed.definition, followed.latest
    standard = standard_on(followed.day, followed.standards)
    return MeasureOut(
        code=definition.code, title=definition.title, unit=definition.unit, better=definition.better,
        numerator=definition.numerator, denominator=definition.denominator, source=definition.source,
        by_hand=definition.by_hand,
        speaks_to=[SpeaksToOut(framework=framework, requirement=key) for framework, key in definition.speaks_to],
        standard=_standard(standard) if standard is not None else None,
        standing=followed.now.standing, latest=reading_out(followed, latest) if latest is not None else None,
    )  # fmt: skip


def _standard(kept: Standard) -> StandardOut:
    return StandardOut(value=float(kept.value), effective_from=kept.effective_from, source=kept.source, own=kept.own)


def reading_out(followed: Followed, reading: DayReading) -> ReadingOut:
    return ReadingOut(
        measure=followed.definition.code, day=reading.day,
        numerator=float(reading.numerator) if reading.numerator is not None else None,
        denominator=float(reading.denominator) if reading.denominator is not None else None,
        value=reading.value(followed.definition.unit), note=reading.note,
    )  # fmt: skip


class ReadingIn(In):
    numerator: Number | None
    """Null: there is no data for that day, and ``note`` says why."""
    denominator: Number | None = None
    note: Line = ""
    why: Why = ""
    """Needed where a reading stands for that day already."""


@router.put(
    "/measures/{str:measure_code}/readings/{str:day}",
    **takes(Scope.MEASURES_WRITE, ReadingOut, also=(Kind.REFUSED,)), summary="Enter the reading of a day",
)  # fmt: skip
def enter_reading(request: HttpRequest, measure_code: str, day: date, body: ReadingIn) -> ReadingOut:
    """Of a measure that is entered by hand or by services. What stood for the day before stays in its history."""
    caller = caller_of(request)
    followed = followed_by(caller, measure_code)
    kept = measures.enter_reading(
        council_id=caller.council.pk, code=measure_code, day=day, by=caller.identity, viewer=caller.viewer,
        **body.model_dump(),
    )  # fmt: skip
    return reading_out(followed, DayReading(kept.day, kept.numerator, kept.denominator, kept.note))
