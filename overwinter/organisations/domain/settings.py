"""What a council may choose for itself."""

from overwinter.kernel.colour import LEAST_CONTRAST, contrast_with_white, is_hex_colour
from overwinter.kernel.verdict import ALLOWED, Verdict, refused


def may_use_colour(colour: str) -> Verdict:
    """Whether ``colour`` can be the ground of the page header, whose words are white."""
    if not is_hex_colour(colour):
        return refused(f"“{colour}” is not a colour. Write a hash and six signs, like #1d4f7c")
    contrast = contrast_with_white(colour)
    if contrast < LEAST_CONTRAST:
        return refused(
            f"White words on {colour} have a contrast of {contrast:.1f} to 1; at least {LEAST_CONTRAST} is needed for "
            "everybody to read them. Choose a darker colour"
        )
    return ALLOWED
