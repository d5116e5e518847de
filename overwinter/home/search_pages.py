"""What the search says about what it found."""

from dataclasses import dataclass

from overwinter.home import addresses
from overwinter.home.queries import FOUND_MOST, Found

LEAST_LETTERS = 2


@dataclass(frozen=True, slots=True)
class FoundItem:
    title: str
    url: str
    note: str = ""
    text: str = ""
    rag: str = ""


@dataclass(frozen=True, slots=True)
class FoundGroup:
    title: str
    anchor: str
    items: tuple[FoundItem, ...]
    cut: bool
    """Whether there may be more than are shown."""


@dataclass(frozen=True, slots=True)
class SearchPage:
    words: str
    lede: str
    groups: tuple[FoundGroup, ...]


def may_search(words: str) -> bool:
    return len(words) >= LEAST_LETTERS


def search_page(words: str, found: Found | None) -> SearchPage:
    """``found`` is None when nothing was searched for."""
    if found is None:
        asked = "Enter at least two letters." if words else "Enter a word, or a requirement’s number."
        return SearchPage(words, asked, ())
    if not found.count:
        return SearchPage(
            words,
            f"Nothing holds “{words}”. The search looks in your council’s rows, the national requirements, documents "
            "and roles; try fewer words.",
            (),
        )
    groups = (_rows(found), _requirements(found), _documents(found), _roles(found))
    return SearchPage(words, _lede(words, groups), tuple(group for group in groups if group.items))


def _lede(words: str, groups: tuple[FoundGroup, ...]) -> str:
    counts = [
        f"{'at least ' if group.cut else ''}{len(group.items)} {one if len(group.items) == 1 else many}"
        for group, (one, many) in zip(groups, _NAMES, strict=True)
        if group.items
    ]
    listed = counts[0] if len(counts) == 1 else f"{', '.join(counts[:-1])} and {counts[-1]}"
    return f"“{words}” stands in {listed}."


_NAMES = (
    ("row of the plan", "rows of the plan"),
    ("national requirement", "national requirements"),
    ("document", "documents"),
    ("role", "roles"),
)


def _rows(found: Found) -> FoundGroup:
    items = tuple(
        FoundItem(
            f"{row.number} {row.title}".strip(),
            addresses.row(row.plan_id, row.response_id),
            note=f"Winter {row.winter}. Lead: {row.lead or 'no one'}",
            text=row.text,
            rag=row.rag,
        )
        for row in found.rows
    )
    return FoundGroup("Rows of the plan", "rows", items, len(items) >= FOUND_MOST)


def _requirements(found: Found) -> FoundGroup:
    items = tuple(
        FoundItem(
            f"{requirement.number} {requirement.title}",
            addresses.requirement(framework.key, requirement.key),
            note=framework.title,
            text=requirement.summary,
        )
        for framework, requirement in found.requirements
    )
    return FoundGroup("National requirements", "requirements", items, len(items) >= FOUND_MOST)


def _documents(found: Found) -> FoundGroup:
    items = tuple(
        FoundItem(document.name, addresses.document(document.pk), note=f"For winter {document.winter}")
        for document in found.documents
    )
    return FoundGroup("Documents", "documents", items, len(items) >= FOUND_MOST)


def _roles(found: Found) -> FoundGroup:
    items = tuple(FoundItem(role.title, addresses.role(role.pk)) for role in found.roles)
    return FoundGroup("Roles", "roles", items, len(items) >= FOUND_MOST)
