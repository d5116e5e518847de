"""What is counted for a council on a day, and how whoever counts offers it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Taken:
    """What a context counted for a council on a day. Without a numerator there is no data, and ``note`` says why."""

    numerator: Decimal | int | None
    denominator: Decimal | int | None = None
    note: str = ""

    @classmethod
    def nothing(cls, why: str) -> "Taken":
        return cls(None, None, why)

    @classmethod
    def share(cls, part: int, whole: int, none: str) -> "Taken":
        """``part`` of ``whole``; no data where there is no whole, for the reason ``none``."""
        return cls(part, whole) if whole else cls.nothing(none)


class OffersMeasures(Protocol):
    """A context that counts. What each code means stands in ``catalogue/measures/``."""

    @property
    def codes(self) -> tuple[str, ...]: ...

    def take(self, *, council_id: int, day: date) -> Mapping[str, Taken]:
        """What each of ``codes`` is for the council at the end of ``day``, or as it stands if that is today.

        Each code must be there; a measure with nothing to count is ``Taken.nothing(why)``, never zero.
        """
        ...
