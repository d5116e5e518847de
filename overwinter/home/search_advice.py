"""A search that finds nothing looks again, and says what to try."""

from dataclasses import dataclass, replace
from datetime import date

from overwinter.home.domain.searching import Query
from overwinter.home.search_queries import Asked, Found, search
from overwinter.organisations.api import Viewer
from overwinter.plans.api import RowFilter, Whose

TRIED_MOST = 5
"""Terms that are looked for one by one."""


@dataclass(frozen=True, slots=True)
class Answer:
    found: Found
    begun: bool = False
    """It is of words that begin with what was asked for."""
    tips: tuple[str, ...] = ()
    """Whole sentences."""


def answer(viewer: Viewer, asked: Asked, *, today: date) -> Answer:
    found = search(viewer, asked, today=today)
    if found.count:
        return Answer(found)
    begun = search(viewer, replace(asked, query=asked.query.loosened), today=today)
    if begun.count:
        return Answer(begun, begun=True)
    return Answer(found, tips=_tips(viewer, asked, today))


def _tips(viewer: Viewer, asked: Asked, today: date) -> tuple[str, ...]:
    said = []
    if asked.kind is not None or asked.only != RowFilter():
        without = search(viewer, Asked(asked.query), today=today).count
        if without:
            said.append(f"Without the filters it is found {'once' if without == 1 else f'{without} times'}: show all.")
    terms = asked.query.terms[:TRIED_MOST]
    if len(terms) > 1:
        none = [
            f"“{' '.join(term.words)}”"
            for term in terms
            if not search(viewer, replace(asked, query=Query((term,))), today=today).count
        ]
        if none and len(none) < len(terms):
            said.append(f"Nothing holds {' or '.join(none)}; leave that out.")
        elif not none:
            said.append("Each of the words is found, but not all of them together: leave one out.")
    elif len(terms) == 1 and len(terms[0].words) > 1:
        said.append("The words of a phrase must stand side by side: try it without quotation marks.")
    if asked.only.whose is Whose.OWN:
        said.append(
            "It looks in your own council’s plans: under “Plans of” you can choose those of councils that share."
        )
    said.append("Try a shorter word with a star, such as vaccin*, or a requirement’s number.")
    return tuple(said)
