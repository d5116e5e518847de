"""Let the rules look at returns: alarms are kept, concerns raised, and what was put right is over."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from overwinter.casework.api import Outcome, Over, Severity, Sighting, Team, close_many, raise_many
from overwinter.infra import clock
from overwinter.infra.bulk import update_rows
from overwinter.kernel.days import full_day
from overwinter.returns import queries
from overwinter.returns.addresses import in_portal
from overwinter.returns.domain.judging import judge
from overwinter.returns.domain.periods import Period
from overwinter.returns.domain.rules import RULES, Moved, Rule, Scope, Sight
from overwinter.returns.models import Alarm, Return
from overwinter.returns.queries import AskedForm, Looked

BATCH = 500
SOURCE = "returns"
SAID = ("title", "facts", "severity", "concern_id", "figure", "before", "after", "why")
"""Of an alarm, what a rule says."""


@dataclass
class Seen:
    """What came of looking."""

    returns: int = 0
    alarms: int = 0
    raised: int = 0
    closed: int = 0
    by_rule: dict[str, int] = field(default_factory=dict)


def look_at_return(form: AskedForm, row: Return) -> Seen:
    """Right after it was submitted: the rules that need no others of its like."""
    return look_at_period(form, form.period_at(row.period_start), return_ids=[row.pk])


def look_at_period(form: AskedForm, period: Period, *, return_ids: Collection[int] | None = None) -> Seen:
    """Every return of the period, or of it those named. Twice changes nothing."""
    on = queries.list_switched(form.council_id, clock.today())
    scopes = {Scope.ONE, Scope.TWO} | ({Scope.PEERS} if return_ids is None else set())
    rules = [rule for rule in RULES.values() if rule.code in on and rule.scope in scopes]
    own = {code: use.limits for code, use in on.items() if use.limits}
    seen = Seen()
    if rules:
        for some in _in_batches(queries.list_looks(form, period, return_ids=return_ids)):
            _look_at(form, period, some, rules, own, seen)
    return seen


@transaction.atomic
def _look_at(
    form: AskedForm, period: Period, some: Sequence[Looked], rules: Sequence[Rule],
    own: Mapping[str, Mapping[str, float]], seen: Seen,
) -> None:  # fmt: skip
    now = clock.now()
    found = {
        (each.return_id, rule.code): (each, rule, sight)
        for each in some for rule, sight in judge(each.look, rules, own)
    }  # fmt: skip
    kept = {
        (alarm.submitted_id, alarm.rule): alarm
        for alarm in Alarm.objects.filter(
            submitted_id__in=[each.return_id for each in some], rule__in=[rule.code for rule in rules]
        ).order_by("id")
    }
    raised = raise_many(
        council_id=form.council_id, sightings=[_sighting(form, period, *each) for each in found.values()], now=now
    )  # fmt: skip
    gone = [alarm for key, alarm in kept.items() if key not in found]
    sent = {each.return_id: each for each in some}
    seen.closed += close_many(
        council_id=form.council_id,
        over=[
            _put_right(alarm, sent[alarm.submitted_id], period)
            for alarm in gone if sent[alarm.submitted_id].submitted_at > alarm.seen_at
        ],
        now=now,
    )  # fmt: skip
    Alarm.objects.filter(pk__in=[alarm.pk for alarm in gone]).delete()
    _keep_alarms(form.council_id, found, kept, raised.ids, now)
    seen.returns, seen.alarms, seen.raised = (
        seen.returns + len(some),
        seen.alarms + len(found),
        seen.raised + raised.new,
    )
    for _, code in found:
        seen.by_rule[code] = seen.by_rule.get(code, 0) + 1


Found = Mapping[tuple[int, str], tuple[Looked, Rule, Sight]]


def _keep_alarms(
    council_id: int, found: Found, kept: Mapping[tuple[int, str], Alarm], concerns: Mapping[str, int], now: datetime
) -> None:
    new, changed = list[Alarm](), list[Alarm]()
    for key, (each, rule, sight) in found.items():
        alarm = kept.get(key)
        moved = _shown(sight.moved) if sight.moved else ("", "", "", "")
        concern_id = concerns[_key_of(rule.code, each.location_id)]
        said = (sight.title[:300], sight.facts, sight.grade.value, concern_id, *moved)
        if alarm is None:
            alarm = Alarm(council_id=council_id, submitted_id=each.return_id, rule=rule.code, seen_at=now)
            new.append(alarm)
        elif said != tuple(getattr(alarm, name) for name in SAID):
            changed.append(alarm)
            alarm.seen_at = now
        for name, value in zip(SAID, said, strict=True):
            setattr(alarm, name, value)
    Alarm.objects.bulk_create(new, batch_size=BATCH // len(SAID))
    update_rows(changed, (*SAID, "seen_at"))


def _shown(moved: Moved) -> tuple[str, str, str, str]:
    return moved.figure[:120], moved.before, moved.after, moved.why


def _key_of(rule: str, location_id: int) -> str:
    """Names what a rule sees at a location, whichever return shows it."""
    return f"{SOURCE}:{rule}:{location_id}"


def _sighting(form: AskedForm, period: Period, each: Looked, rule: Rule, sight: Sight) -> Sighting:
    return Sighting(
        SOURCE, rule.code, _key_of(rule.code, each.location_id), sight.title, sight.facts,
        Severity(sight.grade.value), Team(rule.who.value), each.submitted_at, location_id=each.location_id,
        url=reverse("returns:made", args=[each.return_id]), told=sight.told,
        told_url=in_portal(each.location_id, form.code, period.start) if sight.told else "",
    )  # fmt: skip


def _put_right(alarm: Alarm, each: Looked, period: Period) -> Over:
    return Over(
        _key_of(alarm.rule, each.location_id), Outcome.AMENDED,
        f"The return for {period.label}, sent again on {full_day(each.submitted_at.date())}, does not show it.",
        reverse("returns:made", args=[each.return_id]),
    )  # fmt: skip


def _in_batches(looked: Iterator[Looked]) -> Iterator[list[Looked]]:
    some = list[Looked]()
    for each in looked:
        some.append(each)
        if len(some) == BATCH:
            yield some
            some = []
    if some:
        yield some
