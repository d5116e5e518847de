"""What stands round every page: whose it is, who is signed in, where one can go."""

import re
from dataclasses import dataclass

LEAST_CONTRAST = 4.5
"""White words on a council's colour; WCAG 2.2, success criterion 1.4.3."""

_HEX_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class NavItem:
    """One entry of the row of navigation. ``current`` when the page shown belongs to it."""

    label: str
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """The header, navigation and search of a page. An empty URL leaves its part out."""

    council_name: str = ""
    winter: str = ""
    """For example "2020 to 2021"."""
    role: str = ""
    """The role signed in, in words; empty for a stranger."""
    navigation: tuple[NavItem, ...] = ()
    home_url: str = "/"
    search_url: str = ""
    sign_out_url: str = ""
    colour: str = ""
    """The council's own colour for the header, as ``#rrggbb``."""

    @property
    def header_colour(self) -> str:
        """``colour`` if white words can be read on it, else empty: the header stays black."""
        return self.colour if contrast_with_white(self.colour) >= LEAST_CONTRAST else ""


def contrast_with_white(colour: str) -> float:
    """The contrast ratio (1 to 21, WCAG 2.2) of white on ``colour``; 0 for anything that is not ``#rrggbb``."""
    if not _HEX_COLOUR.fullmatch(colour):
        return 0.0
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
