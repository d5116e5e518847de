"""What a home says to the four questions of its support plan."""

from collections.abc import Iterable

from django.db import transaction

from overwinter.accounts.api import User
from overwinter.kernel.verdict import Refused
from overwinter.market.domain import support
from overwinter.market.domain.support import Answer
from overwinter.market.models import SupportAnswer
from overwinter.market.queries.support import answer_of
from overwinter.market.recording import hold_location
from overwinter.providers.api import CARE_HOMES, ServiceKind


@transaction.atomic
def answer_support_plan(*, location_id: int, answers: Iterable[Answer], by: User) -> list[SupportAnswer]:
    """The answers that are new; one that says what it said before is left as it stands, with its day."""
    held = hold_location(location_id, by)
    given = list(answers)
    if ServiceKind(held.location.main_service) not in CARE_HOMES:
        raise Refused("The support plan is asked of care homes. This location is none.")
    support.may_answer(given, held.day).require()
    current = SupportAnswer.objects.filter(location=held.location, is_current=True)
    made = support.changed([answer_of(row) for row in current], given)
    current.filter(question__in=[each.question.value for each in made]).update(is_current=False)
    rows = [
        SupportAnswer.objects.create(
            question=each.question.value, said=each.said.value, since=each.since,
            help_wanted=each.help_wanted.strip(), **held.signature,
        )
        for each in made
    ]  # fmt: skip
    if rows:
        held.note("support plan answered", details={each.question.value: each.said.value for each in made})
    return rows
