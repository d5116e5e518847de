"""The plan as it was signed: the wall and the table of what was frozen, who signed it, whether it still verifies."""

from dataclasses import dataclass, field
from functools import cached_property

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from overwinter.design.parts import Event, Fact, Link
from overwinter.kernel.days import full_day
from overwinter.kernel.winter import Winter
from overwinter.plans.domain.findings import Challenge, Finding, Standing
from overwinter.plans.domain.signing import RoundState
from overwinter.plans.domain.snapshot import FrozenFinding, RowChange, Snapshot, as_facts
from overwinter.plans.models import Plan
from overwinter.plans.pages.open_work import OpenWork
from overwinter.plans.pages.shown import Shown
from overwinter.plans.pages.signing import STATES, changed_words, events_of
from overwinter.plans.pages.words import breadcrumbs
from overwinter.plans.queries.signing import Round


@dataclass(frozen=True)
class FrozenShown(Shown):
    """The rows of a frozen plan, with the findings that were open on them then."""

    kept_challenge: Challenge = field(default=Challenge(()), hash=False)

    def __hash__(self) -> int:
        return super().__hash__()

    @cached_property
    def challenge(self) -> Challenge:
        return self.kept_challenge


def frozen_shown(plan: Plan, snapshot: Snapshot, query: str) -> FrozenShown:
    return FrozenShown(
        plan_id=plan.pk, day=snapshot.day, is_now=False, rows=tuple(map(as_facts, snapshot.rows)), query=query,
        texts=tuple((row.id, row.text) for row in snapshot.rows), kept_challenge=_challenge_then(snapshot),
    )  # fmt: skip


def _challenge_then(snapshot: Snapshot) -> Challenge:
    """What was open when it was frozen. What was accepted did not stand."""
    found: dict[str, Finding] = {}
    on: list[tuple[tuple[int, ...], FrozenFinding]] = [
        ((row.id,), each) for row in snapshot.rows for each in row.findings
    ]
    on += [((), each) for each in snapshot.findings]
    for n, (row, each) in enumerate(on):
        key = each.key or f"signed {n}"
        code, _, subject = key.partition(" ")
        rows = (found[key].rows if key in found else ()) + row
        if not each.accepted:
            found[key] = Finding(code, each.title, each.facts, "", subject, saw=(), rows=rows)
    return Challenge(tuple(map(Standing, found.values())))


@dataclass(frozen=True)
class SignedPage:
    plan: Plan
    round: Round
    snapshot: Snapshot
    changes: tuple[RowChange, ...]
    """How the plan differs now."""
    query: str = ""

    @property
    def title(self) -> str:
        return f"The plan as it was signed on {full_day(self.round.began_on)}"

    @property
    def place(self) -> str:
        return f"Winter plan {Winter.parse(self.plan.winter)} · signing {self.round.record.number}"

    @property
    def breadcrumbs(self) -> tuple[Link, ...]:
        return breadcrumbs(self.plan, True, Link("Sign-off", reverse("plans:sign-off", args=(self.plan.pk,))))

    @property
    def lede(self) -> str:
        return f"{STATES[self.round.state]}. {self.shown.lede}"

    @cached_property
    def shown(self) -> FrozenShown:
        return frozen_shown(self.plan, self.snapshot, self.query)

    @property
    def facts(self) -> tuple[Fact, ...]:
        record = self.round.record
        whole = "What is kept is what was signed." if self.round.verifies else (
            "What is kept is not what was signed. Tell whoever runs this installation at once."
        )  # fmt: skip
        since = changed_words(self.changes, self.round.began_on)
        return (
            Fact("State", STATES[self.round.state]),
            Fact("Digest (SHA-256)", _broken(record.digest), whole),
            Fact("Since then", since),
        )

    @property
    def links(self) -> tuple[Link, ...]:
        return (Link("Take it as JSON", reverse("plans:signed-file", args=(self.plan.pk, self.round.record.number))),)

    @property
    def events(self) -> tuple[Event, ...]:
        return events_of(self.round)

    @property
    def is_ended(self) -> bool:
        return self.round.state in (RoundState.SENT_BACK, RoundState.WITHDRAWN)

    @cached_property
    def open_work(self) -> OpenWork:
        return OpenWork(self.plan.pk, self.snapshot)


def _broken(digest: str) -> SafeString:
    """The digest, which may go on in the next line after each eight signs."""
    return format_html_join(SafeString("<wbr>"), "{}", ((digest[at : at + 8],) for at in range(0, len(digest), 8)))
