"""Every read of the districts and wards that councils list."""

from collections.abc import Collection

from overwinter.organisations.api import Viewer
from overwinter.providers.domain.places import Place, Places
from overwinter.providers.models import Location, Neighbourhood
from overwinter.providers.queries import scoped


def list_places(council_id: int | None) -> Places:
    """One statement."""
    rows = Neighbourhood.objects.filter(council_id=council_id or 0).order_by("district", "ward", "id")
    return Places(tuple(Place(*row) for row in rows.values_list("district", "ward")))


def list_ticked(viewer: Viewer, location_ids: Collection[int]) -> list[Location]:
    return list(scoped(viewer).filter(pk__in=location_ids).order_by("name", "id"))
