"""Counting the calls of a token. It works across processes, since the database counts."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Case, F, QuerySet, Value, When
from django.utils import timezone

from overwinter.exchange.domain.rate import Rate, minute_of, seconds_left
from overwinter.exchange.models import TokenUse


def count_call(token_id: int, *, at: datetime, limit: int) -> Rate:
    """Count one call and say how it stands in its minute. One statement adds to what is there, so that of two calls at
    once both are counted."""
    minute, day = minute_of(at), timezone.localdate(at)
    use = TokenUse.objects.filter(token_id=token_id, day=day)
    if not _add(use, minute, at):
        try:
            with transaction.atomic():
                TokenUse.objects.create(token_id=token_id, day=day, calls=1, minute=minute, in_minute=1, last_at=at)
        except IntegrityError:  # another process began the day
            _add(use, minute, at)
    rate = Rate(limit, use.values_list("in_minute", flat=True).get(), seconds_left(at))
    if not rate.verdict:
        use.update(refused=F("refused") + 1)
    return rate


def _add(use: "QuerySet[TokenUse]", minute: int, at: datetime) -> int:
    within = Case(When(minute=minute, then=F("in_minute") + 1), default=Value(1))
    return use.update(calls=F("calls") + 1, in_minute=within, minute=minute, last_at=at)
