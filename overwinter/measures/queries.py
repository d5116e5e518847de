"""Every read of measures. A council's readings and its own standards are given to its own people only."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from django.db.models import Case, Exists, F, FloatField, OuterRef, Q, QuerySet, Value, When, Window
from django.db.models.functions import Cast, NullIf, RowNumber

from overwinter.frameworks.api import find_framework, get_limits, get_requirements
from overwinter.kernel.measured import Measured
from overwinter.measures.domain.measure import Better, Definition, Standard, Unit
from overwinter.measures.domain.readings import DayReading, latest_by, measured, points
from overwinter.measures.models import Measure, Reading, SpeaksTo
from overwinter.measures.models import Standard as StandardRow
from overwinter.organisations.api import Viewer

FEW = 8
"""Older readings of a measure that are read at first: one of the newest nearly always tells what is asked of them."""
LOOK_BACK = timedelta(weeks=40)
"""How far back the last day is looked for on which a standard was reached: a winter, and what led up to it."""


@dataclass(frozen=True)
class Followed:
    """A measure with what is known of it for one council: every standard, and its readings up to a day."""

    definition: Definition
    standards: tuple[Standard, ...]
    readings: tuple[DayReading, ...]
    """Oldest first."""
    day: date
    current_days: int

    @cached_property
    def now(self) -> Measured:
        return measured(self.definition, self.readings, self.standards, self.day, self.current_days)

    @property
    def latest(self) -> DayReading | None:
        return latest_by(self.readings, self.day, self.current_days)

    def on(self, days: Iterable[date]) -> tuple[DayReading, ...]:
        """The latest reading of each of ``days``."""
        return points(self.readings, days, self.current_days)


@dataclass(frozen=True, slots=True)
class KeptReading:
    """A reading with who entered it, and how often it was put right."""

    reading: DayReading
    taken_as: str
    put_right: tuple[str, ...]
    """Why, each time it was replaced."""


@dataclass(frozen=True, slots=True)
class SpokenTo:
    """A requirement that a measure says something about."""

    framework_key: str
    framework: str
    key: str
    title: str


def list_definitions(
    *, council_id: int | None, with_withdrawn: bool = False, codes: Collection[str] | None = None
) -> list[Definition]:
    """In the order of the catalogue, then the council's own, without standards; for no council the catalogue's alone.
    Two queries."""
    found = Measure.objects.filter(_counted_by(council_id)).order_by("order", "code")
    if not with_withdrawn:
        found = found.filter(withdrawn_on__isnull=True)
    if codes is not None:
        found = found.filter(code__in=codes)
    rows = list(found)
    pairs: dict[int, list[tuple[str, str]]] = defaultdict(list)
    speaking = SpeaksTo.objects.filter(measure__in=[row.pk for row in rows])
    for pk, framework, requirement in speaking.order_by("measure_id", "id").values_list(
        "measure_id", "framework_key", "requirement_key"
    ):
        pairs[pk].append((framework, requirement))
    return [definition_of(row, tuple(pairs[row.pk])) for row in rows]


def find_definition(code: str, *, council_id: int) -> Definition | None:
    """A withdrawn one too: its readings stay to be seen."""
    return next(iter(list_definitions(council_id=council_id, with_withdrawn=True, codes=[code])), None)


def list_followed(
    viewer: Viewer, *, council_id: int, day: date, codes: Collection[str] | None = None, since: date | None = None
) -> list[Followed]:
    """The measures with the council's readings up to ``day``, in the order of the catalogue; none for a stranger.

    Withdrawn ones are there only where ``codes`` asks for them. With ``since`` without the readings before that day
    but for those that tell how a measure stands. Four or five queries, whatever the number of measures.
    """
    if not viewer.belongs_to(council_id):
        return []
    definitions = list_definitions(council_id=council_id, with_withdrawn=codes is not None, codes=codes)
    return _follow(definitions, council_id, day, since=since)


def list_speaking(
    viewer: Viewer, *, council_id: int, framework_key: str, requirement_key: str | None, day: date,
    also: Collection[str] = (),
) -> list[Followed]:  # fmt: skip
    """The measures that speak to a requirement, and those in ``also``, as :func:`list_followed`, without what else they
    speak to. Three queries; one where there is none."""
    if not viewer.belongs_to(council_id):
        return []
    return _follow(_speaking(council_id, framework_key, requirement_key or "", also), council_id, day)


def list_measured_of(
    *, council_id: int, framework_key: str, requirement_key: str | None, day: date
) -> tuple[Measured, ...]:
    """The measures that speak to one requirement, as :func:`list_measured`. Three queries; one where there is none."""
    speaking = _speaking(council_id, framework_key, requirement_key or "", ())
    return tuple(followed.now for followed in _follow(speaking, council_id, day))


def list_measured(*, council_id: int, framework_key: str, day: date) -> Mapping[str, tuple[Measured, ...]]:
    """Requirement id to the measures that speak to it, as they stand on ``day``. For the rows of a plan that the caller
    may see. Four queries, seldom five, whatever the number of rows."""
    definitions = _speaking_in(council_id, framework_key)
    found: dict[str, list[Measured]] = defaultdict(list)
    for followed in _follow(definitions, council_id, day, since=_before(day, timedelta(days=current_days(day)))):
        now = followed.now
        for _, requirement in followed.definition.speaks_to:
            found[requirement].append(now)
    return {requirement: tuple(several) for requirement, several in found.items()}


def list_kept_readings(viewer: Viewer, *, council_id: int, code: str) -> list[KeptReading]:
    """Every reading of the measure, newest first, with why it was put right. Two queries."""
    found = Reading.objects.filter(council_id=council_id, council_id__in=viewer.council_ids, measure__code=code)
    changes: dict[int, list[str]] = defaultdict(list)
    history = Reading.history.filter(council_id=council_id, measure__code=code, history_type="~")
    for pk, why in history.order_by("history_date", "history_id").values_list("id", "history_change_reason"):
        if why:
            changes[pk].append(why)
    return [KeptReading(_reading(row), row.taken_as, tuple(changes[row.pk])) for row in found.order_by("-day", "-id")]


def list_standards(viewer: Viewer, *, council_id: int, code: str) -> list[Standard]:
    """The catalogue's and the council's own, newest first."""
    if not viewer.belongs_to(council_id):
        return []
    rows = _standards(council_id).filter(measure__code=code).order_by("-effective_from", "council_id", "-id")
    return [_standard(row) for row in rows]


def list_spoken_to(definition: Definition) -> list[SpokenTo]:
    """The requirements it speaks to that are in the database, in the order of the catalogue."""
    found: list[SpokenTo] = []
    for framework_key in dict.fromkeys(framework for framework, _ in definition.speaks_to):
        framework = find_framework(framework_key)
        if framework is None:
            continue
        keys = [key for each, key in definition.speaks_to if each == framework_key]
        requirements = get_requirements(keys, framework_id=framework.id)
        found += [
            SpokenTo(framework_key, framework.title, key, f"{requirements[key].number} {requirements[key].title}")
            for key in keys
            if key in requirements
        ]
    return found


def current_days(day: date) -> int:
    """For how many days a reading is the latest one."""
    return get_limits(day)["reading-current"].days


def _speaking(council_id: int, framework_key: str, requirement_key: str, also: Collection[str]) -> list[Definition]:
    """Those in force that speak to the requirement, each with that alone; and those in ``also``."""
    speaking = SpeaksTo.objects.filter(
        measure=OuterRef("pk"), framework_key=framework_key, requirement_key=requirement_key
    )
    found = Measure.objects.filter(_counted_by(council_id)).order_by("order", "code")
    found = found.alias(heard=Exists(speaking)).annotate(
        speaks=Case(When(withdrawn_on__isnull=True, heard=True, then=True), default=False)
    )
    wanted = Q(speaks=True) | Q(code__in=also) if also else Q(speaks=True)
    pair = ((framework_key, requirement_key),)
    return [definition_of(row, pair if row.speaks else ()) for row in found.filter(wanted)]


def _speaking_in(council_id: int, framework_key: str) -> list[Definition]:
    """Those in force that speak to the framework, each with what it speaks to there alone."""
    spoken = SpeaksTo.objects.filter(framework_key=framework_key, measure__withdrawn_on__isnull=True)
    own = Q(measure__council__isnull=True) | Q(measure__council_id=council_id)
    found: dict[int, tuple[Measure, list[tuple[str, str]]]] = {}
    for each in spoken.filter(own).select_related("measure").order_by("measure__order", "measure__code", "id"):
        found.setdefault(each.measure_id, (each.measure, []))[1].append((framework_key, each.requirement_key))
    return [definition_of(measure, tuple(pairs)) for measure, pairs in found.values()]


def _before(day: date, span: timedelta) -> date:
    """``span`` before a day, or the first day there is: a page can be asked for as it stood on any."""
    return day - min(span, day - date.min)


def _follow(
    definitions: Sequence[Definition], council_id: int, day: date, *, since: date | None = None
) -> list[Followed]:
    """With ``since`` without the readings before that day, but for those that :attr:`Followed.now` rests on: how a
    measure stands is seldom told by a reading that is weeks old, and there are many of those."""
    codes = [each.code for each in definitions]
    if not codes:
        return []
    standards: dict[str, list[Standard]] = defaultdict(list)
    found = _standards(council_id).filter(measure__code__in=codes).order_by("measure_id", "effective_from", "id")
    for code, value, from_day, source, council in found.values_list(
        "measure__code", "value", "effective_from", "source", "council_id"
    ):
        standards[code].append(Standard(value, from_day, source, own=council is not None))
    kept = Reading.objects.filter(council_id=council_id, day__lte=day, day__gt=_before(day, LOOK_BACK))
    several = kept.filter(measure__code__in=codes)
    readings = _by_code(several if since is None else several.filter(day__gte=since))
    lasts = current_days(day)
    followed = [Followed(each, tuple(standards[each.code]), readings[each.code], day, lasts) for each in definitions]
    if since is None:
        return followed
    telling = _telling(kept.filter(day__lt=since), followed)
    newest = Window(RowNumber(), partition_by=F("measure_id"), order_by=(F("day").desc(), F("id").desc()))
    older = _by_code(telling.alias(place=newest).filter(place__lte=FEW))
    told = [_with_older(each, older) for each in followed]
    untold = [each.definition.code for each in told if len(older[each.definition.code]) == FEW and _is_open(each)]
    if not untold:
        return told
    all_older = _by_code(telling.filter(measure__code__in=untold))
    return [
        _with_older(before, all_older) if before.definition.code in untold else each
        for before, each in zip(followed, told, strict=True)
    ]


def _with_older(each: Followed, older: Mapping[str, tuple[DayReading, ...]]) -> Followed:
    found = older.get(each.definition.code)
    return replace(each, readings=found + each.readings) if found else each


def _is_open(each: Followed) -> bool:
    """Whether an older reading could still tell since when there is no data, or when a standard was last reached."""
    return each.now.as_of is None or (each.now.reached_on is None and bool(each.standards))


def _by_code(kept: "QuerySet[Reading]") -> Mapping[str, tuple[DayReading, ...]]:
    """Oldest first; nothing for a measure without any."""
    readings: dict[str, list[DayReading]] = defaultdict(list)
    fields = ("measure__code", "day", "numerator", "denominator", "note")
    for code, on, numerator, denominator, note in kept.order_by("measure_id", "day", "id").values_list(*fields):
        readings[code].append(DayReading(on, numerator, denominator, note))
    return defaultdict(tuple, {code: tuple(several) for code, several in readings.items()})


def _telling(older: "QuerySet[Reading]", followed: Sequence[Followed]) -> "QuerySet[Reading]":
    """Of the older readings those that can tell since when there is no data, or when a standard was last reached."""
    silent = [each.definition.code for each in followed if each.now.as_of is None]
    beyond = [each.definition.code for each in followed if each.now.as_of is not None and _is_open(each)]
    if not silent and not beyond:
        return older.none()
    top, bottom = Cast("numerator", FloatField()), NullIf(Cast("denominator", FloatField()), Value(0.0))
    older = older.annotate(
        value=Case(
            When(measure__unit=Unit.PERCENT.value, then=top * 100.0 / bottom),
            When(measure__unit=Unit.DAYS.value, then=top / bottom),
            default=top,
        )
    )
    # Rounded as they are judged, values can be a twentieth off; which of these did reach it is judged by ``measured``.
    limit = Cast("measure__standards__value", FloatField())
    near = Q(measure__better=Better.HIGHER.value, value__gte=limit - 0.1)
    near |= Q(measure__better=Better.LOWER.value, value__lte=limit + 0.1)
    return older.filter(Q(measure__code__in=silent) | Q(measure__code__in=beyond) & near)


def _counted_by(council_id: int | None) -> Q:
    """The measures of the catalogue, and the council's own."""
    return Q(council__isnull=True) | Q(council_id=council_id) if council_id is not None else Q(council__isnull=True)


def _standards(council_id: int) -> "QuerySet[StandardRow]":
    return StandardRow.objects.filter(
        Q(council__isnull=True) | Q(council_id=council_id), withdrawn_on__isnull=True
    )  # fmt: skip


def _standard(row: StandardRow) -> Standard:
    return Standard(row.value, row.effective_from, row.source, own=row.council_id is not None)


def _reading(row: Reading) -> DayReading:
    return DayReading(row.day, row.numerator, row.denominator, row.note)


def definition_of(row: Measure, speaks_to: tuple[tuple[str, str], ...] = ()) -> Definition:
    return Definition(
        code=row.code,
        title=row.title,
        unit=Unit(row.unit),
        better=Better(row.better),
        numerator=row.numerator,
        denominator=row.denominator,
        source=row.source,
        by_hand=row.by_hand,
        reviewed=row.reviewed,
        speaks_to=speaks_to,
        withdrawn_on=row.withdrawn_on,
        own=row.council_id is not None,
    )
