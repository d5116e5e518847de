"""What to do with a draft that another way in overtook: take answers from it, or leave the return as it came in."""

from collections.abc import Collection
from typing import Any

from django.db import transaction

from overwinter.accounts.api import User
from overwinter.infra import audit, clock
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import get_viewer, hold_council
from overwinter.providers.api import Location
from overwinter.returns import permissions, queries
from overwinter.returns.actions.entering import save_draft, submit_return
from overwinter.returns.domain import overtaking as rules
from overwinter.returns.domain.form import Answers
from overwinter.returns.domain.kinds import Entered, ReturnState
from overwinter.returns.models import OvertakenDraft, Return
from overwinter.returns.queries import OpenReturn


@transaction.atomic
def keep_beside(*, opened: OpenReturn, answers: Answers, by: User, entered_as: str = "") -> OvertakenDraft:
    """What an officer typed while somebody else sent the return: kept beside it."""
    hold_council(opened.form.council_id)
    location = Location.objects.select_for_update(no_key=True).get(
        pk=opened.location.pk, council_id=opened.form.council_id
    )
    permissions.may_enter(get_viewer(by), location).require()
    row = Return.objects.select_for_update().get(
        location=location, form_id=opened.form.form_id, period_start=opened.period.start
    )
    now = clock.now()
    draft = OvertakenDraft.objects.create(
        draft_of=row, version_id=opened.version.id, answers=dict(answers), entered=Entered.PHONE.value,
        entered_as=entered_as, saved_at=now, saved_by=by, overtaken_at=row.submitted_at or now,
        overtaken_how=row.entered, overtaken_by_id=row.submitted_by_id, file_id=row.file_id,
    )  # fmt: skip
    _note("return draft overtaken", draft, by)
    return draft


@transaction.atomic
def take_from_draft(*, draft_id: int, codes: Collection[str], expected_number: int, by: User) -> Return:
    """The chosen answers of the draft go into the return, which is sent again; what it said is kept as a revision.

    Raises ``AnswersRefused`` where they cannot be true beside the others. What a file left out stays left out.
    """
    draft = _held(draft_id, by)
    rules.may_take(codes).require()
    row = draft.draft_of
    form = queries.find_asked_form(row.council_id, row.form.code)
    if form is None:
        raise Refused("The council does not ask for this form any more, so the return stays as it is.")
    told: dict[str, Any] = {
        "form": form, "location": row.location, "start": row.period_start, "entered": Entered.PHONE,
        "entered_as": draft.entered_as, "by": by, "answers": rules.with_taken(row.answers, draft.answers, codes),
    }  # fmt: skip
    if row.state == ReturnState.SUBMITTED.value:
        period, today = form.period_at(row.period_start), clock.today()
        opened = queries.open_return(form, row.location, period, today=today)
        before = set(queries.check_open(opened, row.answers, today=today).errors) - set(codes)
        row = submit_return(**told, expected_number=expected_number, faults_before=before)
    else:
        row = save_draft(**told, draft_seen=row.saved_at)
    _decide(draft, OvertakenDraft.TAKEN, sorted(codes), by)
    return row


@transaction.atomic
def leave_draft(*, draft_id: int, by: User) -> None:
    """The return stays as it came in. The draft is kept, and is no more asked about."""
    _decide(_held(draft_id, by), OvertakenDraft.LEFT, [], by)


def _held(draft_id: int, by: User) -> OvertakenDraft:
    draft = OvertakenDraft.objects.select_for_update().get(pk=draft_id)
    permissions.may_enter(get_viewer(by), draft.draft_of.location).require()
    rules.may_decide(draft.decided_at).require()
    return draft


def _decide(draft: OvertakenDraft, decision: str, codes: list[str], by: User) -> None:
    draft.decision, draft.taken, draft.decided_at, draft.decided_by = decision, codes, clock.now(), by
    draft.save(update_fields=["decision", "taken", "decided_at", "decided_by"])
    _note(f"overtaken draft {decision}", draft, by)


def _note(verb: str, draft: OvertakenDraft, by: User) -> None:
    row = draft.draft_of
    details = {"location": row.location_id, "form": row.form_id, "period": row.period_start.isoformat()}
    audit.record(verb, by=by, subject=row, chain=row.council.code, details={**details, "taken": draft.taken})
