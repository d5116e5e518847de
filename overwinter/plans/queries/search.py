"""Rows and gap actions in which runs of letters occur: what a search looks at more closely.

A database compares letters as they stand; what counts as the same word is decided by who asks (see
:mod:`overwinter.home.domain.searching`), alike on every database.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import F, Q, QuerySet

from overwinter.organisations.api import Viewer
from overwinter.plans.models import GapAction, Plan, Response
from overwinter.plans.queries.scope import visible_plans


class Whose(StrEnum):
    """Whose plans are looked through."""

    OWN = "own"
    OTHERS = "others"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class RowFilter:
    """Empty for whatever it is."""

    whose: Whose = Whose.OWN
    theme: str = ""
    """The national theme's permanent id."""
    rag: str = ""
    met: str = ""
    lead_id: int | None = None

    @property
    def narrows(self) -> bool:
        """Whether it asks for something that only a row has."""
        return bool(self.theme or self.rag or self.met or self.lead_id is not None)


@dataclass(frozen=True, slots=True)
class FoundRow:
    plan_id: int
    response_id: int
    council: str
    own: bool
    winter: str
    number: str
    title: str
    rag: str
    fully_met: str
    text: str
    wording: str
    lead: str


@dataclass(frozen=True, slots=True)
class FoundAction:
    plan_id: int
    response_id: int
    winter: str
    row: str
    """Number and title of its row."""
    text: str
    owner: str
    state: str


def search_rows(viewer: Viewer, pieces: Sequence[str], *, limit: int, only: RowFilter) -> list[FoundRow]:
    """Rows in whose number, title, wording, response or lead every piece occurs. Newest winter first, plan order."""
    found = Response.objects.filter(_wanted(only, ""), plan__in=_plans(viewer, only.whose).values("id"))
    for piece in pieces:
        found = found.filter(
            Q(text__icontains=piece)
            | Q(wording__icontains=piece)
            | Q(title__icontains=piece)
            | Q(number__icontains=piece)
            | Q(requirement__title__icontains=piece)
            | Q(requirement__number__icontains=piece)
            | Q(lead__title__icontains=piece)
        )
    found = found.order_by("-plan__winter", F("requirement__order").asc(nulls_last=True), "order", "id")
    values = found.values_list(
        "plan_id", "id", "plan__council__name", "plan__council_id", "plan__winter", "requirement__number", "number",
        "requirement__title", "title", "rag", "fully_met", "text", "wording", "lead__title", "lead_id", "led_with",
    )[:limit]  # fmt: skip
    return [
        FoundRow(
            plan_id, pk, council, viewer.belongs_to(owner), winter, number or own_number, title or own_title, rag, met,
            text, wording, lead or "",
        )
        for plan_id, pk, council, owner, winter, number, own_number, title, own_title, rag, met, text, wording, lead,
        lead_id, led_with in values
        if only.lead_id is None or only.lead_id in (lead_id, *led_with)
    ]  # fmt: skip


def search_gap_actions(viewer: Viewer, pieces: Sequence[str], *, limit: int, only: RowFilter) -> list[FoundAction]:
    """Gap actions of one's own council, which are never shared, in whose words or owner every piece occurs."""
    if only.whose is Whose.OTHERS:
        return []
    found = GapAction.objects.filter(
        _wanted(only, "response__"), response__plan__in=_plans(viewer, Whose.OWN).values("id")
    )
    if only.lead_id is not None:
        found = found.filter(Q(response__lead_id=only.lead_id) | Q(owner_id=only.lead_id))
    for piece in pieces:
        found = found.filter(Q(text__icontains=piece) | Q(owner__title__icontains=piece))
    found = found.select_related("response__plan", "response__requirement", "owner")
    return [_action(each) for each in found.order_by("-response__plan__winter", "response__order", "id")[:limit]]


def _action(action: GapAction) -> FoundAction:
    row = action.response
    name = str(row.requirement) if row.requirement else f"{row.number} {row.title}".strip()
    owner = action.owner.title if action.owner else ""
    return FoundAction(row.plan_id, row.pk, row.plan.winter, name, action.text, owner, action.state)


def _plans(viewer: Viewer, whose: Whose) -> QuerySet[Plan]:
    """Of the council they work in, of those that share their words with it, or both."""
    plans = visible_plans(viewer)
    if whose is Whose.OWN:
        return plans.filter(council_id__in=viewer.council_ids & {viewer.council_id})
    return plans.exclude(council_id__in=viewer.council_ids) if whose is Whose.OTHERS else plans


def _wanted(only: RowFilter, row: str) -> Q:
    """The filter as the database has it; ``row`` is the way to the row."""
    wanted = Q()
    for name, value in (
        ("requirement__section__theme__key", only.theme), ("rag", only.rag), ("fully_met", only.met),
    ):  # fmt: skip
        if value:
            wanted &= Q((f"{row}{name}", value))
    return wanted
