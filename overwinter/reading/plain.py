"""A reading in plain values, for JSON: what ``msgspec.to_builtins`` gives, but that tuples stay tuples."""

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from msgspec import Struct

_AS_IS = frozenset((str, int, float, bool, type(None)))
_Taken = tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]
_known: dict[type, _Taken | None] = {}
"""The names of a record's fields, and what takes them all; None for what is no record."""


def as_plain(value: Any) -> Any:
    """Records as dictionaries of their fields, those within them too; what is no record stays as it is."""
    kind: Any = type(value)
    if kind in _AS_IS:
        return value
    if kind is tuple or kind is list:
        return kind([one if type(one) in _AS_IS else as_plain(one) for one in value])
    if kind is dict:
        return {name: as_plain(one) for name, one in value.items()}
    taken = _known[kind] if kind in _known else _known.setdefault(kind, _taken(kind))
    if taken is None:
        return value
    names, take = taken
    return {name: one if type(one) in _AS_IS else as_plain(one) for name, one in zip(names, take(value), strict=True)}


def _taken(kind: type) -> _Taken | None:
    if not issubclass(kind, Struct):
        return None
    names = kind.__struct_fields__
    take = attrgetter(*names)
    return names, take if len(names) > 1 else lambda value: (take(value),)
