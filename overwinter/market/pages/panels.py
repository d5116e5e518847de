"""What market shows elsewhere: on the page of a location, and on Today."""

from collections.abc import Iterable
from datetime import date

from overwinter.design.parts import Fact, Link
from overwinter.kernel.days import full_day
from overwinter.kernel.words import counted
from overwinter.market import addresses
from overwinter.market.domain.assessments import is_overdue
from overwinter.market.domain.continuity import Stands, say, stands
from overwinter.market.domain.risk import Level
from overwinter.market.domain.support import say_plan
from overwinter.market.models import RiskAssessment
from overwinter.market.pages.risk import fact_of_level
from overwinter.market.permissions import may_read
from overwinter.market.queries import assessments, continuity, risk, support
from overwinter.operations.api import Panel, SeenPlace, Urgency, Wait
from overwinter.organisations.api import Viewer
from overwinter.providers.api import (
    CARE_HOMES,
    Rating,
    ServiceKind,
    list_ratings,
    may_edit,
)


class MarketPanels:
    """Five statements."""

    def panels(self, *, place: SeenPlace, viewer: Viewer, today: date) -> Iterable[Panel]:
        pk = place.location_id
        if place.service == ServiceKind.PERSONAL_ASSISTANTS or not may_read(viewer, place.council_id):
            return
        row, days = continuity.list_current([pk]).get(pk), continuity.days_on(today)
        plan = continuity.plan_of(row) if row is not None else None
        standing = stands(plan, today, days)
        score = risk.list_scores([pk]).get(pk)
        assessed = [each for each in assessments.list_of(viewer, pk) if each.is_current]
        rated = _rated(place, viewer)
        facts = [
            rated,
            Fact("Continuity plan", say(plan, today, days), change=_to("continuity-of", pk, "continuity plan")),
        ]
        if place.service in CARE_HOMES:
            said = say_plan(support.list_answers([pk]).get(pk, ()))
            facts.append(Fact("Support plan", said, change=_to("support-plan", pk, "support plan")))
        facts.append(fact_of_level(score, Link("How it is worked out", addresses.page("risk-of", pk))))
        facts.append(_assessed(assessed, today, pk))
        late = any(is_overdue(each.review_on, today) for each in assessed)
        high = score is not None and score.level == Level.HIGH.value
        yield Panel(
            key="quality", title="Quality and continuity", template="market/panel.html", content=tuple(facts),
            urgency=Urgency.SOON if late or high or not standing.is_current else Urgency.NONE,
            news=_news(place, standing), aside=True,
        )  # fmt: skip


BEFORE_MOST = 2
"""Earlier ratings that the panel tells; its page shows the others."""


def _news(place: SeenPlace, standing: Stands) -> str:
    poor = ["CQC rates it inadequate."] if place.rating == Rating.INADEQUATE else []
    return " ".join(poor + (["Its continuity plan has run out."] if standing is Stands.EXPIRED else []))


def _rated(place: SeenPlace, viewer: Viewer) -> Fact:
    rating = Rating(place.rating) if place.rating else None
    now, *before = list_ratings(viewer, place.location_id, rating=rating, rated_on=place.rated_on)
    told = [each.said[:1].lower() + each.said[1:] for each in before[:BEFORE_MOST] if each.label]
    notes = [f"Before: {'; '.join(told)}"] if told else []
    notes += ["Given under an earlier registration"] if place.rating_inherited else []
    history = Link("History", addresses.ratings(place.location_id), "CQC ratings")
    return Fact("CQC rating", now.said, ". ".join(notes), history)


def _to(name: str, location_id: int, about: str) -> Link:
    return Link("History", addresses.page(name, location_id), about)


def _assessed(rows: list[RiskAssessment], today: date, location_id: int) -> Fact:
    link = _to("assessments-of", location_id, "risk assessments")
    if not rows:
        return Fact("Risk assessments", "None recorded", change=link)
    late = [each for each in rows if is_overdue(each.review_on, today)]
    first = min(rows, key=lambda each: (each.review_on, each.pk))
    due = f"{first.about}: look again by {full_day(first.review_on)}"
    words = f"{counted(len(rows), 'assessment')}, {f'{len(late)} overdue' if late else 'none overdue'}"
    return Fact("Risk assessments", words, due, link)


class MarketWaits:
    """Two statements, which look at what runs out and at nothing else."""

    def waits(self, *, viewer: Viewer, today: date) -> Iterable[Wait]:
        if not may_edit(viewer, viewer.council_id):
            return
        out, soon = continuity.count_ending(viewer, today)
        if out:
            yield _plans_wait(
                out, "has run out" if out == 1 else "have run out", Stands.EXPIRED, Urgency.SOON,
                "Without one nobody knows how care goes on when many staff are away.",
            )  # fmt: skip
        if soon:
            days = continuity.days_on(today).soon
            yield _plans_wait(
                soon, "runs out soon" if soon == 1 else "run out soon", Stands.ENDS_SOON, Urgency.WAITS,
                f"Within {days} days. The provider is asked for the next version in the portal.",
            )  # fmt: skip
        if late := assessments.count_overdue(viewer, today):
            verb = "risk assessment is" if late == 1 else "risk assessments are"
            yield Wait(
                "Review", f"{counted(late, verb, verb)} overdue",
                addresses.page("assessments", query=f"state={assessments.OVERDUE}"),
                "The day on which somebody was to look again has passed.", "Open them", Urgency.SOON,
            )  # fmt: skip


def _plans_wait(count: int, verb: str, standing: Stands, urgency: Urgency, why: str) -> Wait:
    url = addresses.page("continuity", query=f"state={standing.value}")
    return Wait("Ask for", f"{counted(count, 'continuity plan')} {verb}", url, why, "Open the register", urgency)
