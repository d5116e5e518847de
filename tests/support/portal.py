"""People of providers for tests: let in without an officer."""

from overwinter.accounts import api as accounts
from overwinter.accounts.api import User
from overwinter.infra import clock
from overwinter.portal.models import KnownDevice
from overwinter.providers.api import Location, ProviderAccess


def make_manager(location: Location, email: str = "provider@larkfield.example", title: str = "Manager") -> User:
    """Somebody who answers for the location in the portal, signed in by ``force_login``."""
    user = accounts.add_provider(email=email, by=None)
    ProviderAccess.objects.create(user=user, location=location, title=title, since=clock.now())
    return user


def make_portal(location: Location) -> dict[str, int]:
    """A manager with a known device: by the name each has in an address of the portal, its id."""
    user, now = make_manager(location), clock.now()
    device = KnownDevice.objects.create(
        user=user, digest="0", label="Phone", known_since=now, known_until=now, last_seen=now
    )
    return {"device_id": device.pk, "access_id": ProviderAccess.objects.get(user=user).pk}
