"""What a report is written from, read from the contexts below as it stood on a day."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from overwinter.assurance.domain.report_facts import (
    Action,
    Board,
    Changed,
    Decided,
    Doubt,
    MovedDate,
    OnDay,
    PlanRow,
    Raised,
    ReportFacts,
    Shown,
    Signature,
    Task,
)
from overwinter.assurance.models import SentLetter
from overwinter.assurance.queries.work import list_work
from overwinter.frameworks.api import get_limits
from overwinter.governance import api as governance
from overwinter.governance.api import GroupOnDay
from overwinter.kernel.days import full_day
from overwinter.kernel.measured import Measured
from overwinter.kernel.status import FullyMet
from overwinter.kernel.winter import Winter
from overwinter.organisations.api import Viewer, find_group_fact, find_role
from overwinter.plans import api as plans
from overwinter.plans.api import EvidenceFacts, Plan, PlanPicture, RowFacts


def get_report_facts(
    viewer: Viewer, plan: Plan, *, as_at: date, group_id: int | None = None, lead_id: int | None = None,
    with_work: bool = False,
) -> ReportFacts:  # fmt: skip
    """``plan`` is of a council of the viewer's. ``group_id``: the group that changes are told to since it last met, and
    whose rows alone are reported where it does not answer for the whole plan. ``with_work``: what operations tell."""
    picture = plans.get_picture(plan, as_at=as_at)
    lead = find_role(viewer, role_id=lead_id) if lead_id is not None else None
    group = find_group_fact(viewer, group_id=group_id) if group_id is not None else None
    met = (
        governance.get_group_on_day(viewer, group, plan=plan, rows=picture.rows, day=as_at)
        if group is not None and group.council_id == plan.council_id
        else None
    )
    since = governance.began(met.last) if met and met.last else _start_of(as_at - timedelta(days=looks_back(as_at)))
    facts = ReportFacts(
        council=plan.council.name, is_demo=plan.council.is_demo, winter=str(Winter.parse(plan.winter)),
        framework=plan.framework.title, framework_id=plan.framework.key, as_at=as_at, started_on=plan.started_on,
        rows=tuple(_rows(picture)), doubts=tuple(_doubts(picture)),
        trend=tuple(OnDay(each.day, each.counts) for each in picture.fridays if each.day <= as_at),
        since=timezone.localdate(since), changes=tuple(_changes(plan, since, as_at)), moved=tuple(_moved(picture)),
        raised=tuple(_raised(viewer, as_at)), signatures=_signatures(plan, as_at), letter_sent_on=_sent(plan, as_at),
        board=_board(met, as_at) if met else None, lead_id=lead.pk if lead else None, lead=lead.title if lead else "",
        out_of_force=sum(not row.in_force for row in picture.rows),
        work=tuple(list_work(viewer, council_id=plan.council_id, as_at=as_at)) if with_work else (),
    )  # fmt: skip
    return _narrowed(facts)


def looks_back(day: date) -> int:
    """For how many days a report tells what changed, where no meeting says since when."""
    return get_limits(day)["report-looks-back"].days


def _narrowed(facts: ReportFacts) -> ReportFacts:
    if facts.board is None or facts.board.covers_all:
        return facts
    mine = {facts.board.name, *facts.board.beneath}
    kept = facts.only(facts.board.rows)
    return replace(kept, raised=tuple(each for each in facts.raised if {each.of, each.to} & mine))


def _rows(picture: PlanPicture) -> Iterator[PlanRow]:
    evidence, measured = dict(picture.beside.evidence), dict(picture.beside.measured)
    for row in picture.rows:
        if row.in_force:
            yield _row(row, evidence.get(row.response_id, ()), measured.get(row.requirement_id or "", ()), picture.day)


def _row(row: RowFacts, evidence: Iterable[EvidenceFacts], measured: tuple[Measured, ...], day: date) -> PlanRow:
    return PlanRow(
        id=row.response_id, number=row.number, title=row.title, theme=row.theme, section=row.section, rag=row.rag,
        fully_met=row.fully_met, requirement_id=row.requirement_id, section_id=row.section_id, text=row.text,
        lead=row.lead if row.is_led else "", lead_id=row.lead_id, groups=row.groups, by_when=row.by_when,
        by_when_date=row.by_when_date, next_review=row.next_review, late_since=_late_since(row, day),
        actions=tuple(
            Action(each.text, each.owner, each.due, each.state.label, each.state.is_open, each.finished_on)
            for each in row.gap_actions
        ),
        evidence=tuple(
            Shown(each.title, each.kind.label, each.true_on, each.expires_on, each.is_in_date(day), each.owner)
            for each in evidence
            if not each.is_ended(day)
        ),
        measured=measured, led_with=row.led_with if row.is_led else (),
    )  # fmt: skip


def _late_since(row: RowFacts, day: date) -> date | None:
    if not plans.is_overdue(row, day):
        return None
    own = row.by_when_date if row.fully_met is not FullyMet.YES else None
    dates = [own, *(action.due for action in row.open_actions)]
    return min(each for each in dates if each is not None and each < day)


def _doubts(picture: PlanPicture) -> Iterator[Doubt]:
    for each in picture.challenge.standing:
        finding, accepted = each.finding, each.accepted
        words = ""
        if accepted is not None and not each.state.is_open:
            words = f"Accepted until {full_day(accepted.until)} by {accepted.who}: “{accepted.reason}”"
        rule = plans.RULES_BY_CODE[finding.code].name
        yield Doubt(finding.title, finding.facts, finding.mend, finding.rows, rule, words)


def _changes(plan: Plan, since: datetime, as_at: date) -> Iterator[Changed]:
    for response_id, each in plans.list_changed_since(plan, since, until=plans.end_of(as_at)).items():
        kept = replace(each, moves=tuple(move for move in each.moves if move.field != "next_review"))
        if not (kept.moves or kept.gap_changes or kept.is_new):
            continue  # another day to look again is no news
        worse = any(governance.is_worse(move.field, move.before, move.after) for move in kept.moves)
        yield Changed(response_id, governance.changed_words(kept, since=False), kept.who, kept.day, worse)


def _moved(picture: PlanPicture) -> Iterator[MovedDate]:
    """Of actions that are still open."""
    open_actions = {action.id: action for row in picture.rows if row.in_force for action in row.open_actions}
    for action_id, (row, changes) in plans.list_moved_dates(picture.plan, until=plans.end_of(picture.day)).items():
        dates = [move for change in changes for move in change.moves if move.field == "due"]
        action, first = open_actions.get(action_id), dates[-1].before
        if action is not None and isinstance(first, date):
            yield MovedDate(row, action.text, first, action.due, len(dates), changes[0].why, changes[0].who)


def _raised(viewer: Viewer, as_at: date) -> Iterator[Raised]:
    for each in governance.list_escalations_on(viewer, day=as_at):
        yield Raised(
            each.title, each.response_id, each.of, each.to, each.to_id, each.why, each.first_raised_on, each.days
        )


def _signatures(plan: Plan, as_at: date) -> tuple[Signature, ...]:
    """Of the newest round that everybody had signed by then."""
    end = plans.end_of(as_at)
    for round in plans.signing_of(plan).rounds:
        signed = round.signatures
        if signed and len(signed) == len(round.record.steps) and signed[-1].at <= end:
            return tuple(Signature(each.who, timezone.localdate(each.at)) for each in signed)
    return ()


def _sent(plan: Plan, as_at: date) -> date | None:
    sent = SentLetter.objects.filter(plan=plan, sent_on__lte=as_at).order_by("-sent_on", "-number")
    return sent.values_list("sent_on", flat=True).first()


def _board(met: GroupOnDay, as_at: date) -> Board:
    return Board(
        id=met.group.id, name=met.group.name, covers_all=met.covers_all, beneath=met.beneath, rows=met.response_ids,
        last_met=met.last.on if met.last else None, last_meeting_id=met.last.pk if met.last else None,
        next_meets=met.next.on if met.next else None, next_meeting_id=met.next.pk if met.next else None,
        tasks=tuple(
            Task(each.text, each.subject, each.owner, each.due, each.state, each.is_open, each.days_late(as_at),
                 each.meeting_id, each.response_id)
            for each in met.actions
        ),
        decided=tuple(
            Decided(each.text, each.subject, each.response_id, each.meeting_id, each.on) for each in met.decisions
        ),
    )  # fmt: skip


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(0)))
