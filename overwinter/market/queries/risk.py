"""Risk as it was last worked out, and how finances stand."""

from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import Count, Exists, FilteredRelation, OuterRef, Q, QuerySet

from overwinter.market.domain.risk import Known, Level
from overwinter.market.models import RiskScore, Viability
from overwinter.market.queries.known import list_known
from overwinter.market.queries.places import Narrowed, asked_in, locations
from overwinter.organisations.api import Viewer
from overwinter.providers.api import Location, Rating, scoped


def list_worst(viewer: Viewer, asked: Narrowed) -> QuerySet[Location]:
    """Locations whose risk was worked out, the gravest first. ``asked.state``: a level."""
    current = FilteredRelation("risk_scores", condition=Q(risk_scores__is_current=True))
    found = locations(viewer, asked).annotate(worked=current).filter(worked__id__isnull=False)
    if asked.state:
        found = found.filter(worked__level=asked.state)
    return found.order_by("worked__rank", "-worked__points", "name", "id")


def list_scores(location_ids: Collection[int]) -> Mapping[int, RiskScore]:
    """One statement; whose they are was asked by the caller."""
    rows = RiskScore.objects.filter(location_id__in=location_ids, is_current=True)
    return {row.location_id: row for row in rows}


def count_levels(viewer: Viewer) -> Mapping[Level, int]:
    rows = RiskScore.objects.filter(location__in=locations(viewer, Narrowed()).order_by(), is_current=True)
    counted = dict(rows.order_by().values_list("level").annotate(n=Count("id")))
    return {each: counted.get(each.value, 0) for each in Level}


def list_history(viewer: Viewer, location_id: int) -> QuerySet[RiskScore]:
    rows = RiskScore.objects.filter(location__in=scoped(viewer).filter(pk=location_id))
    return rows.order_by("-recorded_at", "-id")


def find_known(viewer: Viewer, location_id: int, *, day: date) -> Known | None:
    """What is known now of one location of the viewer's council."""
    council_id = viewer.council_id
    if council_id is None or not viewer.belongs_to(council_id):
        return None
    return list_known(council_id, [location_id], day=day).get(location_id)


def list_viability(viewer: Viewer, location_id: int) -> QuerySet[Viability]:
    """The current one first."""
    rows = Viability.objects.filter(location__in=scoped(viewer).filter(pk=location_id))
    return rows.order_by("-recorded_at", "-id")


def count_levels_on(council_id: int, *, day: date) -> Mapping[Level, int]:
    """How many locations were of which risk at the end of a day. One statement."""
    rows = RiskScore.objects.filter(location__in=asked_in(council_id), recorded_at__date__lte=day)
    later = rows.filter(location=OuterRef("location"), id__gt=OuterRef("id"))
    counted = dict(rows.filter(~Exists(later)).order_by().values_list("level").annotate(n=Count("id")))
    return {each: counted.get(each.value, 0) for each in Level}


def list_high_on(council_id: int, *, day: date, most: int) -> list[tuple[int, str]]:
    """Id and name of locations that were of high risk at the end of a day, the most points first. One statement."""
    rows = RiskScore.objects.filter(location__in=asked_in(council_id), recorded_at__date__lte=day)
    later = rows.filter(location=OuterRef("location"), id__gt=OuterRef("id"))
    high = rows.filter(~Exists(later), level=Level.HIGH.value).order_by("-points", "location__name", "location_id")
    return list(high.values_list("location_id", "location__name")[:most])


def list_grave(council_id: int) -> list[tuple[Location, RiskScore | None]]:
    """Locations that are rated inadequate or of high risk, in the order of their names."""
    current = FilteredRelation("risk_scores", condition=Q(risk_scores__is_current=True))
    high = Q(worked__level=Level.HIGH.value)
    found = asked_in(council_id).annotate(worked=current).filter(high | Q(rating=Rating.INADEQUATE.value))
    places = list(found.order_by("name", "id"))
    scores = list_scores([place.pk for place in places])
    return [(place, scores.get(place.pk)) for place in places]
