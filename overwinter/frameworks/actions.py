"""Every change to frameworks and learnt wordings."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence

from django.db import transaction

from overwinter.accounts.api import User
from overwinter.frameworks import permissions, queries
from overwinter.frameworks.domain.diff import Kind, diff_packs
from overwinter.frameworks.domain.facts import Lesson
from overwinter.frameworks.domain.pack import Crosswalk, Pack, PackRequirement
from overwinter.frameworks.domain.wordings import LONGEST, fingerprint
from overwinter.frameworks.models import CrosswalkLink, Framework, LearntWording, Requirement, Section, Theme
from overwinter.infra import audit, clock
from overwinter.kernel.synced import Synced
from overwinter.organisations.api import Viewer, get_council


@transaction.atomic
def sync_pack(*, pack: Pack, by: User | None) -> Synced:
    """Bring ``pack`` into the database. Twice changes nothing; what left the pack is withdrawn, never deleted."""
    framework = Framework.objects.select_for_update().filter(key=pack.id).first()
    kept = queries.get_kept_pack(pack.id)
    if framework is not None and kept is not None:
        changes = diff_packs(kept[0], pack, kept[1])
        if framework.digest == pack.digest and not changes:
            return Synced(pack.id)
        kinds = Counter(change.kind for change in changes)
    else:
        kinds = Counter({Kind.ADDED: len(pack.requirements)})
    now = clock.now()
    framework, _ = Framework.objects.update_or_create(
        key=pack.id,
        defaults={
            "title": pack.title,
            "winter": pack.winter,
            "publisher": pack.publisher,
            "source": pack.source,
            "published": pack.published,
            "reviewed": pack.reviewed,
            "note": pack.note,
            "digest": pack.digest,
            "synced_at": now,
        },
    )
    _sync_requirements(framework, pack, _sync_parts(framework, pack))
    result = Synced(
        pack.id,
        added=kinds[Kind.ADDED],
        changed=kinds[Kind.CHANGED],
        withdrawn=kinds[Kind.WITHDRAWN],
        restored=kinds[Kind.RESTORED],
    )
    audit.record(
        "framework synced",
        by=by,
        subject=framework,
        at=now,
        details={
            "digest": pack.digest,
            "added": result.added,
            "changed": result.changed,
            "withdrawn": result.withdrawn,
            "restored": result.restored,
        },
    )
    return result


@transaction.atomic
def sync_crosswalk(*, crosswalk: Crosswalk, by: User | None) -> int:
    """Bring the ways between two synced frameworks into the database. Returns how many links are new or changed."""
    rows = Requirement.objects.filter(framework__key__in=(crosswalk.earlier_pack, crosswalk.later_pack))
    found = {(pack, key): id for pack, key, id in rows.values_list("framework__key", "key", "pk")}
    kept = {
        (link.earlier_id, link.later_id): link
        for link in CrosswalkLink.objects.filter(
            earlier__framework__key=crosswalk.earlier_pack, later__framework__key=crosswalk.later_pack
        )
    }
    changed, wanted = 0, set[tuple[int, int]]()
    for link in crosswalk.links:
        pair = found[crosswalk.earlier_pack, link.earlier], found[crosswalk.later_pack, link.later]
        wanted.add(pair)
        row = kept.get(pair)
        if row is None or (row.relation, row.note) != (link.relation.value, link.note):
            changed += 1
            CrosswalkLink.objects.update_or_create(
                earlier_id=pair[0], later_id=pair[1], defaults={"relation": link.relation.value, "note": link.note}
            )
    gone = [row.pk for pair, row in kept.items() if pair not in wanted]
    CrosswalkLink.objects.filter(pk__in=gone).delete()
    if changed or gone:
        audit.record(
            "crosswalk synced",
            by=by,
            details={
                "from": crosswalk.earlier_pack,
                "to": crosswalk.later_pack,
                "changed": changed,
                "removed": len(gone),
            },
        )
    return changed + len(gone)


@transaction.atomic
def teach_wordings(*, framework_id: int, lessons: Iterable[Lesson], viewer: Viewer, by: User) -> int:
    """Remember wordings a person confirmed, for every council of the installation. Returns how many are new.

    A wording that is known with the same answer stays as it was first taught. A text that is empty, or as long as a
    whole document, teaches nothing.
    """
    if viewer.council_id is None:
        raise ValueError("a wording is taught by somebody in a council")
    now, council = clock.now(), get_council(viewer.council_id)
    known_keys = set(Requirement.objects.filter(framework_id=framework_id).values_list("key", flat=True))
    wanted = dict[tuple[str, str], LearntWording]()
    for lesson in lessons:
        if not 0 < len(lesson.text.strip()) <= LONGEST:
            continue
        unknown = sorted(set(lesson.requirement_keys) - known_keys)
        if unknown:
            raise ValueError(f"'{unknown[0]}' is no requirement of this framework")
        mark, answer = fingerprint(lesson.text), _answer(lesson.requirement_keys)
        wanted.setdefault(
            (mark, answer),
            LearntWording(
                framework_id=framework_id,
                text=lesson.text.strip(),
                fingerprint=mark,
                answer=answer,
                council=council,
                requirement_keys=list(lesson.requirement_keys),
                taught_by=by,
                taught_as=_title(viewer),
                taught_at=now,
            ),
        )
    marks = [mark for mark, _ in wanted]
    live = LearntWording.objects.filter(framework_id=framework_id, forgotten_at__isnull=True, fingerprint__in=marks)
    known = set(live.values_list("fingerprint", "answer"))
    new = [wording for pair, wording in wanted.items() if pair not in known]
    LearntWording.objects.bulk_create(new)
    if new:
        audit.record(
            "wordings taught",
            by=by,
            chain=council.code,
            at=now,
            details={"framework": framework_id, "wordings": [[w.fingerprint, w.requirement_keys] for w in new]},
        )
    return len(new)


@transaction.atomic
def forget_wording(*, wording: LearntWording, viewer: Viewer, by: User) -> None:
    """No document is matched by this wording any more; what was applied to plans stays."""
    wording = LearntWording.objects.select_for_update().get(pk=wording.pk)
    permissions.may_forget(viewer, wording).require()
    wording.forgotten_at, wording.forgotten_by = clock.now(), by
    wording.save(update_fields=["forgotten_at", "forgotten_by"])
    chain = get_council(viewer.council_id).code if viewer.council_id is not None else audit.INSTALLATION
    audit.record(
        "wording forgotten",
        by=by,
        subject=wording,
        chain=chain,
        details={"framework": wording.framework_id, "requirements": wording.requirement_keys},
    )


def _sync_parts(framework: Framework, pack: Pack) -> dict[str, Section]:
    sections = dict[str, Section]()
    for number, theme in enumerate(pack.themes, 1):
        row, _ = Theme.objects.update_or_create(
            framework=framework, key=theme.id, defaults={"name": theme.name, "short": theme.short, "order": number}
        )
        for place, section in enumerate(theme.sections, 1):
            sections[section.id], _ = Section.objects.update_or_create(
                theme=row, key=section.id, defaults={"name": section.name, "short": section.short, "order": place}
            )
    return sections


def _sync_requirements(framework: Framework, pack: Pack, sections: dict[str, Section]) -> None:
    kept = {row.key: row for row in Requirement.objects.filter(framework=framework)}
    fields = [
        "section",
        "number",
        "order",
        "audience",
        "title",
        "summary",
        "terms",
        "related",
        "source",
        "reviewed",
        "effective_from",
        "effective_until",
        "withdrawn_on",
    ]
    new, changed = list[Requirement](), list[Requirement]()
    for order, item in enumerate(pack.requirements, 1):
        row = kept.pop(item.id, None) or Requirement(framework=framework, key=item.id)
        _fill(row, item, order, sections[item.section])
        (changed if row.pk else new).append(row)
    Requirement.objects.bulk_create(new)
    Requirement.objects.bulk_update(changed, fields)
    left = [row.pk for row in kept.values() if row.withdrawn_on is None]
    Requirement.objects.filter(pk__in=left).update(withdrawn_on=clock.today())


def _fill(row: Requirement, item: PackRequirement, order: int, section: Section) -> None:
    row.section, row.order, row.number = section, order, item.number
    row.audience, row.title, row.summary = item.audience.value, item.title, item.summary
    row.terms, row.related = list(item.terms), list(item.related)
    row.source, row.reviewed = item.source, item.reviewed
    row.effective_from, row.effective_until, row.withdrawn_on = item.effective_from, item.effective_until, None


def _answer(keys: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(sorted(keys)).encode()).hexdigest()


def _title(viewer: Viewer) -> str:
    grants = viewer.grants.get(viewer.council_id, frozenset()) if viewer.council_id is not None else frozenset()
    return next((grant.label for grant in permissions.KEEPERS if grant in grants), "Lead officer")
