"""What a manager is asked about in the portal, in the words meant for them, and what they answer."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.utils import timezone

from overwinter.accounts.api import User
from overwinter.casework.actions import read_answers, take_answer
from overwinter.casework.queries.concerns import list_told
from overwinter.casework.queries.contacts import last_answers
from overwinter.frameworks.api import get_limits
from overwinter.kernel.days import long_day
from overwinter.operations.api import Answer, Answered, Ask, Place, Urgency
from overwinter.providers.api import get_location

KEY = "concern:"


class CaseworkAsks:
    """Nothing else of a concern is told. Two statements."""

    def asks(self, *, place: Place, today: date) -> Iterable[Ask]:
        since = today - timedelta(days=get_limits(today)["concern-comes-back"].days)
        concerns = list_told(place.council_id, location_id=place.location_id, since=since)
        answered = last_answers(place.location_id)
        for concern in concerns:
            closed = concern.closed_at is not None
            yield Ask(
                key=f"{KEY}{concern.pk}",
                title=f"Asked on {long_day(timezone.localdate(concern.raised_at))}.",
                why=concern.told,
                url="" if closed else concern.told_url,
                action="Open it" if concern.told_url else "",
                due=None if closed else timezone.localdate(concern.due_at),
                urgency=Urgency.SOON,
                done=closed,
                takes_answer=True,
                answered_at=answered.get(concern.pk),
            )


class CaseworkAnswers:
    """They are contacts about the concern, which waits to be read."""

    def take_answer(self, *, place: Place, answer: Answer, by: User) -> None:
        location = get_location(place.council_id, place.location_id)
        take_answer(
            location=location, about=_number(answer.key), said=answer.said, title=answer.title, page_key=answer.page,
            by=by,
        )  # fmt: skip

    def answers(self, *, place: Place, key: str, by: User) -> Sequence[Answered]:
        found = read_answers(location=get_location(place.council_id, place.location_id), pk=_number(key), by=by)
        return tuple(Answered(each.at, each.by_as, each.said or "") for each in found)


def _number(key: str) -> int:
    return int(key.removeprefix(KEY))
