"""What runs in the background: an edition of the directory is read and taken over; old contacts are deleted."""

import time

from overwinter.infra.jobs import enqueue
from overwinter.organisations.api import list_council_ids
from overwinter.providers import actions

SECONDS = 100
"""How long one job takes changes over before it hands on to the next: well within what a job may last."""


def read_edition(edition_id: int) -> None:
    """Running it twice is harmless."""
    actions.read_edition(edition_id=edition_id, by=None)


def apply_edition(edition_id: int) -> None:
    """From where it stands; a worker that dies leaves it at the last batch."""
    ends = time.monotonic() + SECONDS
    while actions.apply_batch(edition_id=edition_id, by=None):
        if time.monotonic() > ends:
            enqueue(apply_edition, edition_id)
            return


def forget_contacts_today() -> None:
    """A job for each council, so that one does not wait for another's."""
    for council_id in list_council_ids():
        enqueue(forget_contacts, council_id)


def forget_contacts(council_id: int) -> None:
    """Running it twice is harmless."""
    actions.forget_contacts(council_id=council_id, by=None)
