"""What a sync would change, in words: the pack on disk beside the pack that is kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from overwinter.frameworks.domain.pack import Pack, PackRequirement

FIELDS = (
    "number",
    "section",
    "audience",
    "title",
    "summary",
    "terms",
    "related",
    "source",
    "reviewed",
    "effective_from",
    "effective_until",
)
HEAD = ("title", "winter", "publisher", "source", "published", "reviewed", "note")
WORDS = {
    "effective_from": "in force from",
    "effective_until": "in force until",
    "terms": "key terms",
    "related": "related to",
}


class Kind(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"


@dataclass(frozen=True, slots=True)
class Change:
    kind: Kind
    subject: str
    """A requirement's id, or the pack's part that changed."""
    details: tuple[str, ...] = ()

    def __str__(self) -> str:
        lines = [f"{self.kind.value:<10}{self.subject}", *(f"{'':10}{detail}" for detail in self.details)]
        return "\n".join(lines)


def diff_packs(kept: Pack | None, pack: Pack, withdrawn: frozenset[str] = frozenset()) -> list[Change]:
    """What brings ``kept`` (with the ids ``withdrawn`` from it) to ``pack``; empty when nothing would change."""
    if kept is None:
        return [Change(Kind.ADDED, pack.id, (f"the whole pack: {pack.title}, {len(pack.requirements)} requirements",))]
    changes = list(_head(kept, pack))
    before = {item.id: item for item in kept.requirements}
    after = {item.id: item for item in pack.requirements}
    for id, item in after.items():
        if id in withdrawn:
            changes.append(Change(Kind.RESTORED, id, tuple(_fields(before[id], item)) if id in before else ()))
        elif id not in before:
            changes.append(Change(Kind.ADDED, id, (f"{item.number} {item.title}",)))
        elif details := tuple(_fields(before[id], item)):
            changes.append(Change(Kind.CHANGED, id, details))
    changes += [
        Change(Kind.WITHDRAWN, id, (f"{item.number} {item.title}",))
        for id, item in before.items()
        if id not in after and id not in withdrawn
    ]
    order = [id for id in after if id in before]
    if order != [id for id in before if id in after]:
        changes.append(Change(Kind.CHANGED, "order", ("the requirements stand in another order",)))
    return changes


def _head(kept: Pack, pack: Pack) -> Iterator[Change]:
    details = tuple(
        f"{name}: {getattr(kept, name)} → {getattr(pack, name)}"
        for name in HEAD
        if getattr(kept, name) != getattr(pack, name)
    )
    if details:
        yield Change(Kind.CHANGED, pack.id, details)
    if kept.themes != pack.themes:
        yield Change(Kind.CHANGED, "themes and sections", tuple(_outline(kept, pack)))


def _outline(kept: Pack, pack: Pack) -> Iterator[str]:
    before, after = (
        [f"{theme.short} / {section.short}" for theme in each.themes for section in theme.sections]
        for each in (kept, pack)
    )
    yield from (f"new: {name}" for name in after if name not in before)
    yield from (f"gone: {name}" for name in before if name not in after)
    if sorted(before) == sorted(after):
        yield "their order or their headings have changed"


def _fields(before: PackRequirement, after: PackRequirement) -> Iterator[str]:
    for name in FIELDS:
        old, new = getattr(before, name), getattr(after, name)
        if old == new:
            continue
        label = WORDS.get(name, name)
        if isinstance(old, tuple) and isinstance(new, tuple):
            gone, come = [x for x in old if x not in new], [x for x in new if x not in old]
            parts = [*(f"+ {x}" for x in come), *(f"- {x}" for x in gone)] or ["in another order"]
            yield f"{label}: {', '.join(parts)}"
        else:
            yield f"{label}: {old or 'not given'} → {new or 'not given'}"
