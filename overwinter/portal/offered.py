"""What operations ask of one place and tell it. Whoever offered it is not known here."""

from datetime import date

from overwinter.operations.api import Ask, Bulletin, Place, list_operations
from overwinter.portal.domain.places import OwnPlace

OWN_PAGES = "returns"
"""Its asks have their own part of the page, with the forms behind them."""


def list_asks(found: OwnPlace, today: date) -> list[Ask]:
    """The most urgent first, then by their last day."""
    place = Place(found.location_id, found.council_id, found.name)
    asks = [
        ask
        for operation in list_operations() if operation.name != OWN_PAGES
        for offer in operation.asks
        for ask in offer.asks(place=place, today=today)
    ]  # fmt: skip
    return sorted(asks, key=lambda each: (each.urgency, each.due or date.max, each.title, each.key))


def list_bulletins(found: OwnPlace, today: date, *, most: int) -> list[Bulletin]:
    place = Place(found.location_id, found.council_id, found.name)
    told = [
        each
        for operation in list_operations()
        for offer in operation.bulletins
        for each in offer.bulletins(place=place, today=today)
    ]
    return sorted(told, key=lambda each: (each.day, each.title), reverse=True)[:most]
