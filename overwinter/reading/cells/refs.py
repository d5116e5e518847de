"""References as their author meant them."""

import re
from collections.abc import Sequence

_REF = re.compile(
    r"^(?P<word>[A-Za-z]{1,6}[\s.\-:]*)?(?P<number>\d{1,3}(?:[.\-/]\d{1,3}){0,3})(?P<letter>\s?[a-z]|\([a-z]+\))?$",
    re.I,
)
_LETTER = re.compile(r"^(?:[A-Za-z]|[ivxIVX]{1,5})$")
_PREFIX = re.compile(r"^(?:ref(?:erence)?|no|number|item|action|req(?:uirement)?)\b[\s.:#]*", re.IGNORECASE)
_LEADING = re.compile(r"^(?P<ref>(?:[A-Z]{1,3}[.\-]?)?\d{1,3}(?:\.\d{1,3}){1,3}[a-z]?)[.):]?\s+(?=\S)")


def read_ref(text: str) -> str | None:
    """The reference in a reference cell: ``1.6``, ``A3``, ``13.5a``; None where the text is none."""
    plain = _PREFIX.sub("", " ".join(text.split())).strip().rstrip(".:")
    if not _REF.match(plain):
        plain = plain.strip("()[] ").rstrip(".:)").strip()
    if not plain:
        return None
    if re.fullmatch(r"\d{1,2} \d{1,2}", plain):
        plain = plain.replace(" ", ".")
    return plain if _REF.match(plain) or _LETTER.match(plain) else None


def is_ref(text: str) -> bool:
    return read_ref(text) is not None


def split_ref(text: str) -> tuple[str | None, str]:
    """A dotted reference printed in front of its requirement, and the requirement: ``1.4 Distribute money``."""
    match = _LEADING.match(text)
    return (match["ref"], text[match.end() :]) if match else (None, text)


def repair_refs(refs: Sequence[str | None]) -> list[str | None]:
    """References with the dots, digits and zeros that a scan or a number format took away put back.

    ``16`` after ``1.5`` is ``1.6``; ``1.1`` after ``1.9`` is ``1.10``; ``3.10`` between ``3.17`` and ``3.19`` is
    ``3.18``. A reference is changed only where its neighbours say what it must be.
    """
    fixed = list(refs)
    for i, ref in enumerate(fixed):
        if ref is not None:
            fixed[i] = _dotted(ref, _near(fixed, i, -1), _near(list(refs), i, 1))
    for i, ref in enumerate(fixed):
        if ref is not None:
            fixed[i] = _in_order(ref, _near(fixed, i, -1), _near(fixed, i, 1))
    return fixed


def _near(refs: list[str | None], i: int, step: int) -> str | None:
    """The next reference in that direction. A heading that strayed into the column has no figure and is none."""
    i += step
    while 0 <= i < len(refs):
        if any(map(str.isdigit, refs[i] or "")):
            return refs[i]
        i += step
    return None


def _pair(ref: str | None) -> tuple[int, int] | None:
    match = re.fullmatch(r"(\d{1,3})\.(\d{1,3})", ref or "")
    return (int(match[1]), int(match[2])) if match else None


def _dotted(ref: str, before: str | None, after: str | None) -> str:
    """A run of digits that reads as the next reference once a dot is put in."""
    if not re.fullmatch(r"\d{2,4}", ref):
        return ref
    readings = {(int(ref[:cut]), int(ref[cut:])) for cut in range(1, len(ref)) if ref[cut] != "0"}
    last, following = _pair(before), _pair(after)
    expected = set()
    if last:
        expected |= {(last[0], last[1] + 1), (last[0], last[1] + 2)}
    if following:
        expected |= {(following[0], following[1] - 1)}
    hits = sorted(readings & expected)
    return f"{hits[0][0]}.{hits[0][1]}" if hits else ref


def _in_order(ref: str, before: str | None, after: str | None) -> str:
    """A reference that goes back although its neighbours go on."""
    last, this, following = _pair(before), _pair(ref), _pair(after)
    if not (last and this):
        return ref
    meant = (last[0], last[1] + 1)
    if this == meant:
        return ref
    if this[0] == last[0] and str(meant[1]).rstrip("0") == str(this[1]) and meant[1] % 10 == 0 and this < last:
        return f"{meant[0]}.{meant[1]}"
    between = following is not None and following == (last[0], last[1] + 2)
    return f"{meant[0]}.{meant[1]}" if between and not last < this < (following or this) else ref
