"""What reporting groups decide about rows."""

from datetime import date

from django.db import transaction

from overwinter.accounts.api import User
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import GroupFact
from overwinter.plans import permissions, recording
from overwinter.plans.models import Decision, Response


@transaction.atomic
def record_decision(
    *, response_id: int, group: GroupFact, text: str, decided_on: date, by: User, meeting_id: int | None = None
) -> Decision:
    """It stands on the row from now on, and in its history. Nothing else of the row changes by it."""
    writer = recording.writer_for(by)
    response = Response.objects.select_related("plan__council").select_for_update(of=("self",)).get(pk=response_id)
    permissions.may_speak_for_group(writer.viewer, council_id=response.plan.council_id, group=group).require()
    if not text.strip():
        raise Refused("Say what was decided.")
    decision = Decision.objects.create(
        response=response, group_id=group.id, text=text.strip(), decided_on=decided_on, recorded_at=writer.at,
        meeting_id=meeting_id,
    )  # fmt: skip
    recording.finish(
        "decision recorded", plan=response.plan, writer=writer, subject=decision, details={"group": group.id}
    )
    return decision


@transaction.atomic
def take_back_decision(*, decision_id: int, group: GroupFact, why: str, by: User) -> Decision:
    """The row no longer shows it; its history shows both, and the reason."""
    writer = recording.writer_for(by)
    found = Decision.objects.select_related("response__plan__council").select_for_update(of=("self",))
    decision = found.get(pk=decision_id, group_id=group.id)
    plan = decision.response.plan
    permissions.may_speak_for_group(writer.viewer, council_id=plan.council_id, group=group).require()
    if decision.taken_back_at is not None:
        raise Refused("This decision has been taken back already.")
    if not why.strip():
        raise Refused("Say why the decision is taken back. It is shown in the history of the row.")
    decision.taken_back_at, decision.taken_back_why = writer.at, why.strip()
    decision.save(update_fields=["taken_back_at", "taken_back_why"])
    recording.finish("decision taken back", plan=plan, writer=writer, subject=decision, details={"group": group.id})
    return decision
