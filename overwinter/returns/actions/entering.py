"""A return is kept as a draft, submitted, said to be unchanged, or put right."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from overwinter.accounts.api import User
from overwinter.infra import audit, clock
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import get_viewer, hold_council
from overwinter.providers.api import Location
from overwinter.returns import permissions, queries
from overwinter.returns.domain import entering as rules
from overwinter.returns.domain.checking import Checked
from overwinter.returns.domain.form import Answer, Answers, is_asked
from overwinter.returns.domain.kinds import Entered, ReturnState
from overwinter.returns.domain.overtaking import Typed, is_overtaken
from overwinter.returns.looking import look_at_return
from overwinter.returns.missing import end_missing
from overwinter.returns.models import OvertakenDraft, Return, ReturnRevision
from overwinter.returns.queries import AskedForm, OpenReturn
from overwinter.returns.tallying import tallied


class AnswersRefused(Refused):
    """The answers cannot be true together. ``checked`` says at which field, in words."""

    def __init__(self, checked: Checked) -> None:
        super().__init__(next(iter(checked.errors.values()))[0])
        self.checked = checked


@transaction.atomic
def save_draft(
    *, form: AskedForm, location: Location, start: date, answers: Answers, entered: Entered, by: User,
    entered_as: str = "", draft_seen: datetime | None = None,
) -> Return:  # fmt: skip
    """Keep what was typed so far, right or not. A submitted return is no draft any more: it is put right instead.

    ``draft_seen``: when the draft was saved that the page showed. Another one is kept beside, so that nothing is lost.
    """
    opened, row = _locked(form, location, start, entered, by)
    if opened.is_submitted:
        raise Refused("This return was sent already. Send it again with your changes; what it said before is kept.")
    _keep_overtaken(row, answers, entered, by, draft_seen)
    row = row or _new(opened)
    row.answers, row.saved_at, row.saved_by = dict(answers), clock.now(), by
    row.entered, row.entered_as = entered.value, entered_as
    row.version_id = opened.version.id
    row.save()
    _note("return draft kept", row, by)
    return row


@transaction.atomic
def submit_return(
    *, form: AskedForm, location: Location, start: date, answers: Answers, expected_number: int,
    entered: Entered, by: User, entered_as: str = "", no_change: bool = False, draft_seen: datetime | None = None,
    faults_before: Collection[str] = (),
) -> Return:  # fmt: skip
    """Send the return of a period. ``no_change`` sends the last answers as they are.

    ``draft_seen``: when the draft was saved that the page showed; one that it did not show is kept beside.
    ``faults_before``: fields that were wrong or empty already in what a file brought, and need not be right now.

    Raises :class:`AnswersRefused` where the answers cannot be true, and ``Refused`` where it may not be sent. What was
    submitted before is kept as a revision; the same answers again change nothing.
    """
    opened, row = _locked(form, location, start, entered, by)
    today = clock.today()
    rules.may_submit(opened.period, today=today).require()
    if no_change:
        rules.may_say_no_change(opened.last.answers if opened.last else None).require()
        answers = rules.carried(opened.definition, opened.last.answers if opened.last else None)
    answers = _only_asked(opened, answers)
    checked = queries.check_open(opened, answers, today=today).without(faults_before)
    if not checked.allowed:
        raise AnswersRefused(checked)
    if opened.is_submitted and row is not None and row.answers == answers:
        return row
    rules.still_current(expected=expected_number, number=opened.number).require()
    if opened.is_submitted:
        rules.may_change(opened.period, entered=entered, today=today).require()
    _keep_overtaken(row, answers, entered, by, draft_seen)
    row = row or _new(opened)
    if opened.is_submitted:
        _keep_revision(row)
    now = clock.now()
    row.version_id, row.answers, row.no_change = opened.version.id, answers, no_change
    row.entered, row.entered_as, row.submitted_by = entered.value, entered_as, by
    row.state, row.number = ReturnState.SUBMITTED.value, row.number + 1
    row.submitted_at = row.saved_at = now
    row.first_on = row.first_on or timezone.localdate(now)
    with tallied(form, opened.period, [location.pk], today=today):
        row.save()
    _note("return submitted" if row.number == 1 else "return changed", row, by)
    end_missing(form, [queries.Came(row.location_id, row.period_start, row.first_on)])
    look_at_return(form, row)
    return row


def _locked(
    form: AskedForm, location: Location, start: date, entered: Entered, by: User
) -> tuple[OpenReturn, Return | None]:
    """The open return of a location that is held until the end of the transaction, so that two do not send at once."""
    hold_council(form.council_id)
    location = Location.objects.select_for_update(no_key=True).get(pk=location.pk, council_id=form.council_id)
    if entered is Entered.PROVIDER:
        permissions.may_answer(by, location).require()
    else:
        permissions.may_enter(get_viewer(by), location).require()
    opened = queries.open_return(form, location, form.period_at(start), today=clock.today())
    return opened, opened.kept


def _new(opened: OpenReturn) -> Return:
    return Return(
        council_id=opened.form.council_id,
        location=opened.location,
        form_id=opened.form.form_id,
        period_start=opened.period.start,
        period_end=opened.period.due,
    )


def _only_asked(opened: OpenReturn, answers: Answers) -> dict[str, Answer]:
    """Answers to what is asked, given the others: what hangs on another answer falls away with it."""
    asked = {
        field.code: None
        for question in opened.definition.questions if is_asked(question, answers)
        for field in question.fields
    }  # fmt: skip
    return {code: answers[code] for code in asked if code in answers and answers[code] not in ("", [])}


def _keep_overtaken(
    row: Return | None, arrived: Answers, entered: Entered, by: User, draft_seen: datetime | None
) -> None:  # fmt: skip
    if row is None or row.state != ReturnState.DRAFT.value:
        return
    draft = Typed(row.answers, row.saved_by_id, row.saved_at)
    if is_overtaken(draft, arrived, by_id=by.pk, seen_at=draft_seen):
        OvertakenDraft.of(row, how=entered.value, by_id=by.pk, at=clock.now()).save()
        _note("return draft overtaken", row, by)


def _keep_revision(row: Return) -> None:
    ReturnRevision.objects.create(
        submitted=row,
        number=row.number,
        version_id=row.version_id,
        answers=row.answers,
        no_change=row.no_change,
        entered=row.entered,
        entered_as=row.entered_as,
        submitted_at=row.submitted_at or row.saved_at,
        submitted_by_id=row.submitted_by_id,
    )


def _note(verb: str, row: Return, by: User) -> None:
    details: Mapping[str, object] = {
        "location": row.location_id,
        "form": row.form_id,
        "period": row.period_start.isoformat(),
        "entered": row.entered,
        "number": row.number,
    }
    audit.record(verb, by=by, subject=row, chain=row.council.code, details=dict(details))
