"""Every read of frameworks. National data and learnt wordings belong to the installation, not to one council."""

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.db.models import Prefetch, Q, QuerySet

from overwinter.frameworks import profiles
from overwinter.frameworks.domain.facts import FrameworkFact, LinkFact, PartFact, RequirementFact, WayFact
from overwinter.frameworks.domain.pack import Audience, Pack, PackRequirement, Relation
from overwinter.frameworks.domain.pack import Section as PackSection
from overwinter.frameworks.domain.pack import Theme as PackTheme
from overwinter.frameworks.domain.wordings import fingerprint
from overwinter.frameworks.models import CrosswalkLink, Framework, LearntWording, Requirement, Section, Theme
from overwinter.frameworks.thresholds import load_thresholds
from overwinter.kernel.threshold import Limits, limits_on
from overwinter.organisations.api import Viewer
from overwinter.reading.vocabulary.profile import Profile


def get_limits(day: date) -> Limits:
    """Every threshold of this installation as it holds on ``day``; ``ThresholdError`` for a file that is wrong."""
    return limits_on(day, load_thresholds(settings.THRESHOLDS_FILE))


def list_profiles() -> tuple[Profile, ...]:
    """The installation's profiles of kinds of documents."""
    return profiles.list_profiles(settings.PROFILES_DIR)


def list_frameworks() -> list[FrameworkFact]:
    """Newest winter first."""
    return [_framework(row) for row in Framework.objects.order_by("-winter", "key")]


def find_framework(key: str) -> FrameworkFact | None:
    row = Framework.objects.filter(key=key).first()
    return _framework(row) if row else None


def get_framework(framework_id: int) -> FrameworkFact:
    return _framework(Framework.objects.get(pk=framework_id))


def list_requirements(framework_id: int, *, with_withdrawn: bool = False, search: str = "") -> list[RequirementFact]:
    """In the national order. One query."""
    rows = Requirement.objects.filter(framework_id=framework_id).select_related("section__theme")
    if not with_withdrawn:
        rows = rows.filter(withdrawn_on__isnull=True)
    for word in search.split():
        rows = rows.filter(
            Q(title__icontains=word) | Q(summary__icontains=word) | Q(number__iexact=word) | Q(key__icontains=word)
        )
    return [_requirement(row) for row in rows.order_by("order", "id")]


def find_requirement(framework_id: int, key: str) -> RequirementFact | None:
    """A withdrawn one too: old plans answer it."""
    row = Requirement.objects.filter(framework_id=framework_id, key=key).select_related("section__theme").first()
    return _requirement(row) if row else None


def get_requirements(keys: Iterable[str], *, framework_id: int) -> dict[str, RequirementFact]:
    """Those of ``keys`` that exist, withdrawn ones too."""
    rows = Requirement.objects.filter(framework_id=framework_id, key__in=set(keys)).select_related("section__theme")
    return {row.key: _requirement(row) for row in rows}


def list_links(requirement_id: int) -> list[LinkFact]:
    """What this requirement was in earlier frameworks and became in later ones."""
    rows = (
        CrosswalkLink.objects.filter(Q(earlier_id=requirement_id) | Q(later_id=requirement_id))
        .select_related("earlier__framework", "later__framework")
        .order_by("later__framework__winter", "later__order", "earlier__order", "id")
    )
    return [_link(row, is_later=row.earlier_id == requirement_id) for row in rows]


def list_ways(earlier_framework_id: int, later_framework_id: int) -> list[WayFact]:
    """What became of every requirement of one framework in another, in the order of both."""
    found = CrosswalkLink.objects.filter(
        earlier__framework_id=earlier_framework_id, later__framework_id=later_framework_id
    ).order_by("earlier__order", "later__order", "id")
    return [
        WayFact(earlier, later, Relation(relation), note)
        for earlier, later, relation, note in found.values_list("earlier_id", "later_id", "relation", "note")
    ]


def list_wordings(viewer: Viewer, framework_id: int, *, forgotten: bool = False) -> QuerySet[LearntWording]:
    """Wordings of national requirements, whoever taught them; those of local rows only to the council whose they are:
    they are words of its own plan."""
    rows = _shown_to(viewer).filter(framework_id=framework_id, forgotten_at__isnull=not forgotten)
    order = "-forgotten_at" if forgotten else "-taught_at"
    return rows.select_related("council", "taught_by", "forgotten_by").order_by(order, "-id")


def list_lessons(framework_id: int) -> list[tuple[str, tuple[str, ...], str]]:
    """Every live wording for the reading engine: its text, what it stands for, who taught it (role and council)."""
    rows = LearntWording.objects.filter(framework_id=framework_id, forgotten_at__isnull=True)
    found = rows.order_by("taught_at", "id").values_list("text", "requirement_keys", "taught_as", "council__name")
    return [(text, tuple(keys), f"{role}, {council}") for text, keys, role, council in found]


