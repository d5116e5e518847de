"""Calls, emails and visits, by anyone. What was said is personal data: whoever is shown it is written down."""

from django.db.models import Prefetch, Q, QuerySet

from overwinter.casework.models import ContactConcern, ContactMade
from overwinter.casework.permissions import sees_all, teams_of, works_with_providers
from overwinter.casework.queries.concerns import in_council
from overwinter.organisations.api import Viewer


def visible_contacts(viewer: Viewer) -> QuerySet[ContactMade]:
    """Those of the council they work in, for the teams that work with providers."""
    if viewer.council_id is None or not works_with_providers(viewer, viewer.council_id):
        return ContactMade.objects.none()
    return ContactMade.objects.filter(council_id=viewer.council_id)


def visible_contacts_with(viewer: Viewer, *, location_id: int) -> QuerySet[ContactMade]:
    """Of one location, newest first, each with the concerns it was about. A page takes a slice of it. Who sees only
    the concerns of their team reads what was said to that team, or about those."""
    concerns = ContactConcern.objects.select_related("concern").order_by("id")
    found = visible_contacts(viewer).filter(location_id=location_id)
    if not sees_all(viewer, viewer.council_id):
        seen = in_council(viewer).values("pk")
        teams = [team.value for team in teams_of(viewer, viewer.council_id)]
        concerns = concerns.filter(concern__in=seen)
        found = found.filter(Q(team__in=teams) | Q(pk__in=concerns.order_by().values("contact_id")))
    return found.order_by("-at", "-id").prefetch_related(Prefetch("about", concerns))


def list_newest_with(viewer: Viewer, *, location_id: int, most: int) -> list[ContactMade]:
    """Without what was said, which is encrypted. One statement."""
    return list(visible_contacts(viewer).filter(location_id=location_id).defer("said").order_by("-at", "-id")[:most])


def list_contacts_about(concern_id: int) -> list[ContactMade]:
    """For a concern the caller may see, newest first."""
    return list(ContactMade.objects.filter(about__concern_id=concern_id).order_by("-at", "-id"))
