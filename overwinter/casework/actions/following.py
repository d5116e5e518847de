"""What people do about one concern: give it, move it, escalate it, close it, open it again."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from overwinter.accounts.api import User
from overwinter.casework.domain import rules
from overwinter.casework.domain.kinds import ConcernState, EventKind, Outcome, Severity, Team
from overwinter.casework.keeping import CLOSING, ESCALATION, close_held, end_of, hand_to, tell
from overwinter.casework.models import Concern
from overwinter.casework.recording import hold_concern
from overwinter.kernel.days import full_day
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import ReportingGroup, Role


@transaction.atomic
def give_owner(*, concern_id: int, role_id: int | None, why: str, by: User) -> Concern:
    """To a role of the council; None: to the team again."""
    concern, actor = hold_concern(concern_id, by)
    rules.may_change(ConcernState(concern.state)).require()
    role = _role_of(concern, role_id) if role_id is not None else None
    if concern.owner_id == role_id:
        raise Refused("It is theirs already. Choose somebody else.")
    concern.owner = role
    if role is None and concern.group_id is None:
        concern.escalated_at = None
    concern.save(update_fields=["owner", "escalated_at"])
    whom = role.title if role is not None else f"the {Team(concern.team).label.lower()} team"
    tell(concern, actor, EventKind.GIVEN, f"To {whom}", why)
    return concern


@transaction.atomic
def pass_to(*, concern_id: int, team: Team, why: str, by: User) -> Concern:
    """To another team, whose officers find it among their calls from now on."""
    concern, actor = hold_concern(concern_id, by)
    rules.may_change(ConcernState(concern.state)).require()
    hand_to(concern, team, actor, why)
    return concern


@transaction.atomic
def move_due(*, concern_id: int, until: date, why: str, by: User) -> Concern:
    """To the end of that working day. The time it had first stays what it is measured by."""
    concern, actor = hold_concern(concern_id, by)
    rules.may_move_due(ConcernState(concern.state), until=until, today=actor.day, why=why).require()
    before = timezone.localdate(concern.due_at)
    concern.due_at = end_of(until, actor)
    concern.save(update_fields=["due_at"])
    tell(concern, actor, EventKind.MOVED, f"From {full_day(before)} to {full_day(until)}", why)
    return concern


@transaction.atomic
def escalate(
    *, concern_id: int, why: str, by: User, to_role_id: int | None = None, to_group_id: int | None = None,
    to_severity: Severity | None = None,
) -> Concern:  # fmt: skip
    """To a role, which owns it then, or to a group, on whose next agenda it stands; to a graver severity, or both. Its
    age is counted from the first time."""
    concern, actor = hold_concern(concern_id, by)
    severity = Severity(concern.severity)
    rules.may_escalate(
        ConcernState(concern.state),
        severity=severity,
        to_severity=to_severity,
        to_role=to_role_id is not None,
        to_group=to_group_id is not None,
        why=why,
    ).require()
    said = list[str]()
    if to_severity is not None:
        concern.severity = to_severity.value
        concern.due_at = min(concern.due_at, actor.due(to_severity))
        said.append(f"From {severity.label.lower()} to {to_severity.label.lower()}")
    if to_role_id is not None:
        concern.owner, concern.group = _role_of(concern, to_role_id), None
        said.append(f"To the {concern.owner.title}")
    if to_group_id is not None:
        concern.group = _group_of(concern, to_group_id)
        said.append(f"To the {concern.group.name}")
    if to_role_id is not None or to_group_id is not None:
        concern.escalated_at, concern.escalated_why = concern.escalated_at or actor.at, why.strip()
    concern.save(update_fields=["severity", "due_at", "owner", *ESCALATION])
    tell(concern, actor, EventKind.ESCALATED, ". ".join(said), why)
    return concern


@transaction.atomic
def settle_escalation(*, concern_id: int, words: str, by: User) -> Concern:
    """Whoever it was escalated to has decided; it goes back with what they decided, from a role to the team."""
    concern, actor = hold_concern(concern_id, by)
    rules.may_change(ConcernState(concern.state)).require()
    if concern.escalated_at is None:
        raise Refused("This concern is escalated to nobody.")
    if not words.strip():
        raise Refused("Say what was decided. The team reads it first.")
    if concern.group_id is None:
        concern.owner = None
    concern.escalated_at = None
    concern.save(update_fields=["owner", "escalated_at"])
    tell(concern, actor, EventKind.SETTLED, "", words)
    return concern


@transaction.atomic
def close_concern(*, concern_id: int, outcome: Outcome | None, words: str, by: User, evidence: str = "") -> Concern:
    concern, actor = hold_concern(concern_id, by)
    close_held(concern, actor, outcome, words, evidence)
    return concern


@transaction.atomic
def reopen_concern(*, concern_id: int, why: str, by: User) -> Concern:
    """With a due time from now on; how it had ended stays in its history."""
    concern, actor = hold_concern(concern_id, by)
    standing = Concern.objects.filter(council_id=concern.council_id, key=concern.key, state=ConcernState.OPEN.value)
    rules.may_reopen(ConcernState(concern.state), why=why, open_again=standing.exists()).require()
    concern.state, concern.outcome, concern.outcome_words, concern.evidence = ConcernState.OPEN.value, "", "", ""
    concern.closed_at, concern.closed_by = None, None
    concern.due_at = actor.due(Severity(concern.severity))
    concern.save(update_fields=["due_at", *CLOSING])
    tell(concern, actor, EventKind.REOPENED, "", why)
    return concern


def _role_of(concern: Concern, role_id: int) -> Role:
    role = Role.objects.filter(pk=role_id, council_id=concern.council_id, ended_on__isnull=True).first()
    if role is None:
        raise Refused("There is no such role in this council. Choose one from the list.")
    return role


def _group_of(concern: Concern, group_id: int) -> ReportingGroup:
    standing = ReportingGroup.objects.filter(pk=group_id, council_id=concern.council_id, ended_on__isnull=True)
    group = standing.first()
    if group is None:
        raise Refused("There is no such group in this council. Choose one from the list.")
    return group
