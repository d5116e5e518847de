"""The door to the provider portal: what stands round its pages, and letting people of providers in."""

from django.http import HttpRequest
from django.urls import reverse

from overwinter.design.frame import Frame
from overwinter.portal.actions.access import give_access, set_helpline
from overwinter.portal.actions.numbers import correct_own_contact
from overwinter.portal.door import PortalDoor, manager_of
from overwinter.portal.queries import list_places


def portal_frame(request: HttpRequest) -> Frame:
    """For a person of a provider: whose council it is, as what they act, and no way into the council's own pages."""
    manager = manager_of(request)
    councils = {place.council: place for place in manager.places}
    one = next(iter(councils.values())) if len(councils) == 1 else None
    return Frame(
        council_name=one.council if one is not None else "",
        role=manager.title or "Care provider",
        home_url=reverse("portal:home"),
        sign_out_url=reverse("portal:sign-out"),
        account_url=reverse("portal:devices"),
        colour=one.colour if one is not None else "",
    )


__all__ = ["PortalDoor", "correct_own_contact", "give_access", "list_places", "portal_frame", "set_helpline"]
