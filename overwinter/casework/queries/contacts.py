"""Calls, emails and visits, by anyone. What was said is personal data: whoever is shown it is written down."""

from django.db.models import Prefetch, QuerySet

from overwinter.casework.models import ContactConcern, ContactMade
from overwinter.casework.permissions import sees_all
from overwinter.organisations.api import Viewer


def visible_contacts(viewer: Viewer) -> QuerySet[ContactMade]:
    """Those of the council they work in, for the teams that work with providers."""
    if viewer.council_id is None or not sees_all(viewer, viewer.council_id):
        return ContactMade.objects.none()
    return ContactMade.objects.filter(council_id=viewer.council_id)


def visible_contacts_with(viewer: Viewer, *, location_id: int) -> QuerySet[ContactMade]:
    """Of one location, newest first, each with the concerns it was about. A page takes a slice of it."""
    about = Prefetch("about", ContactConcern.objects.select_related("concern").order_by("id"))
    found = visible_contacts(viewer).filter(location_id=location_id).order_by("-at", "-id")
    return found.prefetch_related(about)


def list_newest_with(viewer: Viewer, *, location_id: int, most: int) -> list[ContactMade]:
    """Without what was said, which is encrypted. One statement."""
    return list(visible_contacts(viewer).filter(location_id=location_id).defer("said").order_by("-at", "-id")[:most])


def list_contacts_about(concern_id: int) -> list[ContactMade]:
    """For a concern the caller may see, newest first."""
    return list(ContactMade.objects.filter(about__concern_id=concern_id).order_by("-at", "-id"))
