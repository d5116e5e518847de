"""What became of text messages that were taken to be sent: the officer on the telephone must see that none arrived."""

from django.db import transaction
from django.db.models import Q

from overwinter.accounts.api import User
from overwinter.infra import audit, clock, texts
from overwinter.portal import queries
from overwinter.portal.domain.entering import ASKED_WITHIN, is_asked_now
from overwinter.portal.models import NumberAsked, SignInCode

MOST = 50
"""Messages in one run: each is a call to Notify."""


def ask_what_became(*, by: User | None) -> int:
    """Asks for each that is not known yet; how many did not arrive. What Notify cannot say now is asked again."""
    if not texts.is_set():
        return 0
    now = clock.now()
    waits = ~Q(message_id="")
    codes = SignInCode.objects.select_related("user").filter(waits, made_at__gt=now - ASKED_WITHIN)
    asked = NumberAsked.objects.select_related("contact__location__council").filter(
        waits, asked_at__gt=now - ASKED_WITHIN
    )
    lost = 0
    for code in codes.order_by("-made_at", "-id")[:MOST]:
        lost += is_asked_now(code.made_at, now) and _settle_code(code, by)
    for number in asked.order_by("-asked_at", "-id")[:MOST]:
        lost += is_asked_now(number.asked_at, now) and _settle_number(number, by)
    return lost


def _settle_code(code: SignInCode, by: User | None) -> bool:
    why, places = texts.why_lost(code.message_id), queries.list_places(code.user.email)
    chain = places[0].council_code if places else audit.INSTALLATION
    return _settle(code, why, chain, [each.location_id for each in places], by)


def _settle_number(number: NumberAsked, by: User | None) -> bool:
    location = number.contact.location
    return _settle(number, texts.why_lost(number.message_id), location.council.code, [location.pk], by)


@transaction.atomic
def _settle(row: SignInCode | NumberAsked, why: str | None, chain: str, places: list[int], by: User | None) -> bool:
    """Whether it was lost. While that is not known, nothing changes; nor where another message went while Notify was
    asked about this one."""
    if why is None:
        return False
    of_message = type(row).objects.filter(pk=row.pk, message_id=row.message_id)
    if not of_message.update(message_id="", undelivered=why):
        return False
    if why:
        details = {"reason": why, "locations": places}
        audit.record("text message did not arrive", by=by, subject=row, chain=chain, details=details)
    return bool(why)
