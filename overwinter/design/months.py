"""A row of small tiles, one for each month, week or day: a dot on time, L late, N none, empty not due or not yet."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from html import escape

from django.utils.safestring import SafeString

from overwinter.design.charts import FILLS, INK, RULE

SIDE, GAP = 18, 2
NAMED = 2
"""So many months are named; more are counted."""


class Made(StrEnum):
    ON_TIME = "on time"
    LATE = "late"
    NONE = "none"
    EMPTY = "not due"


@dataclass(frozen=True, slots=True)
class MonthTile:
    label: str
    """ "November 2026"."""
    made: Made


def draw_months(tiles: Iterable[MonthTile], *, of: str = "") -> SafeString:
    """The picture; its words name each month that was not on time. ``of``: whose they are."""
    shown = list(tiles)
    drawn = "".join(_tile(tile, index * (SIDE + GAP)) for index, tile in enumerate(shown))
    width = max(len(shown) * (SIDE + GAP) - GAP, 1)
    label = f"{of}: {say_months(shown)}" if of else say_months(shown)
    opening = f'<svg class="ow-months" viewBox="0 0 {width} {SIDE}" width="{width}" height="{SIDE}" role="img" '
    return SafeString(f'{opening}aria-label="{escape(label)}">{drawn}</svg>')


def say_months(tiles: Iterable[MonthTile]) -> str:
    """ "4 on time; late: September 2026; none: October 2026"."""
    by = {made: [tile.label for tile in tiles if tile.made is made] for made in Made} if (tiles := list(tiles)) else {}
    said = [f"{len(by[Made.ON_TIME])} on time"] if by.get(Made.ON_TIME) else []
    for made in (Made.LATE, Made.NONE, Made.EMPTY):
        named = by.get(made, [])
        said += [f"{made}: {', '.join(named)}" if len(named) <= NAMED else f"{len(named)} {made}"] if named else []
    return "; ".join(said) or "nothing was due"


def _tile(tile: MonthTile, x: int) -> str:
    fill, edge, ink = {
        Made.LATE: FILLS["amber"],
        Made.NONE: FILLS["red"],
        Made.ON_TIME: ("#fff", INK, INK),
        Made.EMPTY: ("#fff", RULE, INK),
    }[tile.made]
    side = SIDE - 1
    box = f'<rect x="{x + 0.5}" y="0.5" width="{side}" height="{side}" fill="{fill}" stroke="{edge}"/>'
    if tile.made is Made.ON_TIME:
        return box + f'<circle cx="{x + SIDE / 2}" cy="{SIDE / 2}" r="2" fill="{INK}"/>'
    letter = {Made.LATE: "L", Made.NONE: "N"}.get(tile.made, "")
    if not letter:
        return box
    return (
        box + f'<text x="{x + SIDE / 2}" y="13" text-anchor="middle" class="ow-strip__b" fill="{ink}">{letter}</text>'
    )
