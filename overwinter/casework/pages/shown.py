"""Small pages of one form."""

from collections.abc import Iterable
from dataclasses import dataclass

from overwinter.casework import addresses
from overwinter.design.parts import Link


@dataclass(frozen=True, slots=True)
class FormPage:
    title: str
    place: str
    lede: str
    button: str
    back: Link
    breadcrumbs: tuple[Link, ...] = ()
    stop: str = ""
    """Why it cannot be done; then there is no form."""


def crumbs_of_queue() -> tuple[Link, ...]:
    return (Link("Concerns", addresses.queue()),)


def crumbs_of_location(location_id: int, name: str) -> tuple[Link, ...]:
    return (Link(name, addresses.location(location_id)),)


def joined_lines(parts: Iterable[str]) -> str:
    return " ".join(part for part in parts if part)
