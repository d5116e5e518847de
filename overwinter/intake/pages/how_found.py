"""How a row was found, beside the row: its cells, the rule that read each, what carried the match, what came second."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from overwinter.frameworks.api import RequirementFact
from overwinter.intake.domain.rows import LABELS
from overwinter.intake.models import ReadRow
from overwinter.intake.pages.limits import limits_of
from overwinter.intake.pages.wording import capital, shortened

LONGEST = 160
"""Letters shown of a cell; the whole of it stands in the row beside."""
WORDS = 6
"""Words in common that are listed of each requirement."""
_OF_ENGINE = {"response": "responses"}


@dataclass(frozen=True, slots=True)
class Part:
    """A field of the row: where it stands, what stands there, the rule that read it."""

    name: str
    place: str
    text: str
    rule: str


@dataclass(frozen=True, slots=True)
class Contender:
    """A requirement that was weighed. ``behind`` is how far it is from the first."""

    title: str
    behind: str
    worth: str
    words: str
    terms: str
    why: str


@dataclass(frozen=True, slots=True)
class HowFound:
    parts: tuple[Part, ...]
    standing: str
    """Why the match is sure, or not."""
    requirement: str
    marked: tuple[str, ...]
    """The words of the requirement that carried the match."""
    contenders: tuple[Contender, ...]


def how_found(row: ReadRow, known: Mapping[str, RequirementFact]) -> HowFound:
    """What was kept of the reading. A document read before rules were kept has places and no rules."""
    weighed = row.as_read.get("weighed", ())
    carried = weighed[0]["words"] if weighed and row.as_read["matches"] else ()
    return HowFound(
        tuple(_parts(row.as_read)),
        _standing(row),
        shortened(row.as_read["requirement"] or "", 3 * LONGEST),
        tuple(word for word, _ in carried),
        tuple(_contender(one, weighed[0], row.as_read, known) for one in weighed),
    )


def ids_weighed(row: ReadRow) -> set[str]:
    return {one["id"] for one in row.as_read.get("weighed", ())}


def _parts(read: Mapping[str, Any]) -> Iterator[Part]:
    rules, sources = read.get("rules", {}), read["sources"]
    fields = [(label, _OF_ENGINE.get(name, name)) for name, label in LABELS.items()]
    numbered = [(label, name) for label, field in fields for name in sources if re.match(rf"{field}\.\d", name)]
    further = [(name.removeprefix("extra."), name) for name in sources if name.startswith("extra.")]
    for label, name in [*fields, *numbered, *further]:
        source = sources.get(name)
        text = shortened(source["text"] if source else _carried(read, name), LONGEST)
        if text or name in rules:
            yield Part(label, capital(source["place"]) if source else "", text, capital(rules.get(name, "")))


def _carried(read: Mapping[str, Any], name: str) -> str:
    """A value that the row has from elsewhere: a heading above it, a line about its section, a colour."""
    value = read.get(name)
    return value if isinstance(value, str) else ""


def _standing(row: ReadRow) -> str:
    read, sure = row.as_read, limits_of(row.document)["match-confident"].said
    if read["match_state"] == "local":
        return "Local: nothing in it is like a requirement, or a person said that none asks for it."
    if read["match_state"] == "confident":
        return f"Sure: the confidence reaches {sure}, from which nobody need look."
    return f"To review: the confidence does not reach {sure}, from which nobody need look."


def _contender(
    one: Mapping[str, Any], best: Mapping[str, Any], read: Mapping[str, Any], known: Mapping[str, RequirementFact]
) -> Contender:
    fact = known.get(one["id"])
    behind = best["worth"] - one["worth"]
    match = next((each for each in (*read["matches"], *read["candidates"]) if each["id"] == one["id"]), None)
    return Contender(
        title=f"{fact.number} {fact.title}".strip() if fact is not None else one["id"],
        behind=f"{behind:.2f} behind the first" if one is not best else "",
        worth=f"Worth {one['worth']:.2f}: its words {one['text']:.2f}, the headings above {_signed(one['headings'])}, "
        f"its place among the rows {_signed(one['place'])}.",
        words=", ".join(f"{word} {share:.0%}" for word, share in one["words"][:WORDS]),
        terms=", ".join(one["terms"]),
        why=f"Confidence {match['confidence']:.2f}. {match['why']}" if match is not None else "",
    )


def _signed(value: float) -> str:
    return f"{value:+z.2f}".replace("-", "−")
