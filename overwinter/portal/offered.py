"""What operations ask of one place and tell it. Whoever offered it is not known here."""

from datetime import date

from overwinter.operations.api import Ask, Bulletin, Place, TakesAnswers, list_operations
from overwinter.portal.domain.places import OwnPlace

OWN_PAGES = "returns"
"""Its asks have their own part of the page, with the forms behind them."""


def list_asks(found: OwnPlace, today: date) -> list[Ask]:
    """The most urgent first, then by their last day."""
    place = place_facts(found)
    asks = [
        ask
        for operation in list_operations() if operation.name != OWN_PAGES
        for offer in operation.asks
        for ask in offer.asks(place=place, today=today)
    ]  # fmt: skip
    return sorted(asks, key=lambda each: (each.urgency, each.due or date.max, each.title, each.key))


def find_ask(found: OwnPlace, key: str, today: date) -> tuple[Ask, TakesAnswers] | None:
    """An ask that can be answered in words, settled or not, and who hears the answer."""
    place = place_facts(found)
    for operation in list_operations():
        if operation.answers is None:
            continue
        for offer in operation.asks:
            for ask in offer.asks(place=place, today=today):
                if ask.key == key and ask.takes_answer:
                    return ask, operation.answers
    return None


def place_facts(found: OwnPlace) -> Place:
    return Place(found.location_id, found.council_id, found.name)


def list_bulletins(found: OwnPlace, today: date, *, most: int) -> list[Bulletin]:
    place = place_facts(found)
    told = [
        each
        for operation in list_operations()
        for offer in operation.bulletins
        for each in offer.bulletins(place=place, today=today)
    ]
    return sorted(told, key=lambda each: (each.day, each.title), reverse=True)[:most]
