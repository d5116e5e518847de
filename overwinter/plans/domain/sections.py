"""What rows take from their section: its leads and the groups it reports to, unless they name their own."""

from collections.abc import Mapping
from dataclasses import dataclass

from overwinter.plans.domain.changes import Value


@dataclass(frozen=True, slots=True)
class Ownership:
    """Who leads a row or a section, and where it reports. Empty: nobody has said."""

    lead: int | None = None
    led_with: tuple[int, ...] = ()
    reporting_to: str = ""
    """The names of the groups, one to a line."""


NOBODY = Ownership()


@dataclass(frozen=True, slots=True)
class Owned:
    """A row with what it has, and what of it is its section's."""

    has: Ownership
    lead_follows: bool
    groups_follow: bool


def as_wanted(wanted: Mapping[str, Value], now: Owned, section: Ownership) -> dict[str, Value]:
    """``wanted`` with what an emptied lead or empty groups take from the section, and what the row then follows."""
    found = dict(wanted)
    if "lead" in found or "led_with" in found:
        found |= _leads(wanted, now, section)
    if "reporting_to" in found:
        own = bool(found["reporting_to"])
        found["reporting_to"] = found["reporting_to"] if own else section.reporting_to
        found["groups_from_section"] = not own and bool(section.reporting_to)
    return found


def falls_back(wanted: Mapping[str, Value], now: Owned) -> bool:
    """Whether the section has a say in what becomes of the row."""
    loses_lead = ("lead" in wanted or "led_with" in wanted) and _first(wanted, now) is None
    return loses_lead or wanted.get("reporting_to") == ""


def _first(wanted: Mapping[str, Value], now: Owned) -> Value:
    return wanted.get("lead", None if now.lead_follows else now.has.lead)


def _leads(wanted: Mapping[str, Value], now: Owned, section: Ownership) -> dict[str, Value]:
    lead = _first(wanted, now)
    if lead is None:
        return {
            "lead": section.lead, "led_with": section.led_with, "lead_from_section": section.lead is not None,
        }  # fmt: skip
    kept = () if now.lead_follows else now.has.led_with
    together = wanted.get("led_with", kept)
    others = tuple(pk for pk in together if pk != lead) if isinstance(together, tuple) else ()
    return {"lead": lead, "led_with": others, "lead_from_section": False}


def follow(row: Owned, section: Ownership, *, everybody: bool = False) -> Owned:
    """What becomes of a row when its section's ownership becomes ``section``.

    A row takes what it took before, what it has none of, and what it names just as its section does; ``everybody``
    makes it take the rest too. A section that names nobody any more leaves nobody to the rows that followed it.
    """
    takes_lead = bool(
        section.lead is not None
        and (everybody or row.lead_follows or row.has.lead is None or _leads_of(row.has) == _leads_of(section))
    )
    takes_groups = bool(
        section.reporting_to and (everybody or row.groups_follow or row.has.reporting_to in ("", section.reporting_to))
    )
    lead, together = row.has.lead, row.has.led_with
    if takes_lead:
        lead, together = section.lead, section.led_with
    elif row.lead_follows:
        lead, together = None, ()
    groups = section.reporting_to if takes_groups else "" if row.groups_follow else row.has.reporting_to
    return Owned(Ownership(lead, together, groups), takes_lead, takes_groups)


def _leads_of(one: Ownership) -> tuple[int | None, tuple[int, ...]]:
    return one.lead, one.led_with
