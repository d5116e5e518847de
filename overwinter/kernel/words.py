"""Counts, lists and titles of posts as a sentence says them."""

from collections.abc import Iterable


def counted(count: int, one: str, many: str = "") -> str:
    """ "1 row", "14,212 rows"; ``many`` where an s at the end does not make it."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def joined(parts: Iterable[str]) -> str:
    """ "a, b and c"; empty for none."""
    found = list(parts)
    return f"{', '.join(found[:-1])} and {found[-1]}" if len(found) > 1 else "".join(found)


POSTS = frozenset({
    "adult", "adults", "assistant", "care", "chief", "commissioner", "commissioning", "communications", "community",
    "deputy", "director", "executive", "group", "head", "health", "interim", "lead", "leader", "manager", "nurse",
    "of", "officer", "operating", "people", "principal", "programme", "public", "service", "services", "social",
    "strategic", "worker",
})  # fmt: skip
"""Words that titles of posts are made of."""


def inner(title: str) -> str:
    """The title of a post within a sentence: "director of adult social services", however its capitals were written.

    A title with capitals in any other word stays as it is written, but for its beginning: it may be a name.
    """
    words = title.split(" ")
    others = [word for word in words[1:] if word[:1].isupper() and not _is_short_for(word)]
    if all(word.strip(",").casefold() in POSTS for word in others):
        return " ".join(word if _is_short_for(word) else word.lower() for word in words)
    return title if _is_short_for(words[0]) else title[:1].lower() + title[1:]


def _is_short_for(word: str) -> bool:
    """Whether it is written in capitals throughout, such as NHS."""
    return word.isupper() and len(word.strip(",")) > 1
