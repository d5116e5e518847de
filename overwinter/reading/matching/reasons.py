"""Why a row was matched, in words a person can check against the row."""

from collections.abc import Sequence

NUMBERS = ("no", "one", "two", "three", "four", "five", "six")
SHOWN = 3


def sentence(parts: Sequence[str]) -> str:
    """``Two key terms: Capacity Tracker, staff movement; right section.``"""
    text = "; ".join(part for part in parts if part)
    return text[:1].upper() + text[1:]


def for_terms(terms: Sequence[str]) -> str:
    if not terms:
        return ""
    count = NUMBERS[len(terms)] if len(terms) < len(NUMBERS) else str(len(terms))
    shown = ", ".join(terms[:SHOWN]) + (" and more" if len(terms) > SHOWN else "")
    return f"{count} key {'term' if len(terms) == 1 else 'terms'}: {shown}"


def for_words(words: Sequence[str]) -> str:
    return f"words in common: {', '.join(words)}" if words else "few words in common"


def for_headings(*, section: bool, theme: bool, elsewhere: bool) -> str:
    if section:
        return "right section"
    if elsewhere:
        return "stands under another section’s heading"
    return "right theme" if theme else ""


def for_other_service(word: str | None) -> str:
    return f"speaks of another service: {word}" if word else ""


def for_memory(taught_by: str, *, exact: bool) -> str:
    who = f" by {taught_by}" if taught_by else ""
    return (
        f"the same wording was confirmed before{who}"
        if exact
        else f"all but the same wording was confirmed before{who}"
    )
