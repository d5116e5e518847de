"""Who may ask for returns, enter them and bring in files of them."""

from overwinter.accounts.api import User
from overwinter.kernel.verdict import ALLOWED, Verdict, refused
from overwinter.organisations.api import Grant, Viewer
from overwinter.providers.api import Location, ProviderAccess

_OFFICERS = (Grant.CONTRACTS, Grant.QUALITY)


def may_ask(viewer: Viewer, council_id: int) -> Verdict:
    """Whether they decide which forms the council asks for, and make its own."""
    if any(viewer.may(grant, council_id) for grant in _OFFICERS):
        return ALLOWED
    return refused("Only contracts officers and quality officers decide what providers are asked. Ask one of them.")


def may_take_files(viewer: Viewer, council_id: int) -> Verdict:
    if any(viewer.may(grant, council_id) for grant in _OFFICERS):
        return ALLOWED
    return refused("Only contracts officers and quality officers can bring in files of returns. Ask one of them.")


def may_enter(viewer: Viewer, location: Location) -> Verdict:
    """Whether an officer may enter what a provider tells them on the phone."""
    return may_enter_in(viewer, location.council_id)


def may_enter_in(viewer: Viewer, council_id: int) -> Verdict:
    if any(viewer.may(grant, council_id) for grant in _OFFICERS):
        return ALLOWED
    return refused("Only contracts officers and quality officers enter returns for a provider. Ask one of them.")


def may_answer(user: User, location: Location) -> Verdict:
    """Whether a person outside the council answers for this location."""
    if ProviderAccess.objects.filter(user=user, location=location, until__isnull=True).exists():
        return ALLOWED
    return refused("You do not answer for this service. Ask the council’s contracts team to be added.")
