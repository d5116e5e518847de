"""What the page of signing shows: who has signed, whose turn it is, what is in the way, what is open, what changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.urls import reverse
from django.utils import timezone

from overwinter.design.parts import Event, Link
from overwinter.design.table import Column, Row, Table, linked
from overwinter.kernel.days import full_day
from overwinter.kernel.verdict import Verdict
from overwinter.kernel.winter import Winter
from overwinter.kernel.words import counted, inner, joined
from overwinter.organisations.api import Viewer
from overwinter.plans import chains, permissions
from overwinter.plans.domain import signing as rules
from overwinter.plans.domain.signing import Event as Kind
from overwinter.plans.domain.signing import Happening, RoundState
from overwinter.plans.domain.signing_rules import Hindrance, Mend, in_the_way, since_frozen, verdict_of
from overwinter.plans.domain.snapshot import RowChange, Snapshot, as_facts, canonical, digest_of
from overwinter.plans.pages.open_work import OpenWork
from overwinter.plans.pages.words import breadcrumbs, plan_views, row_url
from overwinter.plans.queries.signing import Round, Signing

SHOWN_MOST = 5
"""Things in the way that are listed one by one; the rest is a number."""
DONE: dict[Kind, str] = {
    Kind.SIGN: "Signed", Kind.SIGN_LAST: "Signed, the last to do so", Kind.SEND_BACK: "Sent back",
    Kind.WITHDRAW: "Signature withdrawn", Kind.WITHDRAW_FIRST: "Signature withdrawn, and with it the round",
    Kind.REPLACE: "A later round was signed in its place",
}  # fmt: skip
STATES: dict[RoundState, str] = {
    RoundState.WAITING: "Under way", RoundState.SIGNED: "Signed by all, in force", RoundState.SENT_BACK: "Sent back",
    RoundState.WITHDRAWN: "Withdrawn", RoundState.REPLACED: "Signed by all, replaced since",
}  # fmt: skip


@dataclass(frozen=True)
class SignOffPage:
    signing: Signing
    viewer: Viewer
    now: Snapshot
    """The plan as it stands."""
    changes: tuple[RowChange, ...]
    """Since the round whose signatures count; empty where there is none."""

    title = "Sign-off"

    @property
    def plan_id(self) -> int:
        return self.signing.plan.pk

    @property
    def place(self) -> str:
        return f"Winter plan {Winter.parse(self.signing.plan.winter)}"

    @property
    def breadcrumbs(self) -> tuple[Link, ...]:
        return breadcrumbs(self.signing.plan, True)

    @property
    def views(self) -> tuple[Link, ...]:
        return plan_views(self.plan_id, own=True, edits=permissions.may_edit_some(self.viewer, self.signing.plan))

    @cached_property
    def round(self) -> Round | None:
        return self.signing.standing

    @property
    def lede(self) -> str:
        round = self.round
        if round is None:
            last = self.signing.rounds[0] if self.signing.rounds else None
            return f"{_ended(last)} The {self._first} signs first." if last else self._nobody_yet
        if round.state is RoundState.WAITING:
            said = f"It waits for the {inner(self.turn_title)} since {full_day(round.moved_on)}."
        else:
            said = f"The plan is signed by {_signers(round)}; the last signed on {full_day(round.moved_on)}."
        return f"{said} {self.changed_words}"

    @property
    def _nobody_yet(self) -> str:
        return f"Nobody has signed the plan yet. The {self._first} signs first, which freezes what the others sign."

    @property
    def _first(self) -> str:
        return inner(self.signing.chain.steps[0].title)

    @property
    def changed_words(self) -> str:
        return changed_words(self.changes, self.round.began_on) if self.round is not None else ""

    # --- the steps

    @property
    def steps(self) -> Table:
        ids = self.round.record.steps if self.round is not None else [step.id for step in self.signing.chain.steps]
        signed = self.round.signatures if self.round is not None else ()
        rows = tuple(self._step(step, signed[n] if n < len(signed) else None) for n, step in enumerate(ids))
        columns = (Column("Who signs", width=6), Column("Where it stands", width=7, keep=True))
        return Table("Who signs, in order", columns, rows=rows)

    def _step(self, step: str, signature: Happening | None) -> Row:
        title = chains.title_of(step)
        if signature is None:
            return Row((title, "Waited for" if step == self.turn else "Not yet"), current=step == self.turn)
        day = full_day(timezone.localdate(signature.at))
        held = f" as {inner(signature.who)}" if signature.who.casefold() != title.casefold() else ""
        return Row((title, f"Signed on {day}{held}"))

    @property
    def turn(self) -> str:
        if self.signing.under_way is not None:
            return self.signing.under_way.turn
        return self.signing.chain.steps[0].id if self.is_new else ""

    @property
    def is_new(self) -> bool:
        """Whether the next signature begins a round."""
        return self.signing.under_way is None and (self.signing.in_force is None or bool(self.changes))

    @property
    def turn_title(self) -> str:
        return chains.title_of(self.turn)

    # --- signing

    @cached_property
    def hindrances(self) -> tuple[Hindrance, ...]:
        if self.signing.under_way is not None:
            return since_frozen(self.subject, self.now, self.signing.under_way.record.rules)
        return in_the_way([as_facts(row) for row in self.now.rows], self.signing.chain.rules)

    @cached_property
    def may_sign(self) -> Verdict:
        round, in_the_way = self.signing.under_way, verdict_of(self.hindrances)
        if round is None:
            return rules.may_begin(
                held=self._held, first=self.signing.chain.steps[0], changed=self.is_new, in_the_way=in_the_way
            )
        return rules.may_sign(
            turn=round.turn, title=self.turn_title, held=self._held, user_id=self.viewer.user_id,
            signed=round.signatures, rules=round.record.rules, in_the_way=in_the_way,
        )  # fmt: skip

    @property
    def is_my_turn(self) -> bool:
        """Whether only the rows, or nothing, stand in the way of the viewer's signature."""
        return bool(self.may_sign) or (self.turn in self._held and self.may_sign == verdict_of(self.hindrances))

    @property
    def _held(self) -> frozenset[str]:
        return permissions.steps_held(self.viewer, self.signing.plan.council_id)

    @property
    def sign_heading(self) -> str:
        return f"Sign as {inner(self.turn_title)}" if self.is_my_turn else "Signing"

    @property
    def sign_words(self) -> str:
        if self.signing.under_way is None:
            return "Your signature freezes the plan as it stands now. That is what the others sign after you."
        return f"You sign the plan as it was frozen on {full_day(self.signing.under_way.began_on)}."

    @property
    def mends(self) -> tuple[Link, ...]:
        """The ways to mend what is in the way, each saying what it does; the first is the page's main button."""
        return tuple(Link(each.to_do, self._mend_url(each)) for each in self.hindrances[:SHOWN_MOST])

    def _mend_url(self, hindrance: Hindrance) -> str:
        row = row_url(self.plan_id, hindrance.response_id)
        return {
            Mend.ANSWER: f"{row}#update", Mend.LEAD: f"{row}edit/#id_lead", Mend.ADD_ACTION: f"{row}gap-actions/add/",
            Mend.ACTION: f"{row}gap-actions/{hindrance.action_id}/", Mend.START_AGAIN: "#send-back",
        }[hindrance.mend]  # fmt: skip

    @property
    def in_the_way_words(self) -> tuple[str, ...]:
        """One sentence for each thing listed, then how many more."""
        said = [f"{each.words[0].upper()}{each.words[1:]}." for each in self.hindrances[:SHOWN_MOST]]
        more = len(self.hindrances) - SHOWN_MOST
        return (*said, *([f"{more} more {'thing is' if more == 1 else 'things are'} in the way."] if more > 0 else ()))

    @property
    def may_send_back(self) -> Verdict:
        turn = self.signing.under_way.turn if self.signing.under_way is not None else ""
        return rules.may_send_back(turn=turn, title=chains.title_of(turn), held=self._held)

    @property
    def may_withdraw(self) -> Verdict:
        round = self.signing.under_way
        if round is None:
            return rules.may_withdraw(state=RoundState.SIGNED, signed=(), user_id=self.viewer.user_id)
        return rules.may_withdraw(state=round.state, signed=round.signatures, user_id=self.viewer.user_id)

    # --- what is signed

    @cached_property
    def subject(self) -> Snapshot:
        """What the next signature is for: what was frozen, or the plan as it stands."""
        return self.signing.under_way.snapshot if self.signing.under_way is not None else self.now

    @property
    def digest(self) -> str:
        round = self.signing.under_way
        return round.record.digest if round is not None else digest_of(canonical(self.now))

    @cached_property
    def open_work(self) -> OpenWork:
        return OpenWork(self.plan_id, self.subject)

    @property
    def choices_link(self) -> Link | None:
        allowed = permissions.may_choose_chain(self.viewer, council_id=self.signing.plan.council_id)
        return Link("Choose who signs, and what forbids it", reverse("plans:signing-choices")) if allowed else None

    # --- the rounds

    @property
    def events(self) -> tuple[Event, ...]:
        round = self.round or (self.signing.rounds[0] if self.signing.rounds else None)
        return events_of(round) if round is not None else ()

    @property
    def rounds(self) -> Table | None:
        if not self.signing.rounds:
            return None
        columns = (Column("Signing", width=7), Column("State", width=6, keep=True), Column("Last moved", keep=True))
        rows = tuple(
            Row((
                linked(f"Signing {each.record.number}, of {full_day(each.began_on)}", self.round_url(each)),
                STATES[each.state], full_day(each.moved_on),
            ))
            for each in self.signing.rounds
        )  # fmt: skip
        return Table("Every signing of the plan", columns, rows=rows)

    def round_url(self, round: Round) -> str:
        return reverse("plans:signed", args=(self.plan_id, round.record.number))

    @property
    def signed_link(self) -> Link | None:
        return Link("The plan as it was signed", self.round_url(self.round)) if self.round is not None else None


