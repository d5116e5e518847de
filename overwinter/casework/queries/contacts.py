"""Calls, emails and visits, by anyone. What was said is personal data: whoever is shown it is written down."""

from datetime import datetime

from django.db.models import Max, Prefetch, Q, QuerySet

from overwinter.casework.domain.kinds import Channel
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


def list_answers(location_id: int, **of_concern: object) -> list[ContactMade]:
    """What its provider answered in the portal about the concerns that ``of_concern`` tells, newest first."""
    about = {f"about__concern__{name}": value for name, value in of_concern.items()}
    found = ContactMade.objects.filter(location_id=location_id, channel=Channel.PORTAL.value, **about)
    return list(found.order_by("-at", "-id").distinct())


def last_answers(location_id: int) -> dict[int, datetime]:
    """When the provider of a location last answered in the portal, by concern. One statement."""
    return dict(
        _answers_of(location_id).values("concern").annotate(last=Max("contact__at")).values_list("concern", "last")
    )


def last_answer_to(location_id: int, key: str) -> datetime | None:
    """When it last answered about what ``key`` names. One statement."""
    last: datetime | None = _answers_of(location_id).filter(concern__key=key).aggregate(last=Max("contact__at"))["last"]
    return last


def _answers_of(location_id: int) -> QuerySet[ContactConcern]:
    found = ContactConcern.objects.filter(contact__location_id=location_id, contact__channel=Channel.PORTAL.value)
    return found.order_by("concern")
