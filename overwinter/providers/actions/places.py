"""The districts and wards a council lists, and those of many locations set at once."""

from collections.abc import Collection

from django.db import transaction

from overwinter.accounts.api import User
from overwinter.infra import audit, clock
from overwinter.infra.bulk import insert_rows
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import get_council, get_viewer
from overwinter.providers import permissions, place_queries
from overwinter.providers.domain import places
from overwinter.providers.domain.fields import FIELDS
from overwinter.providers.domain.kinds import Source
from overwinter.providers.domain.places import Place, Places
from overwinter.providers.models import Location, LocationEvent, Neighbourhood
from overwinter.providers.recording import speaks_as

_OF_EVENT = ("council_id", "location_id", "at", "what", "before", "after", "why", "source", "by_id", "by_as")


@transaction.atomic
def name_places(*, council_id: int, wanted: Places, by: User) -> None:
    """The council's districts and wards from now on. What locations have stays as it was entered."""
    permissions.may_edit(get_viewer(by), council_id).require()
    places.may_list(wanted).require()
    had, now = set(place_queries.list_places(council_id).listed), set(wanted.listed)
    for gone in had - now:
        Neighbourhood.objects.filter(council_id=council_id, district=gone.district, ward=gone.ward).delete()
    Neighbourhood.objects.bulk_create(
        Neighbourhood(council_id=council_id, district=each.district, ward=each.ward) for each in sorted(now - had)
    )
    council = get_council(council_id)
    details = {"added": _said(now - had), "taken_out": _said(had - now)}
    audit.record("districts and wards listed", by=by, subject=council, chain=council.code, details=details)


@transaction.atomic
def set_places(
    *, council_id: int, location_ids: Collection[int], district: str | None, ward: str | None, by: User
) -> int:
    """The district and ward of many locations; None leaves it as it stands. How many changed."""
    viewer = get_viewer(by)
    permissions.may_edit(viewer, council_id).require()
    listed = place_queries.list_places(council_id)
    rows = (
        Location.objects.filter(council_id=council_id, pk__in=location_ids)
        .select_for_update(no_key=True)
        .order_by("id")
    )
    at, by_as, events, changed = clock.now(), speaks_as(viewer, council_id), list[tuple[object, ...]](), []
    for row in rows:
        said_ward = row.ward if ward is None else ward.strip()
        said = row.district if district is None else district.strip()
        said = listed.district_for(said, said_ward)
        if not (verdict := places.may_stand(listed, said, said_ward)):
            raise Refused(f"{row.name}: {verdict.reason}")
        before = {"district": row.district, "ward": row.ward}
        row.district, row.ward = said, said_ward
        made = [name for name in before if before[name] != getattr(row, name)]
        events += [
            (
                council_id,
                row.pk,
                at,
                FIELDS[name],
                before[name],
                getattr(row, name),
                "",
                Source.HAND.value,
                by.pk,
                by_as,
            )
            for name in made
        ]
        changed += [row] if made else []
    Location.objects.bulk_update(changed, ["district", "ward"], batch_size=200)
    insert_rows(LocationEvent, _OF_EVENT, events)
    details = {"locations": [row.pk for row in changed], "district": district, "ward": ward}
    audit.record("districts and wards set", by=by, chain=get_council(council_id).code, at=at, details=details)
    return len(changed)


def _said(found: Collection[Place]) -> list[str]:
    return [", ".join(part for part in (each.ward, each.district) if part) for each in sorted(found)]
