"""How another context offers measures. ``config.wiring`` lists who does, for most of them stand above this context."""

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from overwinter.measures.domain.readings import Taken


class OffersMeasures(Protocol):
    """A context that counts. What each code means stands in ``catalogue/measures/``."""

    @property
    def codes(self) -> tuple[str, ...]: ...

    def take(self, *, council_id: int, day: date) -> Mapping[str, Taken]:
        """What each of ``codes`` is for the council at the end of ``day``, or as it stands if that is today.

        Each code must be there; a measure with nothing to count is ``Taken.nothing(why)``, never zero.
        """
        ...


_offers: list[OffersMeasures] = []


def connect_offers(*offers: OffersMeasures) -> None:
    """Called once, when every context is loaded. No code is offered twice."""
    codes = [code for offer in offers for code in offer.codes]
    if twice := {code for code in codes if codes.count(code) > 1}:
        raise ValueError(f"offered twice: {', '.join(sorted(twice))}")
    _offers[:] = offers


def list_offers() -> tuple[OffersMeasures, ...]:
    return tuple(_offers)
