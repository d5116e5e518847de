"""Versions of things: what is shown with a thing that is read, and asked for with one that is written."""

from datetime import datetime

from django.http import HttpResponse
from django.utils import timezone


def show_version(answer: HttpResponse, version: int) -> None:
    answer["ETag"] = f'"{version}"'


def moment(said: datetime | None) -> datetime | None:
    """A moment without a time zone is one where the council is."""
    return timezone.make_aware(said) if said is not None and timezone.is_naive(said) else said
