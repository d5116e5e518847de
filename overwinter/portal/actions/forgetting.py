"""What opens nothing any more is deleted: secrets soon, devices and numbers later, keys of pages after a season.

That somebody signed in, and when, stays in the audit log, which holds no secret, no number and no address.
"""

from django.db import transaction
from django.db.models import Q

from overwinter.accounts.api import User
from overwinter.infra import audit, clock
from overwinter.portal import queries
from overwinter.portal.models import CodeTries, KnownDevice, LinkAsked, NumberAsked, SentOnce, SignInCode, SignInLink


@transaction.atomic
def forget_old(*, by: User | None) -> dict[str, int]:
    """How many of each were deleted. Run again it finds nothing."""
    now, keeping, lock = clock.now(), queries.get_keeping(), queries.get_terms().lock
    secrets, devices = now - keeping.secrets, now - keeping.devices
    gone = {
        "askings": LinkAsked.objects.filter(at__lt=secrets),
        "links": SignInLink.objects.filter(Q(used_at__lt=secrets) | Q(expires_at__lt=secrets)),
        "codes": SignInCode.objects.filter(Q(used_at__lt=secrets) | Q(expires_at__lt=secrets)),
        "tries": CodeTries.objects.filter(last_at__lt=now - lock - keeping.secrets),
        "devices": KnownDevice.objects.filter(Q(forgotten_at__lt=devices) | Q(known_until__lt=devices)),
        "numbers": NumberAsked.objects.filter(Q(ended_at__lt=devices) | Q(ends_at__lt=devices)),
        "keys": SentOnce.objects.filter(at__lt=now - keeping.keys),
    }
    counts = {name: rows.delete()[0] for name, rows in gone.items()}
    audit.record("what opened the portal forgotten", by=by, details=dict(counts))
    return counts
