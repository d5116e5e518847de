"""What a search finds, kind by kind. Each kind is scoped to the viewer by the context it is asked of; how well it fits
is judged here, by words in any of their forms."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from overwinter.frameworks import api as frameworks
from overwinter.home import addresses
from overwinter.home.domain.searching import Field, Hit, Query, excerpt, find
from overwinter.intake import api as intake
from overwinter.kernel.days import full_day
from overwinter.organisations import api as organisations
from overwinter.organisations.api import Viewer
from overwinter.plans import api as plans
from overwinter.plans.api import RowFilter, Whose
from overwinter.providers import api as providers

CANDIDATES = 1_000
"""The most rows of a kind that a search looks at closely: more than the plans of a council for several winters have."""
Span = tuple[int, int]


class Kind(StrEnum):
    ROWS = "rows"
    ACTIONS = "actions"
    REQUIREMENTS = "requirements"
    DOCUMENTS = "documents"
    PASSAGES = "passages"
    LOCATIONS = "locations"
    GROUPS = "groups"
    PEOPLE = "people"


ROW_KINDS = frozenset({Kind.ROWS, Kind.ACTIONS})
"""What a status, a lead or another council can be asked for."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing found, with the places of the words in its title and in the part of its text that is shown."""

    title: str
    url: str
    marked: tuple[Span, ...] = ()
    text: str = ""
    text_marked: tuple[Span, ...] = ()
    note: str = ""
    rag: str = ""
    met: str = ""
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Choices:
    """What a search can be narrowed to: themes and leads, each with its words."""

    themes: Sequence[tuple[str, str]] = ()
    roles: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    query: Query
    kind: Kind | None = None
    only: RowFilter = field(default_factory=RowFilter)

    def looks_at(self, kind: Kind) -> bool:
        """A filter that only rows can have leaves the other kinds out."""
        if self.kind is not None and kind is not self.kind:
            return False
        if kind is Kind.REQUIREMENTS:
            return self.only.whose is not Whose.OTHERS and not replace(self.only, theme="", whose=Whose.OWN).narrows
        return kind in ROW_KINDS or not (self.only.narrows or self.only.whose is Whose.OTHERS)


@dataclass(frozen=True, slots=True)
class Found:
    """For each kind what was found, best first; ``cut`` are the kinds of which there may be more."""

    items: dict[Kind, tuple[Item, ...]]
    cut: frozenset[Kind] = frozenset()

    @property
    def count(self) -> int:
        return sum(map(len, self.items.values()))


def search(viewer: Viewer, asked: Asked, *, today: date) -> Found:
    """Everything the viewer may see in which every term stands."""
    items, cut = dict[Kind, tuple[Item, ...]](), set[Kind]()
    for kind, look in _LOOKING.items():
        if asked.looks_at(kind):
            looked = list(look(viewer, asked, today))
            cut |= {kind} if len(looked) >= CANDIDATES else set()
            found = (item for item in looked if item is not None)
            items[kind] = tuple(sorted(found, key=lambda item: -item.score))
    return Found({kind: those for kind, those in items.items() if those}, frozenset(cut))


def list_choices(viewer: Viewer) -> Choices:
    """What the viewer can narrow a search to."""
    if viewer.council_id is None:
        return Choices()
    plan = plans.find_own_plan(viewer)
    facts = frameworks.list_requirements(plan.framework_id) if plan is not None else []
    roles = organisations.list_roles(viewer, council_id=viewer.council_id)
    return Choices(
        tuple({fact.theme.key: fact.theme.short for fact in facts}.items()),
        tuple((str(role.pk), role.title) for role in roles),
    )


def _rows(viewer: Viewer, asked: Asked, today: date) -> Iterable[Item | None]:
    del today
    for row in plans.search_rows(viewer, asked.query.pieces, limit=CANDIDATES, only=asked.only):
        title = f"{row.number} {row.title}".strip()
        whose = "" if row.own else f"{row.council}. "
        note = f"{whose}Winter {row.winter}. Lead: {row.lead or 'no one'}"
        item = Item(title, addresses.row(row.plan_id, row.response_id), note=note, rag=row.rag, met=row.fully_met)
        yield _fitting(asked.query, item, (row.text, row.wording), beside=(row.lead,))


def _actions(viewer: Viewer, asked: Asked, today: date) -> Iterable[Item | None]:
    del today
    for action in plans.search_gap_actions(viewer, asked.query.pieces, limit=CANDIDATES, only=asked.only):
        state = plans.ActionState(action.state).label
        note = f"{state}. Owner: {action.owner or 'the lead'}. Winter {action.winter}"
        item = Item(action.row, addresses.row(action.plan_id, action.response_id), note=note)
        yield _fitting(asked.query, item, (action.text,), beside=(action.owner,), by_title=False)


