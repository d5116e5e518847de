"""What the search says about what it found, and what to try where it found nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString

from overwinter.design.excerpt import mark_spans
from overwinter.design.marks import MET_MARKS, RAG_MARKS, met_words, rag_words
from overwinter.design.parts import FilterBar, Option, Select
from overwinter.home.domain.searching import parse
from overwinter.home.search_queries import Asked, Choices, Found, Item, Kind
from overwinter.kernel.words import counted, joined
from overwinter.plans.api import RowFilter, Whose

SHOWN, PER_PAGE = 6, 20
"""Of each kind beside others, and of one kind by itself."""
NAMES = {
    Kind.ROWS: ("row of a plan", "rows of plans", "Rows of plans"),
    Kind.ACTIONS: ("gap action", "gap actions", "Gap actions"),
    Kind.REQUIREMENTS: ("national requirement", "national requirements", "National requirements"),
    Kind.DOCUMENTS: ("document", "documents", "Documents"),
    Kind.PASSAGES: ("passage of a document", "passages of documents", "In documents"),
    Kind.LOCATIONS: ("location of a provider", "locations of providers", "Care providers"),
    Kind.GROUPS: ("reporting group", "reporting groups", "Reporting groups"),
    Kind.PEOPLE: ("role or person", "roles and people", "Roles and people"),
}
WHOSE = {
    Whose.OWN: "Our council", Whose.OTHERS: "Councils that share with us", Whose.ALL: "Ours and theirs",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing found, its words marked."""

    title: SafeString
    url: str
    text: SafeString
    note: str
    status: SafeString
    """RAG and fully met of a row; empty for what has none."""


@dataclass(frozen=True, slots=True)
class ShownGroup:
    title: str
    anchor: str
    items: tuple[Shown, ...]
    more: str
    """The words of the way to the rest; empty where all are shown."""
    url: str


@dataclass(frozen=True)
class SearchPage:
    words: str
    query: QueryDict
    choices: Choices
    asked: Asked
    found: Found | None
    """None when nothing was searched for."""
    begun: bool = False
    """Nothing held the whole words, and what begins with them is shown."""
    tips: tuple[str, ...] = ()

    @property
    def lede(self) -> str:
        if self.found is None:
            return (
                "Enter at least two letters." if self.words else "Enter words, a “phrase”, or a requirement’s number."
            )
        if not self.found.count:
            return f"Nothing holds {quoted(self.words)}{self._narrowed}."
        counts = [
            f"{'at least ' if kind in self.found.cut else ''}{counted(len(items), *NAMES[kind][:2])}"
            for kind, items in self.found.items.items()
        ]
        if self.begun:
            return f"No whole word is {quoted(self.words)}. Words that begin so stand in {joined(counts)}."
        return f"{quoted(self.words)} stands in {joined(counts)}{self._narrowed}."

    @property
    def _narrowed(self) -> str:
        return " with these filters" if self.asked.only != RowFilter() or self.asked.kind else ""

    @property
    def groups(self) -> tuple[ShownGroup, ...]:
        if self.found is None or self.pages is not None:
            return ()
        return tuple(self._group(kind, items) for kind, items in self.found.items.items())

    def _group(self, kind: Kind, items: Sequence[Item]) -> ShownGroup:
        kept = self.query.copy()
        kept["kind"] = kind.value
        rest = len(items) > SHOWN
        more = f"All {counted(len(items), *NAMES[kind][:2])}" if rest else ""
        shown = tuple(map(_shown, items[:SHOWN]))
        return ShownGroup(NAMES[kind][2], kind.value, shown, more, "?" + kept.urlencode())

    @property
    def pages(self) -> "Page[Item] | None":
        """Of one kind by itself."""
        if self.found is None or self.asked.kind is None or not self.found.count:
            return None
        return Paginator(self.found.items[self.asked.kind], PER_PAGE).get_page(self.query.get("page"))

    @property
    def heading(self) -> str:
        return NAMES[self.asked.kind][2] if self.asked.kind else ""

    @property
    def of_one_kind(self) -> tuple[Shown, ...]:
        return tuple(map(_shown, self.pages or ()))

    @property
    def filter_bar(self) -> FilterBar:
        only, kind = self.asked.only, self.asked.kind
        kinds = [("", "Everything"), *((each.value, names[2]) for each, names in NAMES.items())]
        rags = [("", "Any"), *((value, RAG_MARKS[value].word) for value in ("red", "amber", "green", "unknown"))]
        mets = [("", "Any"), *((value, mark.phrase.capitalize()) for value, mark in MET_MARKS.items())]
        lead = str(only.lead_id) if only.lead_id is not None else ""
        selects = (
            _select("kind", "Kind", kinds, kind.value if kind else ""),
            _select("theme", "Theme", [("", "Any"), *self.choices.themes], only.theme),
            _select("rag", "RAG", rags, only.rag),
            _select("met", "Fully met", mets, only.met),
            _select("lead", "Lead", [("", "Anybody"), *self.choices.roles], lead),
            _select("whose", "Plans of", [(each.value, words) for each, words in WHOSE.items()], only.whose.value),
        )
        clear = f"?{_only_words(self.words)}" if self._narrowed else ""
        return FilterBar(selects, kept=(("q", self.words),), clear_url=clear, button="Narrow down")


def quoted(words: str) -> str:
    """Words as they were asked for, in quotation marks unless they have some."""
    return words if words[:1] in '"“' and words[-1:] in '"”' else f"“{words}”"


def read_asked(query: QueryDict) -> Asked:
    """What the address asks for; what it names that there is not is left out."""
    kind, whose, lead = query.get("kind", ""), query.get("whose", ""), query.get("lead", "")
    rag, met = query.get("rag", ""), query.get("met", "")
    only = RowFilter(
        whose=Whose(whose) if whose in set(Whose) else Whose.OWN,
        theme=query.get("theme", ""),
        rag=rag if rag in RAG_MARKS else "",
        met=met if met in MET_MARKS else "",
        lead_id=int(lead) if lead.isdecimal() and len(lead) < 18 else None,
    )
    return Asked(parse(query.get("q", "")), Kind(kind) if kind in set(Kind) else None, only)


def _shown(item: Item) -> Shown:
    text = mark_spans(item.text, item.text_marked)
    status = format_html("{} {}", rag_words(item.rag), met_words(item.met, phrase=True)) if item.rag else SafeString()
    return Shown(mark_spans(item.title, item.marked), item.url, text, item.note, status)


def _select(name: str, label: str, options: Sequence[tuple[str, str]], chosen: str) -> Select:
    return Select(name, label, tuple(Option(value, words, value == chosen) for value, words in options))


def _only_words(words: str) -> str:
    asked = QueryDict(mutable=True)
    asked["q"] = words
    return asked.urlencode()
