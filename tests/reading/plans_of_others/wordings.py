"""What councils do to a requirement's wording when they put it into their own plan."""

import re
import tomllib
from collections.abc import Callable, Iterator, Sequence

from msgspec.structs import replace

from tests.reading.matching_marks import Labelled
from tests.reading.plans_of_others.plans import DATA

Wording = Callable[[Sequence[Labelled]], list[Labelled]]
_COUNCILS = re.compile(r"\b(?:the |our )?(?:local )?(?:authorit(?:y|ies)|councils?)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"(?:, |; |: | - | – |\. )")
CONDENSED, TITLE = 14, 6
"""Words left of a requirement that is condensed, and of one that has become a heading."""


def sound_alikes(which: str = "texts") -> list[str]:
    """Local actions in the words of national duties; ``fresh`` and ``unseen`` are lists kept apart."""
    texts: list[str] = tomllib.loads((DATA / "sound_alikes.toml").read_text(encoding="utf-8"))[which]
    return texts


def as_it_is(rows: Sequence[Labelled]) -> list[Labelled]:
    return list(rows)


def condensed(rows: Sequence[Labelled]) -> list[Labelled]:
    """Brackets gone, and what follows the first words."""
    return [_said(one, _first(re.sub(r"\s*\([^)]*\)", "", _text(one)), CONDENSED)) for one in rows if _single(one)]


def as_headings(rows: Sequence[Labelled]) -> list[Labelled]:
    return [_said(one, _first(_text(one), TITLE).capitalize()) for one in rows if _single(one)]


def reordered(rows: Sequence[Labelled]) -> list[Labelled]:
    """The last clause first."""
    return [_said(one, ", ".join(_clauses(_text(one))[-1:] + _clauses(_text(one))[:-1])) for one in rows]


def with_names(rows: Sequence[Labelled]) -> list[Labelled]:
    """The council's own name for what councils must do, and its place for every home and provider."""
    return [
        _said(
            one, re.sub(r"\b(care homes|providers)\b", r"Marshwick \1", _COUNCILS.sub("Marshwick Council", _text(one)))
        )
        for one in rows
    ]


def misspelt(rows: Sequence[Labelled]) -> list[Labelled]:
    """Two letters of each fifth long word changed over."""
    return [_said(one, _misspell(_text(one))) for one in rows]


def merged(rows: Sequence[Labelled]) -> list[Labelled]:
    """Each two neighbours of a section in one row."""
    found = list[Labelled]()
    waiting: Labelled | None = None
    for one in rows:
        if waiting is not None and waiting.row.section == one.row.section and waiting.ids[0] and one.ids[0]:
            text = f"{_text(waiting).rstrip('.')}. {_text(one)}"
            both = tuple(a | b for a in waiting.ids for b in one.ids)
            found.append(Labelled(replace(waiting.row, requirement=text), both))
            waiting = None
            continue
        if waiting is not None:
            found.append(waiting)
        waiting = one
    return [*found, waiting] if waiting is not None else found


def split(rows: Sequence[Labelled]) -> list[Labelled]:
    """Each long row in two, cut between clauses."""
    found = list[Labelled]()
    for one in rows:
        clauses = _clauses(_text(one))
        if len(clauses) < 2 or not _single(one) or min(len(clauses[0].split()), len(clauses[-1].split())) < TITLE:
            found.append(one)
            continue
        middle = len(clauses) // 2
        found += [_said(one, ", ".join(clauses[:middle])), _said(one, ", ".join(clauses[middle:]))]
    return found


def among_sound_alikes(rows: Sequence[Labelled]) -> list[Labelled]:
    """After each row a local action in the words of a national duty, under the same headings."""
    return [labelled for one, text in zip(rows, _around(sound_alikes(), len(rows)), strict=True)
            for labelled in (one, Labelled(replace(one.row, requirement=text, ref=None), (frozenset(),)))]  # fmt: skip


def sound_alikes_in_place(rows: Sequence[Labelled]) -> list[Labelled]:
    """Each third row gone, and a local action that sounds like it in its place."""
    return _in_place(rows, sound_alikes())


def fresh_sound_alikes_in_place(rows: Sequence[Labelled]) -> list[Labelled]:
    """The same with actions that no weight was set with."""
    return _in_place(rows, sound_alikes("fresh"))


def unseen_sound_alikes_in_place(rows: Sequence[Labelled]) -> list[Labelled]:
    """The same with actions that nothing at all was decided with."""
    return _in_place(rows, sound_alikes("unseen"))


def _in_place(rows: Sequence[Labelled], likely: Sequence[str]) -> list[Labelled]:
    found = list[Labelled]()
    for n, one in enumerate(rows):
        if n % 3 or not _single(one):
            found.append(one)
            continue
        words = set(re.findall(r"\w+", _text(one).casefold()))
        text = max(likely, key=lambda local: len(words & set(re.findall(r"\w+", local.casefold()))))
        found.append(Labelled(replace(one.row, requirement=text, ref=None), (frozenset(),)))
    return found


WORDINGS: tuple[Wording, ...] = (
    as_it_is,
    condensed,
    as_headings,
    reordered,
    with_names,
    misspelt,
    merged,
    split,
    among_sound_alikes,
    sound_alikes_in_place,
    fresh_sound_alikes_in_place,
    unseen_sound_alikes_in_place,
)


def without_headings(rows: Sequence[Labelled]) -> list[Labelled]:
    return [replace(one, row=replace(one.row, theme=None, section=None, ref=None)) for one in rows]


def shuffled(rows: Sequence[Labelled]) -> list[Labelled]:
    """In no order, the headings kept."""
    return sorted(rows, key=lambda one: one.row.requirement[::-1])


def misled(rows: Sequence[Labelled]) -> list[Labelled]:
    """Under the headings of rows far off: what a reader makes of a plan whose headings it lost."""
    far = [*rows[len(rows) // 2 :], *rows[: len(rows) // 2]]
    return [
        replace(one, row=replace(one.row, theme=other.row.theme, section=other.row.section))
        for one, other in zip(rows, far, strict=True)
    ]


PLACINGS: tuple[Wording, ...] = (as_it_is, without_headings, shuffled, misled)


def _text(one: Labelled) -> str:
    return one.row.requirement


def _said(one: Labelled, text: str) -> Labelled:
    return replace(one, row=replace(one.row, requirement=text))


def _single(one: Labelled) -> bool:
    """Whether a row holds one requirement or none: of several, a part would be another row."""
    return len(one.ids[0]) < 2


def _first(text: str, words: int) -> str:
    return " ".join(text.split()[:words])


def _clauses(text: str) -> list[str]:
    return [clause for clause in _CLAUSE.split(text) if clause.strip()] or [text]


def _around(texts: Sequence[str], count: int) -> Iterator[str]:
    return (texts[n % len(texts)] for n in range(count))


def _misspell(text: str) -> str:
    words = text.split(" ")
    for n, word in enumerate(words):
        if n % 5 == 2 and len(word) > 5:
            words[n] = word[:2] + word[3] + word[2] + word[4:]
    return " ".join(words)
