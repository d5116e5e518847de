"""Pages of an operation that managers of care services read in the portal: who comes in, and whose location it is.

Who is let in is settled above, by the portal; ``config`` connects it when the program starts.
"""

from typing import Protocol

from django.http import HttpRequest

from overwinter.infra.access import Readers
from overwinter.operations.offers import Place


class Door(Protocol):
    def comes_in(self, request: HttpRequest) -> bool:
        """Whether they answer for a location."""
        ...

    def own_place(self, request: HttpRequest, location_id: int) -> Place:
        """Their own location. Raises Http404 for every other."""
        ...


_doors: list[Door] = []


def connect_door(door: Door) -> None:
    """Called once, when every context is loaded."""
    _doors[:] = [door]


def own_place(request: HttpRequest, location_id: int) -> Place:
    """The location of the manager who asks. Raises Http404 for every other: what such a page reads begins here."""
    (door,) = _doors
    return door.own_place(request, location_id)


def _comes_in(request: HttpRequest) -> bool:
    (door,) = _doors
    return door.comes_in(request)


PROVIDER = Readers(
    "provider",
    "Only people who answer for a care provider can see this page. If you do, ask for a link with the email address "
    "that the council has for you, or ring the council to be let in.",
    _comes_in,
    sign_in="portal:sign-in",
)
