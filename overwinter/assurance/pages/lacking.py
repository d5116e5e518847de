"""What a council lacks that its like have."""

from dataclasses import dataclass

from overwinter.assurance.domain.rolled_up import Lack
from overwinter.assurance.pages.compared import Compared, name_of, requirement_url, said_of
from overwinter.design.limits import origin
from overwinter.design.parts import FilterBar
from overwinter.design.table import Column, Row, Table, linked
from overwinter.design.table_files import links_to_files
from overwinter.frameworks.api import get_limits
from overwinter.infra import clock
from overwinter.kernel.words import counted

_COLUMNS = (
    Column("Requirement", width=8),
    Column("Ours", width=5),
    Column("Fully met by", keep=True, width=4),
    Column("How they did it", page_only=True, plain=True),
)


@dataclass(frozen=True)
class LackingPage(Compared):
    @property
    def title(self) -> str:
        return "What we lack that our like have"

    @property
    def lede(self) -> str:
        others = len(self.found.others)
        if not others:
            return f"There is nothing to compare yet. {self.shared_words}"
        lacks = len(self.found.lacks)
        said = f"{counted(lacks, 'requirement')}" if lacks else "No requirement"
        return (
            f"{said} that we do not say to be fully met {'is' if lacks < 2 else 'are'} fully met in most of the "
            f"{others} other plans. {self.shared_words}"
        )

    @property
    def limits_note(self) -> str:
        limits = get_limits(clock.today())
        share, least = limits["like-share"], limits["like-least"]
        return (
            f"Listed from {share.said} of those that share, and from {counted(least.count, 'council')}. {origin(share)}"
        )

    @property
    def filter_bar(self) -> FilterBar:
        return self.bar()

    @property
    def table(self) -> Table:
        lacks = self.found.lacks
        return Table(
            "What we lack", _COLUMNS, rows=tuple(map(self._row, lacks)),
            empty="Nothing that most of them have is missing here.",
            take_away=links_to_files(self.query, "what we lack") if lacks else (),
        )  # fmt: skip

    def _row(self, lack: Lack) -> Row:
        requirement = next(each for each in self.found.requirements if each.id == lack.requirement)
        joint = "&" if self.ending else "?"
        url = requirement_url(self.plan_id, requirement.key, f"{self.ending}{joint}met=yes")
        return Row(
            (
                name_of(requirement), said_of(*lack.ours), f"{lack.others.met} of {lack.others.plans}",
                linked("Who has met it, and how", url),
            )
        )  # fmt: skip
