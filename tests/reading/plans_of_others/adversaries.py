"""What turns the rows of a plan into rows that a careless matcher takes for a duty they are not, or are no longer.

Each may cost a person a look. What would be right is kept with the row: the empty set where nothing is.
"""

import random
import re
import tomllib
from collections.abc import Callable, Sequence

from msgspec.structs import replace

from tests.reading.matching_marks import Labelled
from tests.reading.plans_of_others.plans import DATA

Adversary = Callable[[Sequence[Labelled]], list[Labelled]]
SEED = 20201031
DENIALS = (
    "Do not {}",
    "We do not {}",
    "There is no plan to {}",
    "No longer {}",
    "The council will not {}",
    "Stop: {}",
    "Not to {}",
)
AFTERWARDS = (
    "{}: not done here",
    "{} is not required",
    "{} will not happen",
    "{} has stopped",
    "{} - we do not do this",
)
_NOT = re.compile(r"\b(?:not|no|never|without|nor|cannot|stop)\b|n't", re.IGNORECASE)
OBJECTS = (
    (r"care homes?", "hostels"),
    (r"residents?", "lodgers"),
    (r"care workers?|workforce|workers|staff", "firefighters"),
    (r"providers?", "taxi firms"),
    (r"carers?", "tenants"),
    (r"PPE|personal protective equipment", "sandbags"),
    (r"COVID(?:-19)?", "measles"),
    (r"flu|influenza", "rabies"),
    (r"vaccin\w+", "licences"),
    (r"Capacity Tracker|tracker", "tree register"),
    (r"infection(?: prevention and)? control|IPC|ICF", "coastal erosion"),
    (r"direct payments?", "market stall fees"),
    (r"discharges?", "evictions"),
    (r"hospitals?|NHS", "prisons"),
    (r"social work(?:ers?)?", "street theatre"),
    (r"visit(?:ing|s|ors?)", "parking"),
    (r"winter plan", "tourism strategy"),
    (r"test(?:ing|s)?", "welding"),
    (r"easements?", "byelaws"),
    (r"safeguarding", "conservation"),
    (r"end[ -]of[ -]life", "lambing"),
)
"""What the trade speaks of, and what another one does."""
WORDS_FOR_EACH = 10
"""A row has changed its object where one word in so many was changed: a long duty with one odd word is that duty."""
HALF = 3
"""Words of a half, at least."""


def negated(rows: Sequence[Labelled]) -> list[Labelled]:
    """Each duty said not to be done, by the words before it."""
    return [_none(one, DENIALS[n % len(DENIALS)].format(_small(_text(one)))) for n, one in _sayable(rows)]


def negated_afterwards(rows: Sequence[Labelled]) -> list[Labelled]:
    """The same by the words behind it."""
    return [_none(one, AFTERWARDS[n % len(AFTERWARDS)].format(_text(one).rstrip(".:"))) for n, one in _sayable(rows)]


def of_another_trade(rows: Sequence[Labelled]) -> list[Labelled]:
    """What the duty is about changed throughout for what another trade is about."""
    found = list[Labelled]()
    for one in rows:
        text, changed = _text(one), 0
        for pattern, other in OBJECTS:
            text, times = re.subn(rf"\b(?:{pattern})\b", other, text, flags=re.IGNORECASE)
            changed += times
        if changed * WORDS_FOR_EACH >= len(text.split()):
            found.append(_none(one, text))
    return found


