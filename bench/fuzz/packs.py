"""Damage inside a packed office file: its parts are spoilt, and the pack around them is sound again."""

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from random import Random

from bench.fuzz.damage import NUMBERS, TEXT, Damage, damaged, flip_bits

_ELEMENT = re.compile(rb"<(/?)([A-Za-z_][\w:.-]*)((?:\s+[\w:.-]+=\"[^\"]*\")*)\s*(/?)>")
_ATTRIBUTE = re.compile(rb"\s([\w:.-]+)=\"([^\"]*)\"")
_BOMB = b'<!DOCTYPE x [<!ENTITY a "%s"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/hostname">]>'
DEEPEST = 3_000


def spoil(data: bytes, random: Random) -> bytes:
    """Spoil one or two parts of a pack, or how they are put together."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as pack:
            parts = [(info.filename, pack.read(info)) for info in pack.infolist()]
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError):
        return flip_bits(data, random)
    for _ in range(random.choice((1, 1, 2))):
        parts = random.choice(_WAYS)(parts, random)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", random.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))) as pack:
        for name, content in parts:
            if name not in pack.NameToInfo:
                pack.writestr(zipfile.ZipInfo(name), content, pack.compression)
    return made.getvalue()


Parts = list[tuple[str, bytes]]


def _spoil_a_part(parts: Parts, random: Random) -> Parts:
    at = _some(parts, random)
    name, content = parts[at]
    ways: tuple[Damage, ...] = TEXT if random.random() < 0.3 else XML
    return [*parts[:at], (name, damaged(content, ways, random)), *parts[at + 1 :]]


def _lose_a_part(parts: Parts, random: Random) -> Parts:
    at = random.randrange(len(parts))
    return [*parts[:at], *parts[at + 1 :]] if len(parts) > 1 else parts


def _empty_a_part(parts: Parts, random: Random) -> Parts:
    at = _some(parts, random)
    return [*parts[:at], (parts[at][0], b""), *parts[at + 1 :]]


def _exchange_parts(parts: Parts, random: Random) -> Parts:
    one, other = _some(parts, random), _some(parts, random)
    spoilt = list(parts)
    spoilt[one], spoilt[other] = (parts[one][0], parts[other][1]), (parts[other][0], parts[one][1])
    return spoilt


def _rename_a_part(parts: Parts, random: Random) -> Parts:
    at = random.randrange(len(parts))
    name = random.choice(("../../x.xml", "/etc/x", parts[at][0].upper(), "x\\y.xml", parts[at][0] + "x"))
    return [*parts[:at], (name, parts[at][1]), *parts[at + 1 :]]


_WAYS = (*[_spoil_a_part] * 8, _lose_a_part, _empty_a_part, _exchange_parts, _rename_a_part)


def _some(parts: Parts, random: Random) -> int:
    """A part with content, the larger ones more often: the plan is in them."""
    return random.choices(range(len(parts)), weights=[1 + min(len(content), 20_000) for _, content in parts])[0]


def _lose_a_tag(data: bytes, random: Random) -> bytes:
    return _at_a_tag(data, random, lambda _found: b"")


def _lose_an_element(data: bytes, random: Random) -> bytes:
    """From an opening tag to the next closing tag of that name."""
    found = _a_tag(data, random)
    if found is None:
        return b""
    end = data.find(b"</" + found[2] + b">", found.end())
    return data[: found.start()] + data[end + len(found[2]) + 3 if end >= 0 else found.end() :]


def _double_an_element(data: bytes, random: Random) -> bytes:
    found = _a_tag(data, random)
    if found is None:
        return b""
    end = data.find(b"</" + found[2] + b">", found.end())
    stop = end + len(found[2]) + 3 if end >= 0 else found.end()
    return data[:stop] + data[found.start() : stop] * random.choice((1, 5, 200)) + data[stop:]


def _nest_an_element(data: bytes, random: Random) -> bytes:
    found = _a_tag(data, random)
    if found is None or found[1] or found[4]:
        return data
    depth = random.choice((5, 200, DEEPEST))
    end = data.find(b"</" + found[2] + b">", found.end())
    stop = end if end >= 0 else found.end()
    return (
        data[: found.end()]
        + found[0] * depth
        + data[found.end() : stop]
        + (b"</" + found[2] + b">") * depth
        + data[stop:]
    )


def _other_tag(data: bytes, random: Random) -> bytes:
    other = _a_tag(data, random)
    return _at_a_tag(data, random, lambda found: found[0].replace(found[2], other[2] if other else b"x"))


def _other_value(data: bytes, random: Random) -> bytes:
    found = list(_ATTRIBUTE.finditer(data))
    if not found:
        return data
    for one in sorted(random.sample(found, min(len(found), random.choice((1, 1, 5, 40)))), key=lambda m: -m.start()):
        value = random.choice((*NUMBERS, b"x" * 300, b"true", b"#REF!", random.choice(found)[2]))
        data = data[: one.start(2)] + value + data[one.end(2) :]
    return data


def _lose_values(data: bytes, random: Random) -> bytes:
    found = list(_ATTRIBUTE.finditer(data))
    for one in sorted(random.sample(found, min(len(found), random.choice((1, 3, 40)))), key=lambda m: -m.start()):
        data = data[: one.start()] + data[one.end() :]
    return data


def _entities(data: bytes, random: Random) -> bytes:
    """Definitions that would expand without bounds, or fetch a file."""
    start = max(data.find(b"?>") + 2, 0) if data.startswith(b"<?xml") else 0
    spoilt = data[:start] + _BOMB % (b"a" * random.choice((1, 5_000))) + data[start:]
    return _at_a_tag(spoilt, random, lambda found: found[0] + random.choice((b"&b;", b"&c;", b"&lol;")))


def _a_tag(data: bytes, random: Random) -> re.Match[bytes] | None:
    found = list(_ELEMENT.finditer(data))
    return random.choice(found) if found else None


def _at_a_tag(data: bytes, random: Random, put: Callable[[re.Match[bytes]], bytes]) -> bytes:
    found = _a_tag(data, random)
    if found is None:
        return data
    return data[: found.start()] + put(found) + data[found.end() :]


XML: tuple[Damage, ...] = (
    _lose_a_tag, _lose_an_element, _lose_an_element, _double_an_element, _nest_an_element, _other_tag, _other_value,
    _other_value, _other_value, _lose_values, _lose_values, _entities,
)  # fmt: skip
