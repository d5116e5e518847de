"""Addresses at which people's programs read their calendars."""

import hashlib

from overwinter.governance.models import Subscription
from overwinter.organisations.api import Viewer


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def list_subscriptions(viewer: Viewer) -> list[Subscription]:
    """The viewer's own that stand, in the council they work in, newest first."""
    return list(
        Subscription.objects.filter(
            user_id=viewer.user_id, council_id=viewer.council_id or 0, revoked_at__isnull=True
        ).order_by("-made_at", "-id")
    )


def find_subscription(token: str) -> Subscription | None:
    """The one whose address holds ``token``, while it stands and its person may sign in."""
    found = Subscription.objects.filter(digest=digest_of(token), revoked_at__isnull=True, user__is_active=True)
    return found.select_related("user", "council").first()
