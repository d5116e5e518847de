"""The door to the services, their interface and the webhooks, for contexts above."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.timezone import localdate

from overwinter.design.parts import Link
from overwinter.exchange.queries.webhooks import list_switched_off
from overwinter.exchange.telling import hear
from overwinter.organisations.api import Viewer

__all__ = ["StoppedWebhook", "admin_pages", "hear", "list_stopped"]


@dataclass(frozen=True, slots=True)
class StoppedWebhook:
    """One that the program switched off, since it could not be told."""

    name: str
    url: str
    """The page of it."""
    since: date
    why: str


def list_stopped(viewer: Viewer) -> list[StoppedWebhook]:
    """For who administers the council they work in; one query, and none for others."""
    return [
        StoppedWebhook(
            each.name, reverse("exchange:webhook", args=(each.pk,)), localdate(each.off_since), each.off_because
        )
        for each in list_switched_off(viewer)
    ]


def admin_pages() -> tuple[tuple[Link, str], ...]:
    """What the council's administrator keeps here, each with what it is."""
    return (
        (
            Link("Services", reverse("exchange:services")),
            "programs that read or write for the council, and their tokens",
        ),
        (Link("Webhooks", reverse("exchange:webhooks")), "programs that are told when something changes"),
    )
