"""What market asks a manager in the portal, and what they answer."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from overwinter.accounts.api import User
from overwinter.casework.api import Severity, Sighting, Team, last_answer_to, read_answers, take_answer
from overwinter.kernel.days import full_day
from overwinter.kernel.verdict import Refused
from overwinter.market import addresses
from overwinter.market.domain.continuity import expiry
from overwinter.market.queries import continuity
from overwinter.operations.api import Answer, Answered, Ask, Place, Urgency
from overwinter.providers.api import get_location

SOURCE, KIND = "market", "continuity-answer"
TITLE = "Send your new business continuity plan"


class MarketAsks:
    """The next continuity plan, from before the last one runs out. Two statements."""

    def asks(self, *, place: Place, today: date) -> Iterable[Ask]:
        row = continuity.list_current([place.location_id]).get(place.location_id)
        if row is None or row.council_id != place.council_id:
            return
        days, plan = continuity.days_on(today), continuity.plan_of(row)
        ends = expiry(plan, days)
        if ends > today + timedelta(days=days.soon):
            return
        out, key = ends < today, f"continuity:{row.pk}"
        yield Ask(
            key=key,
            title=TITLE,
            why=f"Version {plan.version} {'ran' if out else 'runs'} out on {full_day(ends)}. The council must know how "
            "care goes on when many staff are away. Send it to your contracts officer.",
            due=ends,
            urgency=Urgency.NOW if out else Urgency.SOON,
            takes_answer=True,
            answered_at=last_answer_to(place.location_id, _concern_key(key)),
        )  # fmt: skip


class MarketAnswers:
    """No concern stands behind what is asked, so an answer raises one: officers find it where they find others."""

    def take_answer(self, *, place: Place, answer: Answer, by: User) -> None:
        row = continuity.list_current([place.location_id]).get(place.location_id)
        if row is None:
            raise Refused("The council does not ask this of you any more. Ring it, if you want to tell it something.")
        facts = f"The council asked in the portal: {TITLE.lower()}. The provider answered; what it says stands below."
        sighting = Sighting(
            SOURCE, KIND, _concern_key(answer.key), "New business continuity plan asked for", facts, Severity.LOW,
            Team.CONTRACTS, row.recorded_at, location_id=place.location_id,
            url=addresses.page("continuity-of", place.location_id),
        )  # fmt: skip
        location = get_location(place.council_id, place.location_id)
        take_answer(
            location=location, about=sighting, said=answer.said, title=answer.title, page_key=answer.page, by=by
        )

    def answers(self, *, place: Place, key: str, by: User) -> Sequence[Answered]:
        found = read_answers(location=get_location(place.council_id, place.location_id), key=_concern_key(key), by=by)
        return tuple(Answered(each.at, each.by_as, each.said or "") for each in found)


def _concern_key(key: str) -> str:
    return f"{SOURCE}:{key}"
