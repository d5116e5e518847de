"""Assessments of a setting's risks, and their reviews."""

from django.db import transaction

from overwinter.accounts.api import User
from overwinter.kernel.verdict import Refused
from overwinter.market.domain import assessments
from overwinter.market.domain.assessments import Assessment
from overwinter.market.models import RiskAssessment
from overwinter.market.recording import Held, hold_location
from overwinter.organisations.api import get_viewer


@transaction.atomic
def record_assessment(*, location_id: int, made: Assessment, by: User) -> RiskAssessment:
    held = hold_location(location_id, by)
    about = " ".join(made.about.split())
    same = RiskAssessment.objects.filter(location=held.location, is_current=True, about__iexact=about)
    assessments.may_record(made, held.day, stands_already=same.exists()).require()
    return _keep(held, about, made, "risk assessment recorded")


@transaction.atomic
def review_assessment(*, assessment_id: int, made: Assessment, by: User) -> RiskAssessment:
    """The same risk looked at again: the new row is current, the one before stays as its history."""
    council_ids = get_viewer(by).council_ids
    before = RiskAssessment.objects.filter(pk=assessment_id, council_id__in=council_ids).first()
    if before is None:
        raise Refused("Your council has no such assessment.")
    held = hold_location(before.location_id, by)
    current = RiskAssessment.objects.filter(pk=assessment_id, is_current=True)
    if not current.update(is_current=False):
        raise Refused("Somebody reviewed it meanwhile. Look at the page again.")
    assessments.may_date(made, held.day).require()
    return _keep(held, before.about, made, "risk assessment reviewed")


def _keep(held: Held, about: str, made: Assessment, verb: str) -> RiskAssessment:
    row = RiskAssessment.objects.create(
        about=about, assessed_on=made.assessed_on, review_on=made.review_on, outcome=made.outcome.strip(),
        **held.signature,
    )  # fmt: skip
    held.note(verb, row, details={"about": about, "location": held.location.pk})
    return row
