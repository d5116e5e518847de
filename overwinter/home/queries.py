"""What waits for a person. Scoped by the contexts it is asked of."""

from collections.abc import Collection, Iterator
from datetime import date, datetime, time, timedelta

from django.utils.timezone import localdate, make_aware

from overwinter.assurance import api as assurance
from overwinter.exchange import api as exchange
from overwinter.frameworks import api as frameworks
from overwinter.governance import api as governance
from overwinter.governance.api import MeetingWait
from overwinter.home import addresses
from overwinter.home.domain.waiting import Reason, Waiting, gather, in_order
from overwinter.home.doubts import list_doubts
from overwinter.home.ports import public_page
from overwinter.intake import api as intake
from overwinter.operations.api import Urgency, list_operations
from overwinter.organisations import api as organisations
from overwinter.organisations.api import Grant, Viewer
from overwinter.plans import api as plans
from overwinter.plans.api import Owed, PlanPicture, RowFacts

FRIDAY = 4


def friday_before(today: date, least_days: int) -> date:
    """The newest Friday at least so many days ago."""
    day = today - timedelta(days=least_days)
    return day - timedelta(days=(day.weekday() - FRIDAY) % 7)


def get_own_picture(viewer: Viewer, *, today: date) -> PlanPicture | None:
    """The plan of the council they work in as it stands, and what moved since a Friday; None before there is one."""
    plan = plans.find_own_plan(viewer)
    if plan is None:
        return None
    back = frameworks.get_limits(today)["today-look-back"].days
    return plans.get_picture(plan, since=friday_before(today, back))


def list_waiting(viewer: Viewer, picture: PlanPicture | None, *, today: date) -> tuple[Waiting, ...]:
    """Everything that waits for the person, in the order in which to meet it."""
    found: list[Waiting] = []
    if picture is not None and picture.plan.closed_on is not None:
        picture = None  # nobody is asked to keep a closed winter's plan true
    if picture is not None:
        found += _of_plan(viewer, picture, today)
        found += _signing(viewer, picture.plan)
        found += _notes(viewer, picture)
        found += _public_page(viewer, picture)
    found += _meetings(viewer, today)
    found += _escalations(viewer)
    found += _webhooks(viewer)
    found += _work(viewer, today)
    if viewer.may(Grant.PLAN_MANAGER, viewer.council_id):
        found += _documents(viewer, today)
        found += _for_manager(viewer, picture, today) if picture is not None else ()
    return in_order(found)


_OWED = {
    Owed.ROW_LATE: Reason.ROW_LATE,
    Owed.ACTION_LATE: Reason.ACTION_LATE,
    Owed.REVIEW_DUE: Reason.REVIEW_DUE,
    Owed.NO_DATE: Reason.NO_DATE,
}


def _of_plan(viewer: Viewer, picture: PlanPicture, today: date) -> tuple[Waiting, ...]:
    """What the roles owe that the person holds now, and what is doubtful about what they answer for. A row that waits
    for something else already is not told of its findings, too."""
    titles = set(organisations.get_role_titles(viewer.role_ids, council_id=viewer.council_id).values())
    owed = tuple(_owed(viewer, picture, titles, today))
    told = {item.order for item in owed}
    doubts = (
        item for item in list_doubts(viewer, picture, titles, today)
        if item.reason is not Reason.FINDINGS or item.order not in told
    )  # fmt: skip
    plan_id = picture.plan.pk
    found = gather((*owed, *doubts), Reason.NO_DATE, url=addresses.own_rows(plan_id))
    found = gather(found, Reason.FINDINGS, url=addresses.own_findings(plan_id))
    found = gather(found, Reason.RECORDS_DISAGREE, url=addresses.findings(plan_id))
    return gather(found, Reason.EVIDENCE_ENDS, url=addresses.own_rows(plan_id))


def _owed(viewer: Viewer, picture: PlanPicture, titles: Collection[str], today: date) -> Iterator[Waiting]:
    owed = plans.list_owed(picture.rows, picture.challenge, role_ids=viewer.role_ids, titles=titles, today=today)
    for each in owed:
        who, detail = (each.action.owner, each.action.text) if each.action else (each.row.led_by, "")
        url = addresses.row(picture.plan.pk, each.row.response_id)
        yield Waiting(_OWED[each.what], _subject(each.row), url, who, each.on, detail, order=each.order)


SIGNERS = (Grant.PLAN_MANAGER, Grant.DIRECTOR, Grant.PUBLIC_HEALTH, Grant.CHIEF_EXECUTIVE)
KEPT_TRUE_BY = (Grant.PLAN_MANAGER, Grant.DIRECTOR)
"""Who is told that the plan is no longer as it was signed."""


def _signing(viewer: Viewer, plan: plans.Plan) -> Iterator[Waiting]:
    """Whose turn it is to sign; for the manager and the director also that the plan was sent back, or has changed."""
    held = {grant for grant in SIGNERS if viewer.may(grant, plan.council_id)}
    if not held:
        return
    signing, url = plans.signing_of(plan), addresses.sign_off(plan.pk)
    newest = signing.rounds[0] if signing.rounds else None
    if signing.under_way is not None:
        if signing.under_way.turn in held:
            yield Waiting(Reason.TO_SIGN, plan.title, url, signing.under_way.last.who, signing.under_way.moved_on)
    elif newest is not None and newest.state is plans.RoundState.SENT_BACK and Grant.PLAN_MANAGER in held:
        yield Waiting(Reason.SENT_BACK, plan.title, url, newest.last.who, newest.moved_on, newest.last.why)
    elif signing.in_force is not None and held.intersection(KEPT_TRUE_BY):
        yield from _letter(plan, signing.in_force.moved_on)
        changes = plans.list_changes(signing.in_force.record, plan)
        if changed := sum(not change.is_review for change in changes):
            since = signing.in_force.began_on
            yield Waiting(Reason.CHANGED_SINCE_SIGNED, plan.title, url, since=since, count=changed)


