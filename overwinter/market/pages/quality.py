"""The page that leads to the four lists, and the page of the meeting with the regulator."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict

from overwinter.design.parts import Link
from overwinter.design.table import Column, Row, Table, linked
from overwinter.kernel.days import full_day
from overwinter.kernel.words import counted
from overwinter.market import addresses
from overwinter.market.pages.assessments import AssessmentList
from overwinter.market.pages.continuity import ContinuityRegister
from overwinter.market.pages.lists import quality_crumbs
from overwinter.market.pages.risk import RiskList
from overwinter.market.pages.support import SupportList
from overwinter.operations.api import OfferedItem
from overwinter.organisations.api import GroupFact, Viewer


@dataclass(frozen=True, slots=True)
class Part:
    key: str
    title: str
    words: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class QualityPage:
    viewer: Viewer
    today: date
    meeting: GroupFact | None

    title = "Quality and continuity"
    place = "Support, continuity, risk"
    lede = "What keeps care going at every location, and who must be asked about it next."

    @property
    def parts(self) -> tuple[Part, ...]:
        asked = (self.viewer, QueryDict(), self.today, False)
        lists = (SupportList(*asked), ContinuityRegister(*asked), RiskList(*asked), AssessmentList(*asked))
        found = [Part(each.name, each.title, each.lede, (Link("Open", addresses.page(each.name), each.title),))
                 for each in lists]  # fmt: skip
        return (*found, self._meeting)

    @property
    def _meeting(self) -> Part:
        link = Link("Open", addresses.page("meeting"), "the meeting")
        return Part("meeting", "Meeting with the Care Quality Commission", meeting_words(self.meeting), (link,))


def meeting_words(meeting: GroupFact | None) -> str:
    if meeting is None:
        return (
            "No reporting group is named as this meeting yet. Name it, and its agenda is made from what is known here."
        )
    said = meeting.rhythm.said or "at no set cadence yet"
    return f"The group “{meeting.name}” meets {said}. Its agenda is made from what is known here."


@dataclass(frozen=True)
class MeetingPage:
    meeting: GroupFact | None
    on: date
    items: Sequence[OfferedItem]

    title = "Meeting with the Care Quality Commission"
    place = "Information sharing"

    @property
    def lede(self) -> str:
        if self.meeting is None:
            return meeting_words(None)
        count = counted(len(self.items), "item")
        return f"{meeting_words(self.meeting)} {count} would stand on it on {full_day(self.on)}."

    @property
    def breadcrumbs(self) -> tuple[Link, ...]:
        return quality_crumbs()

    @property
    def links(self) -> tuple[Link, ...]:
        if self.meeting is None:
            return ()
        return (Link("The group, its meetings and minutes", addresses.group(self.meeting.id)),)

    @property
    def table(self) -> Table:
        return Table(
            caption="What its agenda is offered",
            columns=(Column("Item", width=5), Column("Why", width=10, plain=True), Column("Since", width=3)),
            rows=tuple(
                Row((linked(each.title, each.url), each.reason, "" if each.since == date.max else full_day(each.since)))
                for each in sorted(self.items, key=lambda each: (each.since, each.key))
            ),
            empty="Nothing is offered: no quality concern is open, no home is rated inadequate or of high risk.",
        )