def first_halves(rows: Sequence[Labelled]) -> list[Labelled]:
    return [_part(one, words[: len(words) // 2]) for one in rows if len(words := _text(one).split()) >= 2 * HALF]


def last_halves(rows: Sequence[Labelled]) -> list[Labelled]:
    return [_part(one, words[len(words) // 2 :]) for one in rows if len(words := _text(one).split()) >= 2 * HALF]


def words_shuffled(rows: Sequence[Labelled]) -> list[Labelled]:
    """All the words of one duty in no order."""
    chance, single = random.Random(SEED), [one for one in rows if len(one.ids[0]) < 2]
    return [_said(one, " ".join(chance.sample(words := _text(one).split(), len(words)))) for one in single]


def two_together(rows: Sequence[Labelled]) -> list[Labelled]:
    """Neighbours in one row, with nothing between them."""
    duties = [one for one in rows if one.ids[0]]
    return [_together(duties[n : n + 2]) for n in range(0, len(duties) - 1, 2)]


def three_together(rows: Sequence[Labelled]) -> list[Labelled]:
    duties = [one for one in rows if one.ids[0]]
    return [_together(duties[n : n + 3]) for n in range(0, len(duties) - 2, 3)]


def three_turned_round(rows: Sequence[Labelled]) -> list[Labelled]:
    return [_said(one, ", ".join(reversed(re.split(r", |; |: |\. ", _text(one))))) for one in three_together(rows)]


def two_from_afar(rows: Sequence[Labelled]) -> list[Labelled]:
    return _from_afar(rows, 2)


def three_from_afar(rows: Sequence[Labelled]) -> list[Labelled]:
    return _from_afar(rows, 3)


def chimeras(rows: Sequence[Labelled]) -> list[Labelled]:
    """The first half of one duty with the last half of another. Either is as right as both."""
    duties = [one for one in rows if len(one.ids[0]) == 1 and len(_text(one).split()) >= 2 * HALF]
    shuffled = random.Random(SEED).sample(duties, len(duties))
    found = list[Labelled]()
    for one, other in zip(duties, shuffled, strict=True):
        if one.ids[0] == other.ids[0]:
            continue
        first, last = _text(one).split(), _text(other).split()
        text = " ".join((*first[: len(first) // 2], *last[len(last) // 2 :]))
        row = replace(one.row, requirement=text, ref=None)
        found.append(Labelled(row, (*_both((one, other)), *one.ids, *other.ids)))
    return found


def listed(which: str) -> list[str]:
    texts: list[str] = tomllib.loads((DATA / "adversaries.toml").read_text(encoding="utf-8"))[which]
    return texts


def in_place(which: str) -> Adversary:
    """Each text of a list once, in the place of the row most like it that is still there."""

    def put_in(rows: Sequence[Labelled]) -> list[Labelled]:
        found = list(rows)
        free = [n for n, one in enumerate(rows) if len(one.ids[0]) < 2]
        for text in listed(which):
            if not free:
                break
            words = _words(text)
            best = max(free, key=lambda n: len(words & _words(_text(rows[n]))) / (len(_words(_text(rows[n]))) + 8))
            free.remove(best)
            found[best] = _none(rows[best], text)
        return found

    put_in.__name__ = f"{which}_in_place"
    return put_in


def beside(which: str) -> Adversary:
    """Each text of a list behind the row most like it."""

    def put_in(rows: Sequence[Labelled]) -> list[Labelled]:
        behind: dict[int, list[Labelled]] = {}
        for text in listed(which):
            words = _words(text)
            best = max(range(len(rows)), key=lambda n: len(words & _words(_text(rows[n]))))
            behind.setdefault(best, []).append(_none(rows[best], text))
        return [one for n, row in enumerate(rows) for one in (row, *behind.get(n, []))]

    put_in.__name__ = f"{which}_beside"
    return put_in


LISTS = ("local", "others_duties", "near")
ADVERSARIES: tuple[Adversary, ...] = (
    negated,
    negated_afterwards,
    of_another_trade,
    first_halves,
    last_halves,
    words_shuffled,
    two_together,
    three_together,
    three_turned_round,
    two_from_afar,
    three_from_afar,
    chimeras,
    *map(in_place, LISTS),
    *map(beside, LISTS),
)


def _from_afar(rows: Sequence[Labelled], count: int) -> list[Labelled]:
    duties = [one for one in rows if one.ids[0]]
    shuffled = random.Random(SEED).sample(duties, len(duties))
    return [_together(shuffled[n : n + count]) for n in range(0, len(shuffled) - count + 1, count)]


def _together(rows: Sequence[Labelled]) -> Labelled:
    text = " ".join((_text(rows[0]).rstrip(".;:"), *(_small(_text(one)).rstrip(".;:") for one in rows[1:])))
    return Labelled(replace(rows[0].row, requirement=text), _both(rows))


def _both(rows: Sequence[Labelled]) -> tuple[frozenset[str], ...]:
    sets = [frozenset[str]()]
    for one in rows:
        sets = [before | ids for before in sets for ids in one.ids]
    return tuple(dict.fromkeys(sets))


def _part(one: Labelled, words: Sequence[str]) -> Labelled:
    """A half of what asks several may ask one of them; and what is left may be of no duty any more."""
    some = [frozenset({id}) for ids in one.ids for id in sorted(ids)] if len(one.ids[0]) > 1 else []
    return Labelled(replace(one.row, requirement=" ".join(words)), (*one.ids, *some, frozenset()))


def _sayable(rows: Sequence[Labelled]) -> list[tuple[int, Labelled]]:
    return [(n, one) for n, one in enumerate(rows) if one.ids[0] and not _NOT.search(_text(one))]


def _text(one: Labelled) -> str:
    return one.row.requirement


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def _small(text: str) -> str:
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _said(one: Labelled, text: str) -> Labelled:
    return replace(one, row=replace(one.row, requirement=text))


def _none(one: Labelled, text: str) -> Labelled:
    return Labelled(replace(one.row, requirement=text, ref=None), (frozenset(),))