def _requirements(viewer: Viewer, asked: Asked, today: date) -> Iterable[Item | None]:
    del viewer, today
    for framework in frameworks.list_frameworks():
        for fact in frameworks.list_requirements(framework.id):
            if not asked.only.theme or fact.theme.key == asked.only.theme:
                url = addresses.requirement(framework.key, fact.key)
                item = Item(f"{fact.number} {fact.title}", url, note=framework.title)
                yield _fitting(asked.query, item, (fact.summary,), beside=(" ".join(fact.terms), fact.key))


def _documents(viewer: Viewer, asked: Asked, today: date) -> Iterable[Item | None]:
    del today
    documents = intake.list_documents(viewer)
    for piece in asked.query.pieces:
        documents = documents.filter(name__icontains=piece)
    for document in documents[:CANDIDATES]:
        note = f"Brought in {full_day(document.uploaded_at)}, for winter {document.winter}"
        yield _fitting(asked.query, Item(document.name, addresses.document(document.pk), note=note))


def _passages(viewer: Viewer, asked: Asked, today: date) -> Iterable[Item | None]:
    """What documents say, whether or not it has come into a plan."""
    del today
    for each in intake.search_passages(viewer, asked.query.pieces, limit=CANDIDATES):
        title = f"{each.document}, {each.place}" if each.place else each.document
        url = addresses.passage(each.document_id, each.row_id)
        note = "" if each.row_id is not None else "In no row of the document"
        yield _fitting(asked.query, Item(title, url, note=note), each.texts, by_title=False)


def _locations(viewer: Viewer, asked: Asked, today: date) -> Iterable[Item | None]:
    """Of care providers, by what they are known by."""
    del today
    for each in providers.search_locations(viewer, asked.query.pieces, limit=CANDIDATES):
        where = ", ".join(part for part in (each.town, each.postcode) if part)
        state = "" if each.state == providers.LocationState.OPEN.value else f"{each.get_state_display()}. "
        note = f"{state}{providers.ServiceKind(each.main_service).label}{f', {where}' if where else ''}"
        item = Item(each.name, addresses.location(each.pk), note=note)
        known_by = (each.organisation.name, where, each.cqc_id, each.district)
        yield _fitting(asked.query, item, beside=known_by)


def _groups(viewer: Viewer, asked: Asked, today: date) -> Iterable[Item | None]:
    del today
    if viewer.council_id is None:
        return
    for group in organisations.list_groups(viewer, council_id=viewer.council_id):
        item = Item(group.name, organisations.group_pages().group_url(group.pk), note="Reporting group")
        yield _fitting(asked.query, item, (group.terms,))


def _people(viewer: Viewer, asked: Asked, today: date) -> Iterable[Item | None]:
    """Roles with whoever holds them, and people of the council who hold none."""
    if viewer.council_id is None:
        return
    held = set[str]()
    for row in organisations.list_role_rows(viewer, council_id=viewer.council_id, day=today):
        held.add(row.holder)
        item = Item(row.role.title, addresses.role(row.role.pk), note="" if row.holder else "Held by nobody now")
        yield _fitting(asked.query, item, (row.holder,))
    for person in organisations.list_people_to_name(viewer, council_id=viewer.council_id):
        if person.name not in held:
            yield _fitting(asked.query, Item(person.name, "", note="Holds no role now"))


_LOOKING: dict[Kind, Callable[[Viewer, Asked, date], Iterable[Item | None]]] = {
    Kind.ROWS: _rows,
    Kind.ACTIONS: _actions,
    Kind.REQUIREMENTS: _requirements,
    Kind.DOCUMENTS: _documents,
    Kind.PASSAGES: _passages,
    Kind.LOCATIONS: _locations,
    Kind.GROUPS: _groups,
    Kind.PEOPLE: _people,
}
TITLE, TEXT, BESIDE = 5.0, 1.0, 0.5
"""How telling a word is in the title, in the text, and in what stands beside it."""


def _fitting(
    query: Query, item: Item, texts: Sequence[str] = (), *, beside: Sequence[str] = (), by_title: bool = True
) -> Item | None:
    """``item`` with where the words stand in it; None where they do not. The text that holds most of them is shown.
    Not ``by_title``: the title is of something else, and found there."""
    fields = [Field(item.title, TITLE if by_title else 0.0), *(Field(text, TEXT) for text in texts)]
    hit = find(query, [*(fields if by_title else fields[1:]), *(Field(text, BESIDE) for text in beside)])
    if hit is None:
        return None
    spans = hit.spans if by_title else ((), *hit.spans)
    shown, marked = _shown(texts, spans[1 : 1 + len(texts)])
    return replace(item, marked=spans[0], text=shown, text_marked=marked, score=_score(hit))


def _shown(texts: Sequence[str], spans: Sequence[tuple[Span, ...]]) -> tuple[str, tuple[Span, ...]]:
    """Of the text with the most of the words, or else the first, the part that holds them."""
    if not texts:
        return "", ()
    best = max(range(len(texts)), key=lambda place: (len(spans[place]), -place))
    return excerpt(texts[best], spans[best])


def _score(hit: Hit) -> float:
    return round(hit.score, 6)
