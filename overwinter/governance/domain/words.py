"""What changed in a row, in plain words that a page and a paper can both say."""

from datetime import date

from overwinter.kernel.days import full_day

_RANK = {"green": 0, "unknown": 1, "amber": 2, "red": 3}
_MET = {"yes": 0, "partial": 1, "unknown": 1, "no": 2}
_MET_WORDS = {"yes": "yes", "partial": "partly", "no": "no", "unknown": "not known"}
_PLAIN = {
    "text": "response reworded", "wording": "requirement reworded", "title": "title changed",
    "section": "section changed", "theme": "theme changed", "number": "number changed",
}  # fmt: skip
_FOLLOWS = {"lead_from_section": "lead", "groups_from_section": "groups"}
"""Whether the row takes them from its section."""
_NAMED = {
    "lead": "lead", "by_when_date": "date", "next_review": "review", "reporting_to": "reports to", "by_when": "by when",
    "led_with": "led with",
}  # fmt: skip


def move_words(field: str, before: object, after: object) -> str:
    """ "RAG amber to red", "date 31 October 2020 to 14 November 2020", "response reworded"."""
    if field == "rag":
        return f"RAG {before} to {after}"
    if field == "fully_met":
        return f"fully met {_MET_WORDS[str(before)]} to {_MET_WORDS[str(after)]}"
    if field in _PLAIN:
        return _PLAIN[field]
    if field in _FOLLOWS:
        return f"{_FOLLOWS[field]} taken from its section" if after else f"{_FOLLOWS[field]} of its own"
    return f"{_NAMED[field]} {_said(before)} to {_said(after)}"


def is_worse(field: str, before: object, after: object) -> bool:
    ranks = {"rag": _RANK, "fully_met": _MET}.get(field)
    return ranks is not None and ranks[str(after)] > ranks[str(before)]


def _said(value: object) -> str:
    if value in (None, ""):
        return "nothing"
    if isinstance(value, date):
        return full_day(value)
    return str(value).replace("\n", ", ")
