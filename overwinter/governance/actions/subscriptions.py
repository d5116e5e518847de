"""Addresses at which a person's program reads their calendar: made, read, revoked."""

import secrets

from django.db import transaction

from overwinter.accounts.api import User
from overwinter.governance.models import Subscription
from overwinter.governance.queries.subscriptions import digest_of
from overwinter.infra import audit, clock
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import get_council, get_viewer

MOST = 10
"""Addresses a person may have at once: one for each program, and some to spare."""


@transaction.atomic
def subscribe(*, council_id: int, name: str, only_mine: bool, by: User) -> tuple[Subscription, str]:
    """The subscription and the secret of its address, which is shown once and kept nowhere."""
    if not get_viewer(by).belongs_to(council_id):
        raise Refused("Only people of the council can subscribe to its calendar.")
    if Subscription.objects.filter(user=by, council_id=council_id, revoked_at__isnull=True).count() >= MOST:
        raise Refused(f"You have {MOST} addresses already. Revoke one that no program reads any more")
    token = secrets.token_urlsafe(32)
    council = get_council(council_id)
    subscription = Subscription.objects.create(
        user=by, council=council, name=" ".join(name.split()), digest=digest_of(token), only_mine=only_mine,
        made_at=clock.now(),
    )  # fmt: skip
    audit.record("calendar address made", by=by, subject=subscription, chain=council.code)
    return subscription, token


@transaction.atomic
def revoke_subscription(*, subscription_id: int, by: User) -> None:
    """Its address is an address of nothing from now on."""
    found = Subscription.objects.select_related("council").select_for_update(of=("self",))
    subscription = found.filter(pk=subscription_id, user=by).first()
    if subscription is None:
        raise Refused("There is no such address of yours.")
    if subscription.revoked_at is None:
        subscription.revoked_at = clock.now()
        subscription.save(update_fields=["revoked_at"])
        audit.record("calendar address revoked", by=by, subject=subscription, chain=subscription.council.code)


def note_reading(*, subscription: Subscription, by: User) -> None:
    """To the day, so that a program that asks each hour writes once; ``by`` is whose address it is."""
    today = clock.today()
    if subscription.read_on != today:
        Subscription.objects.filter(pk=subscription.pk, user=by).update(read_on=today)
