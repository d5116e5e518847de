"""What waits for a person because something in the plan is doubtful, or no longer shown to be true."""

from collections.abc import Collection, Iterator
from datetime import date

from overwinter.frameworks.api import get_limits
from overwinter.home import addresses
from overwinter.home.domain.waiting import Reason, Waiting
from overwinter.organisations.api import Grant, Viewer
from overwinter.plans.api import Challenge, EvidenceFacts, FindingState, PlanPicture, RowFacts

DISAGREES, EXPIRED = "measure-contradicts", "evidence-expired"
TOLD_OTHERWISE = frozenset({
    "past-date", "action-past-date", "no-date", "ongoing-no-review", "no-lead", DISAGREES, EXPIRED,
})  # fmt: skip
"""Findings that are a reason of their own on Today, or another is made of them."""


def list_doubts(viewer: Viewer, picture: PlanPicture, titles: Collection[str], today: date) -> Iterator[Waiting]:
    """For who leads a row or owns its evidence; where records and words disagree also for who answers for the plan."""
    limits, doubted = get_limits(today), picture.challenge
    answers = answers_for(viewer, picture.plan.council_id)
    evidence = dict(picture.beside.evidence)
    for order, row in enumerate(picture.rows):
        leads = row.is_led_by(viewer.role_ids)
        if row.in_force and (leads or answers):
            yield from _contradicted(picture, row, order)
        if row.in_force and leads:
            yield from _expired(picture, row, order)
            yield from _findings(picture, row, order)
        soon = limits["evidence-soon"].days
        yield from _ends(
            picture, row, evidence.get(row.response_id, ()), order, today, soon, leads=leads, titles=titles
        )
    yield from _accepted(viewer, picture, doubted, today, limits["acceptance-soon"].days)


def answers_for(viewer: Viewer, council_id: int) -> bool:
    """Whether the whole plan is theirs to keep true."""
    return any(viewer.may(grant, council_id) for grant in (Grant.PLAN_MANAGER, Grant.DIRECTOR))


def _contradicted(picture: PlanPicture, row: RowFacts, order: int) -> Iterator[Waiting]:
    for found in picture.challenge.on(row.response_id):
        if found.code == DISAGREES:
            url = addresses.row(picture.plan.pk, row.response_id)
            yield Waiting(Reason.RECORDS_DISAGREE, _name(row), url, row.led_by, detail=found.facts, order=order)


def _expired(picture: PlanPicture, row: RowFacts, order: int) -> Iterator[Waiting]:
    for found in picture.challenge.on(row.response_id):
        if found.code == EXPIRED:
            url = addresses.evidence(picture.plan.pk, row.response_id)
            yield Waiting(Reason.EVIDENCE_EXPIRED, _name(row), url, row.led_by, detail=found.facts, order=order)


def _findings(picture: PlanPicture, row: RowFacts, order: int) -> Iterator[Waiting]:
    """One thing for a row, however much is doubtful about it."""
    found = [each for each in picture.challenge.on(row.response_id) if each.code not in TOLD_OTHERWISE]
    if found:
        url, more = addresses.row(picture.plan.pk, row.response_id), len(found) - 1
        beside = f" {more} more {'stands' if more == 1 else 'stand'} on it." if more else ""
        detail = f"{found[0].title} {found[0].facts}{beside}".strip()
        yield Waiting(Reason.FINDINGS, _name(row), url, row.led_by, detail=detail, order=order)


def _ends(
    picture: PlanPicture, row: RowFacts, evidence: Collection[EvidenceFacts], order: int, today: date, soon: int, *,
    leads: bool, titles: Collection[str],
) -> Iterator[Waiting]:  # fmt: skip
    """Evidence that is in date and will not be for long: for its owner, or else the lead of its row."""
    for each in evidence:
        mine = each.owner in titles if each.owner else leads
        if mine and row.in_force and each.is_in_date(today) and (each.expires_on - today).days <= soon:
            url = addresses.evidence(picture.plan.pk, row.response_id)
            yield Waiting(
                Reason.EVIDENCE_ENDS, _name(row), url, each.owner or row.led_by, due=each.expires_on, detail=each.title,
                order=order,
            )  # fmt: skip


def _accepted(viewer: Viewer, picture: PlanPicture, doubted: Challenge, today: date, soon: int) -> Iterator[Waiting]:
    """Findings whose acceptance is over, or nearly: for the plan manager, and for the lead of a row they stand on."""
    named = {row.response_id: _name(row) for row in picture.rows}
    led = {row.response_id for row in picture.rows if row.is_led_by(viewer.role_ids)}
    manages = viewer.may(Grant.PLAN_MANAGER, picture.plan.council_id)
    for standing in doubted.standing:
        found, accepted = standing.finding, standing.accepted
        if accepted is None or not (manages or led.intersection(found.rows)):
            continue
        url = addresses.finding(picture.plan.pk, found.code, found.subject)
        subject = f"{named[found.rows[0]]}: {found.title}" if len(found.rows) == 1 else found.title
        if standing.state is FindingState.LAPSED:
            yield Waiting(Reason.ACCEPTED_NO_MORE, subject, url, accepted.who, accepted.until, accepted.reason)
        elif standing.state is FindingState.ACCEPTED and (accepted.until - today).days <= soon:
            yield Waiting(Reason.ACCEPTED_ENDS, subject, url, accepted.who, due=accepted.until, detail=accepted.reason)


def _name(row: RowFacts) -> str:
    return f"{row.number} {row.title}".strip()
