"""Counts and lists as a sentence says them."""

from collections.abc import Iterable


def counted(count: int, one: str, many: str = "") -> str:
    """ "1 row", "14,212 rows"; ``many`` where an s at the end does not make it."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def joined(parts: Iterable[str]) -> str:
    """ "a, b and c"; empty for none."""
    found = list(parts)
    return f"{', '.join(found[:-1])} and {found[-1]}" if len(found) > 1 else "".join(found)
