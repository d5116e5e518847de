"""What is known of locations on a day, from every context that knows something of their risk."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db.models import Count, Q

from overwinter.casework.api import Concern, ConcernState, Team
from overwinter.market.domain.continuity import stands
from overwinter.market.domain.risk import Known
from overwinter.market.models import Viability
from overwinter.market.queries.continuity import days_on, list_current, plan_of
from overwinter.operations.api import list_operations
from overwinter.providers.api import Contact, ContactPurpose, Location, LocationState


def list_known(council_id: int, location_ids: Collection[int], *, day: date) -> Mapping[int, Known]:
    """As many statements for one location as for many. Whose they are is asked here: the council's."""
    rows = Location.objects.filter(council_id=council_id, pk__in=location_ids)
    facts = {row.pk: row for row in rows.only("rating", "rated_on", "state")}
    ids = list(facts)
    figures, concerns, away = _figures(council_id, ids, day), _concerns(council_id, ids), _managers_away(ids, day)
    current = Viability.objects.filter(location_id__in=ids, is_current=True)
    viability = dict(current.values_list("location_id", "stands"))
    plans, days = list_current(ids), days_on(day)
    return {
        pk: Known(
            rating=row.rating, rated_on=row.rated_on, concerns=concerns.get(pk, 0), manager_away=away.get(pk),
            suspended=row.state == LocationState.SUSPENDED.value, viability=viability.get(pk, ""),
            continuity=stands(plan_of(plans[pk]) if pk in plans else None, day, days).value,
            **_said(figures.get(pk, {})),
        )
        for pk, row in facts.items()
    }  # fmt: skip


def _figures(council_id: int, ids: Collection[int], day: date) -> dict[int, dict[str, float]]:
    """From every operation that offers figures of locations."""
    found: dict[int, dict[str, float]] = {}
    for operation in list_operations():
        for offer in operation.figures:
            for pk, said in offer.figures(council_id=council_id, location_ids=ids, day=day).items():
                found.setdefault(pk, {}).update(said)
    return found


def _said(figures: Mapping[str, float]) -> dict[str, Any]:
    posts = figures.get("posts_empty")
    return {
        "absence": figures.get("absence"), "agency": figures.get("agency"), "occupancy": figures.get("occupancy"),
        "posts_empty": None if posts is None else int(posts),
    }  # fmt: skip


def _concerns(council_id: int, ids: Collection[int]) -> dict[int, int]:
    """Open ones that the quality team follows up."""
    rows = Concern.objects.filter(council_id=council_id, location_id__in=ids, state=ConcernState.OPEN.value)
    rows = rows.filter(team=Team.QUALITY.value).order_by()
    return dict(rows.values_list("location_id").annotate(n=Count("id")))


def _managers_away(ids: Collection[int], day: date) -> dict[int, bool]:
    """Where a registered manager is named: whether they are away. Neither name nor number is read."""
    standing = Q(until__isnull=True) | Q(until__gt=day)
    rows = Contact.objects.filter(
        standing, location_id__in=ids, purpose=ContactPurpose.REGISTERED_MANAGER.value
    ).order_by("id")
    return {
        pk: away_from is not None and away_from <= day and (away_until is None or away_until >= day)
        for pk, away_from, away_until in rows.values_list("location_id", "away_from", "away_until")
    }
