"""The preview of next winter's plan: what each new requirement gets, what has no place, what is in the way."""

from collections.abc import Collection
from dataclasses import dataclass, field

from overwinter.design.parts import Link
from overwinter.kernel.winter import Winter
from overwinter.kernel.words import counted, joined
from overwinter.plans.domain.carrying import Fate, Kind, OldRow, Preview, Source
from overwinter.plans.models import Plan
from overwinter.plans.pages.words import clipped, plan_crumbs, row_url


@dataclass(frozen=True, slots=True)
class Pair:
    """An old row beside a new requirement, to be ticked."""

    value: str
    name: str
    url: str
    words: str
    """What of it would be carried."""
    note: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class FateLine:
    name: str
    kind: str
    pairs: tuple[Pair, ...]


@dataclass(frozen=True)
class NextWinterPage:
    plan: Plan
    framework: str
    winter: Winter
    preview: Preview
    blockers: tuple[str, ...] = ()
    again: bool = False
    """There is a plan that was carried from this one: only what is missing would be added."""
    chosen: Collection[str] | None = field(default=None)
    """The pairs as the person left them; None before they have chosen."""
    kept: Collection[str] | None = field(default=None)

    @property
    def title(self) -> str:
        return f"Carry the plan to winter {self.winter}"

    @property
    def lede(self) -> str:
        counts = self.preview.counts
        said = [
            f"{counts[kind]} {words}"
            for kind, words in (
                (Kind.ONE, "from one row"), (Kind.JOINED, "from several rows"),
                (Kind.PARTED, "that share a row with others"), (Kind.NEW, "new"),
            )
            if counts[kind]
        ]  # fmt: skip
        return f"{self.framework} asks {counted(len(self.preview.fates), 'requirement')}: {joined(said)}."

    @property
    def button(self) -> str:
        return "Add what is missing" if self.again else "Carry the plan"

    @property
    def lines(self) -> tuple[FateLine, ...]:
        return tuple(map(self._line, self.preview.fates))

    @property
    def with_sources(self) -> tuple[FateLine, ...]:
        return tuple(line for line in self.lines if line.pairs)

    @property
    def new(self) -> tuple[FateLine, ...]:
        return tuple(line for line in self.lines if not line.pairs)

    @property
    def homeless(self) -> tuple[Pair, ...]:
        return tuple(
            Pair(
                str(row.id), row.name, row_url(self.plan.pk, row.id), _carries(row), "",
                str(row.id) in self.kept if self.kept is not None else row.requirement is None,
            )
            for row in self.preview.homeless
        )  # fmt: skip

    @property
    def breadcrumbs(self) -> tuple[Link, ...]:
        return plan_crumbs(self.plan)

    def _line(self, fate: Fate) -> FateLine:
        pairs = [self._pair(fate, each, ticked=True) for each in fate.sources]
        pairs += [self._pair(fate, each, ticked=False) for each in fate.related]
        return FateLine(fate.asked.name, fate.kind.label, tuple(pairs))

    def _pair(self, fate: Fate, source: Source, *, ticked: bool) -> Pair:
        value = f"{source.row.id}-{fate.asked.id}"
        return Pair(
            value, source.row.name, row_url(self.plan.pk, source.row.id), _carries(source.row),
            "; ".join(filter(None, (f"the new one {source.way.relation}", source.way.note))),
            value in self.chosen if self.chosen is not None else ticked,
        )  # fmt: skip


def _carries(row: OldRow) -> str:
    parts = [f"“{clipped(row.text, 110)}”" if row.text else "no response"]
    if row.open_actions:
        parts.append(counted(row.open_actions, "open gap action"))
    if row.evidence:
        parts.append(f"{counted(row.evidence, 'piece')} of evidence")
    return ", ".join(parts)
