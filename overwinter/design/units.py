"""Things of one kind as small squares, a look for each state they are in: the beds of a home."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from html import escape

from django.utils.safestring import SafeString

from overwinter.design.charts import INK, RULE

SIDE, GAP = 14, 4
IN_A_ROW = 24
DRAWN_MOST = 240
"""With more of them the picture says less than its words."""


class Look(StrEnum):
    FULL = "black"
    GREY = "grey"
    OPEN = "white"
    STRUCK = "struck through"
    UNTOLD = "dotted"


@dataclass(frozen=True, slots=True)
class Units:
    words: str
    """What they are: "in use"."""
    count: int
    look: Look


def draw_units(units: Iterable[Units], *, of: str) -> SafeString:
    """The picture, whose words are ``of`` and what :func:`say_units` says; empty where there are none or too many."""
    parts = list(units)
    looks = [each.look for each in parts for _ in range(each.count)]
    if not 0 < len(looks) <= DRAWN_MOST:
        return SafeString("")
    step = SIDE + GAP
    rows, wide = -(-len(looks) // IN_A_ROW), min(len(looks), IN_A_ROW)
    drawn = "".join(_unit(look, index % IN_A_ROW * step, index // IN_A_ROW * step) for index, look in enumerate(looks))
    width, height = wide * step - GAP, rows * step - GAP
    opening = f'<svg class="ow-units" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
    return SafeString(f'{opening}aria-label="{escape(f"{of}: {say_units(parts)}")}">{drawn}</svg>')


def say_units(units: Iterable[Units]) -> str:
    """ "41 in use (black), 2 kept (grey), 0 open, 5 not taking anybody (struck through)"."""
    return ", ".join(f"{each.count} {each.words}" + (f" ({each.look})" if each.count else "") for each in units)


def _unit(look: Look, x: int, y: int) -> str:
    fill = {Look.FULL: INK, Look.GREY: "#8a8d8f"}.get(look, "#fff")
    edge = f'stroke="{RULE}" stroke-dasharray="2 2"' if look is Look.UNTOLD else f'stroke="{INK}"'
    side = SIDE - 1
    box = f'<rect x="{x + 0.5}" y="{y + 0.5}" width="{side}" height="{side}" fill="{fill}" {edge}/>'
    if look is not Look.STRUCK:
        return box
    return box + f'<path d="M{x + 0.5} {y + 0.5 + side}L{x + 0.5 + side} {y + 0.5}" stroke="{INK}"/>'
