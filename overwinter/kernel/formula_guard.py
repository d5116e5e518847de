"""Text that a spreadsheet shows instead of reckoning with it."""

GUARD = "'"
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def guarded(text: str) -> str:
    """``text`` with an apostrophe in front where it begins like a formula, or like a text guarded already.

    So :func:`unguarded` gives back every text exactly: nothing is lost by the guard.
    """
    return GUARD + text if text.lstrip(GUARD).startswith(_STARTS_FORMULA) else text


def unguarded(text: str) -> str:
    """What :func:`guarded` was given."""
    return text[1:] if text.startswith(GUARD) and text.lstrip(GUARD).startswith(_STARTS_FORMULA) else text