def admin_pages() -> tuple[tuple[Link, str], ...]:
    """What the council's administrator keeps here, each with what it is."""
    return ((Link("Signing", reverse("plans:signing-choices")), "who signs the plan, in turn, and what forbids it"),)


def changed_words(changes: Sequence[RowChange], signed_on: date) -> str:
    """ "4 rows have changed since 6 November 2026; 27 more were reviewed, and only the next review moved." """
    since = f"since the first signature, on {full_day(signed_on)}"
    reviewed = sum(change.is_review for change in changes)
    changed = len(changes) - reviewed
    rows = counted(changed, "row has", "rows have") if changed else "No row has"
    more = "more " if changed else ""
    were = "was" if reviewed == 1 else "were"
    also = f"; {reviewed} {more}{were} reviewed, and only the next review moved" if reviewed else ""
    return f"{rows} changed {since}{also}."


def events_of(round: Round) -> tuple[Event, ...]:
    """What happened in a round, newest first."""
    return tuple(
        Event(full_day(timezone.localdate(each.at)), DONE[each.event], each.who, each.why)
        for each in reversed(round.happenings)
    )


def _signers(round: Round) -> str:
    return joined([f"the {inner(each.who)}" for each in round.signatures])


def _ended(round: Round | None) -> str:
    if round is None:
        return ""
    day = full_day(round.moved_on)
    if round.state is RoundState.SENT_BACK:
        return f"It was sent back by the {inner(round.last.who)} on {day}: “{round.last.why}”"
    return f"The last signing was withdrawn on {day}."
