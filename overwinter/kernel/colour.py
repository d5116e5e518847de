"""Whether white words can be read on a colour."""

import re

LEAST_CONTRAST = 4.5
"""White words on a council's colour; WCAG 2.2, success criterion 1.4.3."""
_HEX_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def is_hex_colour(colour: str) -> bool:
    return _HEX_COLOUR.fullmatch(colour) is not None


def contrast_with_white(colour: str) -> float:
    """The contrast ratio (1 to 21, WCAG 2.2) of white on ``colour``; 0 for anything that is not ``#rrggbb``."""
    if not is_hex_colour(colour):
        return 0.0
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
