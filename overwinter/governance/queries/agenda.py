"""What belongs on the agenda of a meeting, from the plan, the ladder, earlier meetings and what operations offer."""

from collections.abc import Iterator
from datetime import date

from overwinter.governance import addresses
from overwinter.governance.domain.agenda import Candidate, Kind, in_order, row_candidate
from overwinter.governance.domain.escalations import age_in_days
from overwinter.governance.models import Escalation, Meeting
from overwinter.governance.ports import agenda_sources
from overwinter.governance.queries.escalations import list_escalations
from overwinter.governance.queries.groups import ActionLine, Standing, get_standing, list_actions, rows_on_day
from overwinter.kernel.days import full_day
from overwinter.kernel.words import counted
from overwinter.organisations.api import GroupFact, Viewer


def list_candidates(viewer: Viewer, group: GroupFact, meeting: Meeting) -> tuple[Candidate, ...]:
    """In the order of the agenda. What was escalated to the group stands there once, as that."""
    standing, on = get_standing(viewer, group, before=meeting), meeting.on
    raised = [each for each in list_escalations(viewer, group_id=group.id) if each.to_group_id == group.id]
    taken = {each.response_id for each in raised}
    found = [*_actions(standing, meeting), *(_escalated(each, on) for each in raised)]
    rows = (row_candidate(row, on) for row in rows_on_day(standing, on) if row.response_id not in taken)
    above = {each.about_key for each in raised}
    offered = (each for each in _offered(viewer, group, on) if each.key not in above)
    return in_order([*found, *(row for row in rows if row is not None), *offered])


def _actions(standing: Standing, meeting: Meeting) -> Iterator[Candidate]:
    done_since = standing.last.on if standing.last else None
    for line in list_actions(standing, also_done_since=done_since):
        if line.recorded_on < meeting.on:
            yield Candidate(
                Kind.ACTION, f"action:{line.outcome_id}", line.text, _action_reason(line, meeting.on), line.url,
                line.response_id, rank=(0 if line.is_open else 1, (line.due or date.max).toordinal()),
            )  # fmt: skip


def _action_reason(line: ActionLine, on: date) -> str:
    owner = line.owner or "no owner"
    said = f"{line.subject}. Asked for on {full_day(line.recorded_on)}; {owner}."
    if not line.is_open:
        return f"{said} {line.state}{f' on {full_day(line.finished_on)}' if line.finished_on else ''}."
    due = f"due on {full_day(line.due)}" if line.due else "no date"
    days = line.days_late(on)
    late = f", {counted(days, 'day')} late on the day of the meeting" if days else ""
    return f"{said} {line.state}, {due}{late}."


def _escalated(escalation: Escalation, on: date) -> Candidate:
    days = age_in_days(escalation.first_raised_on, on)
    url = addresses.group(escalation.from_group_id)
    if escalation.response is not None:
        url = addresses.row(escalation.response.plan_id, escalation.response.pk)
    reason = (
        f"From the {escalation.from_group.name}: “{escalation.why}” "
        f"Raised on {full_day(escalation.first_raised_on)}, {counted(days, 'day')} before the meeting."
    )
    return Candidate(
        Kind.ESCALATED, f"escalation:{escalation.pk}", escalation.title, reason, url, escalation.response_id,
        escalation.pk, rank=(-days,),
    )  # fmt: skip


def _offered(viewer: Viewer, group: GroupFact, on: date) -> Iterator[Candidate]:
    for source in agenda_sources():
        for each in source.offer(group=group, viewer=viewer, on=on):
            yield Candidate(Kind.OFFERED, each.key, each.title, each.reason, each.url, rank=(each.since.toordinal(),))