def list_wordings_of(viewer: Viewer, framework_id: int, requirement_key: str) -> list[LearntWording]:
    """The live wordings that stand for this requirement, newest first."""
    return [row for row in list_wordings(viewer, framework_id) if requirement_key in row.requirement_keys]


def count_wordings(framework_id: int) -> int:
    return LearntWording.objects.filter(framework_id=framework_id, forgotten_at__isnull=True).count()


def find_wording(viewer: Viewer, wording_id: int) -> LearntWording | None:
    rows = _shown_to(viewer).select_related("framework", "council", "taught_by")
    return rows.filter(pk=wording_id).first()


def find_teachers(framework_id: int, text: str) -> list[LearntWording]:
    """Who taught this very wording, newest first; empty when nobody did. For whoever has the text already."""
    rows = LearntWording.objects.filter(framework_id=framework_id, forgotten_at__isnull=True)
    rows = rows.filter(fingerprint=fingerprint(text)).select_related("council", "taught_by", "forgotten_by")
    return list(rows.order_by("-taught_at", "-id"))


def _shown_to(viewer: Viewer) -> QuerySet[LearntWording]:
    return LearntWording.objects.filter(~Q(requirement_keys=[]) | Q(council_id__in=viewer.council_ids))


def get_kept_pack(key: str) -> tuple[Pack, frozenset[str]] | None:
    """The framework as it is kept, as a pack, with the ids withdrawn from it; None before its first sync."""
    themes = Prefetch("themes", Theme.objects.order_by("order", "id").prefetch_related("sections"))
    row = Framework.objects.filter(key=key).prefetch_related(themes).first()
    if row is None:
        return None
    requirements = list(
        Requirement.objects.filter(framework=row).select_related("section__theme").order_by("order", "id")
    )
    used = {item.section_id for item in requirements if item.withdrawn_on is None}
    pack = Pack(
        id=row.key,
        title=row.title,
        winter=row.winter,
        publisher=row.publisher,
        source=row.source,
        published=row.published,
        reviewed=row.reviewed,
        note=row.note,
        themes=tuple(theme for theme in (_pack_theme(each, used) for each in row.themes.all()) if theme.sections),
        requirements=tuple(_pack_requirement(item) for item in requirements),
    )
    return pack, frozenset(item.key for item in requirements if item.withdrawn_on is not None)


def count_in_force(framework_id: int, on: date) -> int:
    rows = Requirement.objects.filter(framework_id=framework_id, withdrawn_on__isnull=True, effective_from__lte=on)
    return rows.filter(Q(effective_until__isnull=True) | Q(effective_until__gte=on)).count()


def _framework(row: Framework) -> FrameworkFact:
    return FrameworkFact(
        id=row.pk,
        key=row.key,
        title=row.title,
        winter=row.winter,
        publisher=row.publisher,
        source=row.source,
        published=row.published,
        reviewed=row.reviewed,
        note=row.note,
        synced_at=row.synced_at,
    )


def _requirement(row: Requirement) -> RequirementFact:
    section, theme = row.section, row.section.theme
    return RequirementFact(
        id=row.pk,
        framework_id=row.framework_id,
        key=row.key,
        number=row.number,
        order=row.order,
        theme=PartFact(theme.key, theme.name, theme.short, theme.order),
        section=PartFact(section.key, section.name, section.short, section.order),
        audience=Audience(row.audience),
        title=row.title,
        summary=row.summary,
        terms=tuple(row.terms),
        related=tuple(row.related),
        source=row.source,
        reviewed=row.reviewed,
        effective_from=row.effective_from,
        effective_until=row.effective_until,
        withdrawn_on=row.withdrawn_on,
    )


def _link(row: CrosswalkLink, *, is_later: bool) -> LinkFact:
    other = row.later if is_later else row.earlier
    return LinkFact(
        framework_key=other.framework.key,
        framework_title=other.framework.title,
        key=other.key,
        number=other.number,
        title=other.title,
        is_later=is_later,
        relation=Relation(row.relation),
        note=row.note,
    )


def _pack_theme(row: Theme, used: set[int]) -> PackTheme:
    sections = sorted((each for each in row.sections.all() if each.pk in used), key=_by_order)
    return PackTheme(row.key, row.name, row.short, tuple(PackSection(s.key, s.name, s.short) for s in sections))


def _by_order(section: Section) -> tuple[int, int]:
    return section.order, section.pk


def _pack_requirement(row: Requirement) -> PackRequirement:
    return PackRequirement(
        id=row.key,
        number=row.number,
        theme=row.section.theme.key,
        section=row.section.key,
        audience=Audience(row.audience),
        title=row.title,
        summary=row.summary,
        terms=tuple(row.terms),
        related=tuple(row.related),
        source=row.source,
        reviewed=row.reviewed,
        effective_from=row.effective_from,
        effective_until=row.effective_until,
    )
