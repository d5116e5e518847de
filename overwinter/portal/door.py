"""Who comes into the portal: people of providers, for whom an address is registered or whom an officer let in."""

from django.http import Http404, HttpRequest

from overwinter.accounts.api import User
from overwinter.operations.api import Place
from overwinter.portal import queries
from overwinter.portal.domain.places import Manager, OwnPlace
from overwinter.portal.offered import place_facts

KEPT = "portal_manager"
"""On the request: who asks, once it was read."""
DEVICE_KEY = "portal_device"
"""In the session: on which known device it began."""


def manager_of(request: HttpRequest) -> Manager:
    """The person of a provider who asks; with no place for anybody else. Read once for each request."""
    kept: Manager | None = getattr(request, KEPT, None)
    if kept is None:
        user = request.user
        is_provider = isinstance(user, User) and user.is_provider
        kept = Manager(0, ())
        if isinstance(user, User) and is_provider:
            kept = queries.get_manager(user, request.session.get(DEVICE_KEY))
        setattr(request, KEPT, kept)
    return kept


def place_of(request: HttpRequest, location_id: int) -> OwnPlace:
    """The manager's own location. Raises Http404 for every other."""
    place = manager_of(request).place(location_id)
    if place is None:
        raise Http404("There is no such location among those you answer for.")
    return place


class PortalDoor:
    """For the pages of operations that managers read."""

    def comes_in(self, request: HttpRequest) -> bool:
        return bool(manager_of(request).places)

    def own_place(self, request: HttpRequest, location_id: int) -> Place:
        return place_facts(place_of(request, location_id))
