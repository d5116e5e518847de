"""Signing a plan: beginning a round, signing on, sending back, withdrawing, and who signs at all."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import Max

from overwinter.accounts.api import User
from overwinter.infra import audit
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import Council, get_role_titles
from overwinter.plans import chains, permissions, recording
from overwinter.plans.domain import signing, signing_rules, snapshot
from overwinter.plans.domain.closing import CLOSED
from overwinter.plans.domain.signing import Event, RoundState
from overwinter.plans.models import Plan, SigningChoice, SigningEvent, SigningRound
from overwinter.plans.queries.signing import Round, freeze, list_changes, signing_of
from overwinter.plans.recording import Writer

LOOK_AGAIN = "The plan has changed since you opened this page. Look at it again, then sign it as it stands now."
NOT_SEEN = "Tick that you have seen what is open in the plan. Signing says that you know of it."


@transaction.atomic
def sign_plan(*, plan_id: int, digest: str, seen: bool, by: User) -> SigningRound:
    """The next signature of the round under way; where there is none, the first of a new one, which freezes the plan.

    ``digest`` is of what the person had before them: what another change has overtaken is not signed unseen. Raises
    :class:`Refused` with what is in the way.
    """
    writer = recording.writer_for(by)
    plan = _locked(plan_id)
    found = signing_of(plan)
    now, held = freeze(plan), permissions.steps_held(writer.viewer, plan.council_id)
    round = found.under_way
    if round is None:
        hindrances = signing_rules.in_the_way([snapshot.as_facts(row) for row in now.rows], found.chain.rules)
        signing.may_begin(
            held=held, first=found.chain.steps[0],
            changed=found.in_force is None or bool(list_changes(found.in_force.record, plan)),
            in_the_way=signing_rules.verdict_of(hindrances),
        ).require()  # fmt: skip
        _check_seen(snapshot.digest_of(snapshot.canonical(now)), digest, seen)
        round = _begin(plan, now, writer)
    else:
        _check_turn(round, held, by, now)
        _check_seen(round.record.digest, digest, seen)
    return _sign(plan, round, writer)


@transaction.atomic
def send_plan_back(*, plan_id: int, why: str, by: User) -> SigningRound:
    """Whoever's turn it is does not sign, and says why. The plan manager begins again, with the plan as it then is."""
    writer = recording.writer_for(by)
    plan = _locked(plan_id)
    round = signing_of(plan).under_way
    held = permissions.steps_held(writer.viewer, plan.council_id)
    turn = round.turn if round is not None else ""
    signing.may_send_back(turn=turn, title=chains.title_of(turn), held=held, why=why).require()
    return _happen(plan, _there(round), Event.SEND_BACK, turn, writer, why=why)


@transaction.atomic
def withdraw_signature(*, plan_id: int, by: User, why: str = "") -> SigningRound:
    """Whoever signed last takes the signature back, before the next one signs."""
    writer = recording.writer_for(by)
    plan = _locked(plan_id)
    round = _there(signing_of(plan).under_way)
    signatures = round.signatures
    signing.may_withdraw(state=round.state, signed=signatures, user_id=by.pk).require()
    event = Event.WITHDRAW if len(signatures) > 1 else Event.WITHDRAW_FIRST
    return _happen(plan, round, event, signatures[-1].step, writer, why=why)


@transaction.atomic
def choose_chain(*, council_id: int, steps: Collection[str], rules: Collection[str], by: User) -> None:
    """Which steps the council asks, and which rules forbid signing. A round under way goes on as it began."""
    writer = recording.writer_for(by)
    permissions.may_choose_chain(writer.viewer, council_id=council_id).require()
    council = Council.objects.select_for_update(no_key=True).get(pk=council_id)
    choice, _ = SigningChoice.objects.get_or_create(council=council)
    before = chains.chain_of(council_id)
    choice.steps = [step.id for step in chains.all_steps() if step.id in steps or not step.can_be_left_out]
    choice.rules = [rule.id for rule in chains.all_rules() if rule.id in rules]
    choice.save()
    details = {
        "steps": [[step.id for step in before.steps], choice.steps],
        "rules": [sorted(before.rules), sorted(choice.rules)],
    }
    audit.record("signing chosen", by=by, subject=choice, chain=council.code, at=writer.at, details=details)


def _check_turn(round: Round, held: Collection[str], by: User, now: snapshot.Snapshot) -> None:
    hindrances = signing_rules.since_frozen(round.snapshot, now, round.record.rules)
    signing.may_sign(
        turn=round.turn, title=chains.title_of(round.turn), held=held, user_id=by.pk, signed=round.signatures,
        rules=round.record.rules, in_the_way=signing_rules.verdict_of(hindrances),
    ).require()  # fmt: skip


def _check_seen(digest: str, shown: str, seen: bool) -> None:
    if digest != shown:
        raise Refused(LOOK_AGAIN)
    if not seen:
        raise Refused(NOT_SEEN)


def _begin(plan: Plan, now: snapshot.Snapshot, writer: Writer) -> Round:
    chain, text = chains.chain_of(plan.council_id), snapshot.canonical(now)
    last = SigningRound.objects.filter(plan=plan).aggregate(last=Max("number"))["last"] or 0
    record = SigningRound.objects.create(
        plan=plan, number=last + 1, state=RoundState.WAITING.value, steps=[step.id for step in chain.steps],
        rules=sorted(chain.rules), began_at=writer.at, revision=plan.revision, snapshot=text,
        digest=snapshot.digest_of(text),
    )  # fmt: skip
    return Round(record, ())


def _sign(plan: Plan, round: Round, writer: Writer) -> SigningRound:
    is_last = len(round.signatures) + 1 == len(round.record.steps)
    if is_last:
        for earlier in SigningRound.objects.filter(plan=plan, state=RoundState.SIGNED.value).order_by("id"):
            _happen(plan, Round(earlier, ()), Event.REPLACE, round.turn, writer)
    return _happen(plan, round, Event.SIGN_LAST if is_last else Event.SIGN, round.turn, writer)


def _happen(plan: Plan, round: Round, event: Event, step: str, writer: Writer, *, why: str = "") -> SigningRound:
    record = round.record
    record.state = signing.next_state(RoundState(record.state), event).value
    record.save(update_fields=["state"])
    SigningEvent.objects.create(
        round=record, event=event.value, step=step, by=writer.user, acted_as=_acts_as(plan, step, writer), at=writer.at,
        why=why.strip(), digest=record.digest,
    )  # fmt: skip
    audit.record(
        f"plan signing: {event.value}", by=writer.user, subject=record, chain=plan.council.code, at=writer.at,
        details={"round": record.number, "step": step, "digest": record.digest},
    )  # fmt: skip
    return record


def _acts_as(plan: Plan, step: str, writer: Writer) -> str:
    """The one role they hold in the council; where they hold several or none, the title of the step."""
    titles = list(get_role_titles(writer.viewer.role_ids, council_id=plan.council_id).values())
    return titles[0] if len(titles) == 1 else chains.title_of(step)


def _locked(plan_id: int) -> Plan:
    """Held until the end, so that no row changes between what is checked and what is signed. Refuses a closed one."""
    plan = Plan.objects.select_related("council", "framework").select_for_update(of=("self",)).get(pk=plan_id)
    if plan.closed_on is not None:
        raise Refused(CLOSED)
    return plan


def _there(round: Round | None) -> Round:
    if round is None:
        raise Refused("No signing is under way. It was sent back, withdrawn or signed to its end in the meantime.")
    return round
