"""A cell's value as the spreadsheet shows it, and its fill as a colour."""

import colorsys
import re
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from lxml import etree
from openpyxl.cell.cell import Cell
from openpyxl.styles.colors import COLOR_INDEX, Color
from openpyxl.workbook.workbook import Workbook

_SCHEME = "{http://schemas.openxmlformats.org/drawingml/2006/main}clrScheme"
_THEME_ORDER = (1, 0, 3, 2, 4, 5, 6, 7, 8, 9, 10, 11)
"""A sheet's theme numbers count light before dark; the theme part lists dark first."""
_SOLID = "solid"

_LOCALE_DATES = {
    "mm-dd-yy": "dd/mm/yyyy",
    "m/d/yy": "dd/mm/yyyy",
    "m/d/yyyy": "dd/mm/yyyy",
    "m/d/yy h:mm": "dd/mm/yyyy hh:mm",
}
"""Formats that Excel shows in the reader's own order of day and month; a council's is day first."""
_DATE_CODE = re.compile(r"d{1,4}|m{1,5}|yyyy|yy|y|hh?|ss?|am/pm|\"[^\"]*\"|\\.|\[[^\]]*\]|.", re.IGNORECASE)
_MONEY = re.compile(r"[£$€]")


def display(value: object, number_format: str) -> str:
    """The value as a person sees it: a date in its own format, a number with the decimals its format gives."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime | date | time):
        return _moment(value, number_format)
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, int | float):
        return _number(value, number_format)
    return str(value)


def _moment(value: datetime | date | time, number_format: str) -> str:
    code = _LOCALE_DATES.get(number_format.lower(), number_format).split(";")[0]
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if not re.search(r"[dy]|mmm", code, re.IGNORECASE):
        code = "dd/mm/yyyy"
    parts = [m[0] for m in _DATE_CODE.finditer(code)]
    return "".join(_date_part(part, parts, i, value) for i, part in enumerate(parts)).strip()


def _date_part(part: str, parts: list[str], i: int, value: datetime | date) -> str:
    low = part.lower()
    clock = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)
    if part[0] == '"':
        return part[1:-1]
    if part[0] == "\\":
        return part[1:]
    if part[0] == "[" or part == "@":
        return ""
    if low[0] == "m" and _is_minutes(parts, i):
        return f"{clock:%M}"
    known = {
        "d": str(clock.day), "dd": f"{clock:%d}", "ddd": f"{clock:%a}", "dddd": f"{clock:%A}",
        "m": str(clock.month), "mm": f"{clock:%m}", "mmm": f"{clock:%b}", "mmmm": f"{clock:%B}",
        "mmmmm": f"{clock:%b}"[0], "yy": f"{clock:%y}", "y": f"{clock:%y}", "yyyy": f"{clock:%Y}",
        "h": str(clock.hour), "hh": f"{clock:%H}", "s": str(clock.second), "ss": f"{clock:%S}", "am/pm": f"{clock:%p}",
    }  # fmt: skip
    return known.get(low, part)


def _is_minutes(parts: list[str], i: int) -> bool:
    before = next((p.lower() for p in reversed(parts[:i]) if p.isalpha()), "")
    after = next((p.lower() for p in parts[i + 1 :] if p.isalpha()), "")
    return len(parts[i]) <= 2 and (before.startswith("h") or after.startswith("s"))


def _number(value: int | float, number_format: str) -> str:
    code = number_format.split(";")[0]
    percent = "%" in code
    shown = value * 100 if percent else value
    decimals = re.search(r"[0#]\.(0+)", code)
    if code in ("General", "@", "") or not re.search(r"[0#]", code):
        text = _general(shown)
    elif decimals:
        text = f"{shown:,.{len(decimals[1])}f}" if "," in code else f"{shown:.{len(decimals[1])}f}"
    else:
        text = f"{shown:,.0f}" if "," in code else f"{shown:.0f}"
    money = _MONEY.search(code)
    return f"{money[0] if money else ''}{text}{'%' if percent else ''}"


def _general(value: int | float) -> str:
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.10g}" if isinstance(value, float) else str(value)


class Look(NamedTuple):
    """What the style of a cell says."""

    fill: str | None
    """The solid background as ``RRGGBB``; None for none and for white."""
    bold: bool
    number_format: str


class Palette:
    """Resolves the styles of a workbook, its colours direct, indexed, or of its theme with a tint."""

    def __init__(self, book: Workbook) -> None:
        self._theme = _theme_colours(book.loaded_theme)
        self._looks = dict[tuple[int, ...], Look]()

    def look(self, cell: Any) -> Look:
        """A workbook has few styles and many cells: each style is resolved once."""
        style = tuple(cell._style)
        if style not in self._looks:
            self._looks[style] = Look(self._fill(cell), bool(cell.font and cell.font.b), cell.number_format)
        return self._looks[style]

    def _fill(self, cell: Cell) -> str | None:
        fill = cell.fill
        if fill is None or fill.fill_type != _SOLID or not isinstance(fill.fgColor, Color):
            return None
        colour = self._resolve(fill.fgColor)
        return colour if colour and colour != "FFFFFF" else None

    def _resolve(self, colour: Color) -> str | None:
        if colour.type == "rgb" and isinstance(colour.rgb, str):
            return colour.rgb[-6:].upper()
        if colour.type == "indexed" and isinstance(colour.indexed, int) and colour.indexed < len(COLOR_INDEX):
            return COLOR_INDEX[colour.indexed][-6:].upper()
        if colour.type == "theme" and isinstance(colour.theme, int) and colour.theme < len(self._theme):
            return _tinted(self._theme[colour.theme], colour.tint or 0.0)
        return None


def _theme_colours(theme: bytes | None) -> list[str]:
    if not theme:
        return []
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    scheme = etree.fromstring(theme, parser).find(f".//{_SCHEME}")
    if scheme is None:
        return []
    listed = [
        (entry[0].get("lastClr") or entry[0].get("val") or "000000")[-6:].upper() for entry in scheme if len(entry)
    ]
    return [listed[i] for i in _THEME_ORDER if i < len(listed)]


def _tinted(colour: str, tint: float) -> str:
    """Lighter for a positive tint, darker for a negative one, as the spreadsheet format defines it."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light + (1 - light) * tint
    return "".join(f"{round(part * 255):02X}" for part in colorsys.hls_to_rgb(hue, light, saturation))
