"""The only place that reads the clock. Rules are given ``today`` and ``now``."""

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    return timezone.now()


def today() -> date:
    return timezone.localdate()
