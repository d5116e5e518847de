"""The sections of a plan: who leads each and where it reports, and the rows it has."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from overwinter.organisations.api import Role
from overwinter.plans.domain.changes import Conflict
from overwinter.plans.domain.sections import NOBODY, Owned, Ownership
from overwinter.plans.models import Plan, Response, SectionOwner
from overwinter.plans.queries.rows import LOCAL_THEME, titles_of

Place = tuple[int | None, str]
"""A section: its id in the national plan, or the name that local rows give theirs."""


@dataclass(frozen=True, slots=True)
class SectionLine:
    """A section of the plan with its rows."""

    place: Place
    theme: str
    name: str
    owner: SectionOwner | None
    rows: tuple[Response, ...]

    @property
    def has(self) -> Ownership:
        return ownership_of(self.owner)


def place_of(response: Response, section_id: int | None) -> Place | None:
    """None for a local row that names neither section nor theme."""
    if response.requirement_id is not None:
        return section_id, ""
    name = response.section or response.theme
    return (None, name) if name else None


def ownership_of(owner: SectionOwner | None) -> Ownership:
    return Ownership(owner.lead_id, tuple(owner.led_with), owner.reporting_to) if owner is not None else NOBODY


def owned(row: Response) -> Owned:
    """A row, or a record of one, with what of it is its section's."""
    has = Ownership(row.lead_id, tuple(row.led_with), row.reporting_to)
    return Owned(has, row.lead_from_section, row.groups_from_section)


def find_owner(response: Response) -> SectionOwner | None:
    """Of the section of one row."""
    national = response.requirement
    place = place_of(response, national.section_id if national is not None else None)
    return list_owners(response.plan_id).get(place) if place is not None else None


def list_owners(plan_id: int) -> Mapping[Place, SectionOwner]:
    found = SectionOwner.objects.filter(plan_id=plan_id).select_related("lead").order_by("id")
    return {(owner.section_id, owner.name): owner for owner in found}


def led_by(owner: SectionOwner | None) -> str:
    """As :attr:`RowFacts.led_by`, of a section."""
    if owner is None or owner.lead is None:
        return ""
    titles = titles_of([owner.led_with])
    return "; ".join((owner.lead.title, *(titles[pk] for pk in owner.led_with)))


def list_leading(response: Response) -> list[Role]:
    """The roles that lead a row, those that have ended among them."""
    return list(Role.objects.filter(pk__in=response.lead_ids).order_by("title", "id")) if response.lead_ids else []


def list_leading_section(owner: SectionOwner | None) -> list[Role]:
    if owner is None or owner.lead_id is None:
        return []
    return list(Role.objects.filter(pk__in=[owner.lead_id, *owner.led_with]).order_by("title", "id"))


def titles_named(conflict: Conflict) -> Mapping[int, str]:
    """The titles of the roles that two people's changes name."""
    values = [value for each in conflict.fields for value in (each.base, each.theirs, each.mine)
              if each.field in ("lead", "led_with")]  # fmt: skip
    return titles_of(
        (value,) if isinstance(value, int) else value for value in values if isinstance(value, int | tuple)
    )


def list_sections(plan: Plan) -> list[SectionLine]:
    """Every section that has a row, in the order of the national plan, those of local rows last."""
    owners = list_owners(plan.pk)
    lines: dict[Place, list[Response]] = {}
    names: dict[Place, tuple[str, str]] = {}
    for row in _rows(plan):
        national = row.requirement
        place = place_of(row, national.section_id if national is not None else None)
        if place is None:
            continue
        lines.setdefault(place, []).append(row)
        section = national.section if national is not None else None
        names.setdefault(place, (section.theme.short, section.short) if section else (LOCAL_THEME, place[1]))
    return [SectionLine(place, *names[place], owners.get(place), tuple(rows)) for place, rows in lines.items()]


def get_section(plan: Plan, place: Place) -> SectionLine:
    """Raises Http404 for a section that has no row in the plan."""
    found = next((line for line in list_sections(plan) if line.place == place), None)
    if found is None:
        raise Http404("There is no such section in this plan.")
    return found


def list_owner_records(owner: SectionOwner) -> list[Any]:
    """Every saved state of a section's ownership, newest first."""
    return list(owner.history.select_related("lead").order_by("-history_date", "-history_id"))


def _rows(plan: Plan) -> Iterable[Response]:
    found: QuerySet[Response] = Response.objects.filter(plan=plan).select_related("requirement__section__theme", "lead")
    order = ("requirement__section__theme__order", "requirement__section__order", "requirement__order", "order", "id")
    return sorted(found.order_by(*order), key=lambda row: row.requirement_id is None)
