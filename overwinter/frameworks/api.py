"""The door to national frameworks, their requirements, and the wordings people taught."""

from datetime import date

from overwinter.accounts.api import User
from overwinter.frameworks import actions, queries
from overwinter.frameworks.actions import forget_wording, sync_crosswalk, sync_pack, teach_wordings
from overwinter.frameworks.domain.checking import Problem, check_packs
from overwinter.frameworks.domain.diff import Change, diff_packs
from overwinter.frameworks.domain.facts import (
    FrameworkFact,
    Lesson,
    LinkFact,
    PartFact,
    RequirementFact,
    WayFact,
)
from overwinter.frameworks.domain.loading import PackError, read_toml
from overwinter.frameworks.domain.pack import Audience, Pack, Relation
from overwinter.frameworks.packs import (
    DEFAULT_PACK,
    as_catalogue,
    find_catalogue_dir,
    list_pack_ids,
    load_crosswalks,
    load_pack,
)
from overwinter.frameworks.queries import (
    count_in_force,
    count_wordings,
    find_framework,
    find_requirement,
    find_teachers,
    get_framework,
    get_limits,
    get_requirements,
    list_frameworks,
    list_links,
    list_profiles,
    list_requirements,
    list_ways,
)
from overwinter.kernel.synced import Synced
from overwinter.reading.catalogue import Catalogue, LearntWording


def sync_packs(*, by: User | None) -> list[Synced]:
    """Every pack of the catalogue, then the ways between them, brought into the database."""
    results = [actions.sync_pack(pack=load_pack(id), by=by) for id in list_pack_ids()]
    for crosswalk in load_crosswalks():
        actions.sync_crosswalk(crosswalk=crosswalk, by=by)
    return results


def diff_with_database(pack: Pack) -> list[Change]:
    """What a sync of ``pack`` would change; each change prints as lines a person can read."""
    kept = queries.get_kept_pack(pack.id)
    return diff_packs(None, pack) if kept is None else diff_packs(kept[0], pack, kept[1])


def catalogue_for(framework_key: str, *, on: date) -> Catalogue:
    """The catalogue to read a document against, with every wording this installation has learnt for it and the
    thresholds of the day."""
    framework = queries.find_framework(framework_key)
    lessons = queries.list_lessons(framework.id) if framework is not None else []
    learnt = tuple(LearntWording(text, keys, taught_by) for text, keys, taught_by in lessons)
    limits, profiles = queries.get_limits(on), list_profiles()
    return as_catalogue(load_pack(framework_key), learnt, limits=limits, profiles=profiles)


__all__ = [
    "DEFAULT_PACK",
    "Audience",
    "Change",
    "FrameworkFact",
    "Lesson",
    "LinkFact",
    "Pack",
    "PackError",
    "PartFact",
    "Problem",
    "Relation",
    "RequirementFact",
    "WayFact",
    "as_catalogue",
    "catalogue_for",
    "check_packs",
    "count_in_force",
    "count_wordings",
    "diff_with_database",
    "find_catalogue_dir",
    "find_framework",
    "find_requirement",
    "find_teachers",
    "forget_wording",
    "get_framework",
    "get_limits",
    "get_requirements",
    "list_frameworks",
    "list_links",
    "list_pack_ids",
    "list_profiles",
    "list_requirements",
    "list_ways",
    "load_pack",
    "read_toml",
    "sync_crosswalk",
    "sync_pack",
    "sync_packs",
    "teach_wordings",
]
