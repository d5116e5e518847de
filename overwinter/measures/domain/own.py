"""A measure that a council defines for itself: what it must say, and what may change once it has readings."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from overwinter.kernel.verdict import ALLOWED, Verdict, refused
from overwinter.kernel.words import joined
from overwinter.measures.domain.measure import Better, Definition, Unit

ORDER = 1_000
"""Its place in lists: behind every measure of the catalogue."""
CODE_LIMIT = 80


@dataclass(frozen=True, slots=True)
class Said:
    """What the council says of its measure."""

    title: str
    unit: Unit
    better: Better
    numerator: str
    """What is counted, in words."""
    denominator: str
    """Of what; empty for a count."""
    source: str


def may_define(said: Said, taken_titles: Collection[str]) -> Verdict:
    """``taken_titles``: of the other measures that the council counts."""
    if not all(text.strip() for text in (said.title, said.numerator, said.source)):
        return refused("Say what the measure is called, what is counted, and from which records.")
    if said.unit.needs_denominator and not said.denominator.strip():
        return refused("Say of what it is counted: a share or an average needs the whole.")
    if said.title.strip().casefold() in {title.strip().casefold() for title in taken_titles}:
        return refused(f"There is a measure called “{said.title.strip()}” already. Give this one another name.")
    return ALLOWED


def may_change(before: Definition, said: Said, *, has_readings: bool) -> Verdict:
    """Words may change; what a figure means may not, once there are figures."""
    if not before.own:
        return refused("This measure comes with the catalogue. Whoever runs the installation keeps it.")
    if before.withdrawn_on is not None:
        return refused("This measure is counted no more. Its readings stay as they are.")
    if has_readings and (said.unit, said.better) != (before.unit, before.better):
        return refused("It has readings already, so its unit and which way is better stay. End it, and define another.")
    return ALLOWED


def may_end(before: Definition, why: str) -> Verdict:
    if not before.own:
        return refused("This measure comes with the catalogue. Whoever runs the installation keeps it.")
    if before.withdrawn_on is not None:
        return refused("This measure is counted no more already.")
    return ALLOWED if why.strip() else refused("Say why it is counted no more. Its readings stay.")


def code_of(council: str, title: str, taken: Collection[str]) -> str:
    """A permanent code that no measure has: the council's code, two hyphens, the words of the title."""
    words = "-".join(re.findall(r"[a-z0-9]+", title.casefold())) or "measure"
    start = f"{council.casefold()}--{words}"
    code, number = start[:CODE_LIMIT].rstrip("-"), 1
    while code in taken:
        number += 1
        code = f"{start[: CODE_LIMIT - 5].rstrip('-')}-{number}"
    return code


def numbers_in(text: str) -> list[str]:
    """The requirement numbers that somebody wrote, such as "1.4, 3.2" or one a line; each once."""
    return list(dict.fromkeys(re.split(r"[\s,;]+", text.strip()))) if text.strip() else []


def keys_of(numbers: Collection[str], known: Mapping[str, str]) -> tuple[str, ...]:
    """The requirements' permanent ids. Raises ValueError, which says which numbers are none."""
    strange = [number for number in numbers if number not in known]
    if strange:
        which = joined([f"“{each}”" for each in strange])
        raise ValueError(f"{which} {'is' if len(strange) == 1 else 'are'} no number of a requirement of this plan.")
    return tuple(known[number] for number in numbers)
