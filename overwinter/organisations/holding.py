"""One order in which what writes share is held."""

from functools import cache

from django.db.models import IntegerField

from overwinter.infra.prepared import Given, Prepared
from overwinter.organisations.models import Council


def hold_council(council_id: int) -> None:
    """Until the transaction ends, for writes that must not cross. Whoever holds several things holds the council first,
    then its locations, then what is about them, and the audit log last: so no two wait for each other for ever. The key
    stays free, so that what names the council goes on."""
    if not _held().rows(council=council_id):
        raise Council.DoesNotExist


@cache
def _held() -> Prepared:
    of = Council.objects.filter(pk=Given("council", IntegerField()))
    return Prepared(of.select_for_update(no_key=True).values_list("pk"))
