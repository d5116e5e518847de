"""What people say to each other about a row."""

from collections.abc import Collection

from django.db import transaction

from overwinter.accounts.api import User
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import Grant, Officer, Viewer, get_role_titles, list_officers
from overwinter.plans import permissions, recording
from overwinter.plans.models import Mention, Note, Response
from overwinter.plans.recording import PRESSED_TWICE, AlreadyAdded


@transaction.atomic
def add_note(
    *, response_id: int, text: str, mentioned: Collection[int], by: User, viewer: Viewer | None = None
) -> Note:
    """It stands in the row's history; ``mentioned`` (ids of people) are told of it. Nothing else of the row changes.

    Raises :class:`AlreadyAdded` for the same note again by the same person: a button that was pressed twice.
    """
    writer = recording.writer_for(by, viewer)
    response = Response.objects.select_related("plan__council").select_for_update(of=("self",)).get(pk=response_id)
    council_id = response.plan.council_id
    permissions.may_write_note(writer.viewer, council_id=council_id).require()
    text = text.replace("\r\n", "\n").strip()
    if not text:
        raise Refused("Write the note.")
    officers = {each.user.pk: each for each in list_officers(council_id=council_id, day=writer.day)}
    if not officers.keys() >= set(mentioned):
        raise Refused("One of the people is not of this council, or their account is shut. Choose from the list.")
    just = response.notes.filter(written_by=by, text=text, written_at__gt=writer.at - PRESSED_TWICE)
    if just.exists():
        raise AlreadyAdded("You have just added this note; it stands once.")
    note = Note.objects.create(
        response=response, text=text, written_by=by, written_as=_speaks_as(officers.get(by.pk), response),
        written_at=writer.at,
    )  # fmt: skip
    Mention.objects.bulk_create(
        Mention(note=note, user_id=each, named_as=officers[each].title) for each in sorted(set(mentioned))
    )
    recording.finish(
        "note added", plan=response.plan, writer=writer, subject=note, details={"mentioned": sorted(set(mentioned))}
    )
    return note


def _speaks_as(officer: Officer | None, response: Response) -> str:
    """The row's lead where they hold it, else the first of their roles, else what they may do."""
    if officer is None:
        return Grant.VIEWER.label
    held = [pk for pk in response.lead_ids if pk in officer.held_since]
    if held:
        return get_role_titles(held[:1])[held[0]]
    return officer.titles[0] if officer.titles else officer.title