_MEETING_REASONS = {
    MeetingWait.NOT_CLOSED: Reason.MEETING_NOT_CLOSED,
    MeetingWait.NO_AGENDA: Reason.NO_AGENDA,
    MeetingWait.NOT_SENT: Reason.AGENDA_TO_SEND,
    MeetingWait.NOT_PLANNED: Reason.NO_MEETING,
}


def _meetings(viewer: Viewer, today: date) -> Iterator[Waiting]:
    """For the chair and the secretary of a group."""
    for each in governance.list_meeting_waits(viewer, today):
        yield Waiting(_MEETING_REASONS[each.what], each.group, each.url, since=each.on)


def _escalations(viewer: Viewer) -> Iterator[Waiting]:
    """For the chair and the secretary of the group that it was raised to."""
    for each in governance.list_escalation_waits(viewer):
        who = f"{each.from_group}, to {each.to_group}"
        yield Waiting(Reason.ESCALATED, each.title, each.url, who, each.first_raised_on, each.why)


def _notes(viewer: Viewer, picture: PlanPicture) -> Iterator[Waiting]:
    """What colleagues ask the person in notes on rows."""
    rows = {row.response_id: row for row in picture.rows}
    for note in plans.list_unanswered(viewer, picture.plan):
        if (row := rows.get(note.response_id)) is not None:
            url = addresses.row(picture.plan.pk, note.response_id)
            yield Waiting(Reason.MENTIONED, _subject(row), url, note.by, note.on, note.text)


def _public_page(viewer: Viewer, picture: PlanPicture) -> Iterator[Waiting]:
    wait = public_page().find_wait(viewer, picture.plan, picture.rows)
    if wait is not None:
        subject = f"Version {wait.number} of the public page"
        yield Waiting(Reason.PUBLIC_CHANGED, subject, wait.url, since=wait.published_on, count=wait.rows)


def _letter(plan: plans.Plan, signed_on: date) -> Iterator[Waiting]:
    """The letter that the department asks for, once the plan is signed and until it is sent."""
    asked_for = assurance.letter_day(plan)
    if asked_for is not None and not assurance.list_sent(plan):
        url = addresses.letter(plan.pk)
        yield Waiting(Reason.LETTER_TO_SEND, "The letter to the department", url, since=signed_on, due=asked_for)


def _documents(viewer: Viewer, today: date) -> Iterator[Waiting]:
    days = frameworks.get_limits(today)["today-empty-document"].days
    since = make_aware(datetime.combine(today - timedelta(days=days), time.min))
    for document in intake.list_waiting(viewer, news_since=since):
        failed = document.state == intake.DocumentState.FAILED
        open_rows, to_apply = document.open_count, document.to_apply  # type: ignore[attr-defined]  # counted by the query
        yield Waiting(
            _why_document_waits(failed=failed, open_rows=open_rows, to_apply=to_apply),
            document.name,
            addresses.document(document.pk),
            who=str(document.uploaded_by) if document.uploaded_by else "",
            since=localdate(document.uploaded_at),
            detail=document.failure if failed else "",
            count=open_rows or to_apply,
        )


def _why_document_waits(*, failed: bool, open_rows: int, to_apply: int) -> Reason:
    if failed:
        return Reason.DOCUMENT_UNREAD
    if open_rows:
        return Reason.DOCUMENT_TO_REVIEW
    return Reason.DOCUMENT_TO_APPLY if to_apply else Reason.DOCUMENT_EMPTY


def _webhooks(viewer: Viewer) -> Iterator[Waiting]:
    """For the council's administrator: programs that are told of changes no more."""
    for stopped in exchange.list_stopped(viewer):
        yield Waiting(Reason.WEBHOOK_OFF, stopped.name, stopped.url, since=stopped.since, detail=stopped.why)


_WORK = {
    Urgency.NOW: Reason.WORK_NOW,
    Urgency.SOON: Reason.WORK_SOON,
    Urgency.WAITS: Reason.WORK_WAITS,
    Urgency.NONE: Reason.TO_READ,
}


def _work(viewer: Viewer, today: date) -> Iterator[Waiting]:
    """What every operation says that waits for the person."""
    offers = [offer for operation in list_operations() for offer in operation.waits]
    for order, each in enumerate(wait for offer in offers for wait in offer.waits(viewer=viewer, today=today)):
        yield Waiting(
            _WORK[each.urgency], each.title, each.url, each.who, each.since, each.why, order=order, verb=each.verb,
            action=each.action,
        )  # fmt: skip


def _for_manager(viewer: Viewer, picture: PlanPicture, today: date) -> Iterator[Waiting]:
    """Who keeps the plan asks others for what is late, and names leads."""
    late = [row for row in picture.rows if plans.is_overdue(row, today) and not row.is_led_by(viewer.role_ids)]
    if late:
        yield Waiting(Reason.OTHERS_LATE, _subject(late[0]), addresses.overdue(picture.plan.pk), count=len(late))
    unowned = [row for row in picture.rows if plans.is_unowned(row)]
    if unowned:
        yield Waiting(Reason.NO_LEAD, _subject(unowned[0]), addresses.unowned(picture.plan.pk), count=len(unowned))


def _subject(row: RowFacts) -> str:
    return f"{row.number} {row.title}".strip()
