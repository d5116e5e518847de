"""People of providers for tests: let in without an officer."""

from datetime import timedelta

from overwinter.accounts import api as accounts
from overwinter.accounts.api import User
from overwinter.infra import clock
from overwinter.portal.models import KnownDevice, NumberAsked
from overwinter.providers.api import Location, ProviderAccess

DAY = timedelta(days=1)


def make_manager(location: Location, email: str = "provider@larkfield.example", title: str = "Manager") -> User:
    """Somebody who answers for the location in the portal, signed in by ``force_login``."""
    user = accounts.add_provider(email=email, by=None)
    ProviderAccess.objects.create(user=user, location=location, title=title, since=clock.now())
    return user


def make_portal(location: Location) -> dict[str, int]:
    """A manager with a known device, who asked for another number: by the name each has in an address, its id."""
    user, now = make_manager(location), clock.now()
    device = KnownDevice.objects.create(
        user=user, digest="0", label="Phone", known_since=now, known_until=now, last_seen=now
    )
    number = NumberAsked.objects.create(
        contact=location.contacts.get(), phone="07700 900999", asked_by=user, asked_at=now, ends_at=now + DAY
    )
    return {"asked_id": number.pk, "device_id": device.pk, "access_id": ProviderAccess.objects.get(user=user).pk}
