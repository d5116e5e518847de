"""How another context offers measures. ``config.wiring`` lists who does, for most of them stand above this context."""

from overwinter.kernel.counting import OffersMeasures

_offers: list[OffersMeasures] = []


def connect_offers(*offers: OffersMeasures) -> None:
    """Called once, when every context is loaded. No code is offered twice."""
    codes = [code for offer in offers for code in offer.codes]
    if twice := {code for code in codes if codes.count(code) > 1}:
        raise ValueError(f"offered twice: {', '.join(sorted(twice))}")
    _offers[:] = offers


def list_offers() -> tuple[OffersMeasures, ...]:
    return tuple(_offers)
