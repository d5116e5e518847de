"""Every read of the directory's editions, their changes and the areas of councils."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

from django.db.models import Count, Q, QuerySet

from overwinter.kernel.threshold import Threshold
from overwinter.organisations.api import Council, Viewer
from overwinter.providers.domain import directory, editions
from overwinter.providers.domain.kinds import ChangeKind, EditionState, LocationState
from overwinter.providers.models import DirectoryArea, DirectoryChange, DirectoryEdition, Location


def list_editions(viewer: Viewer) -> QuerySet[DirectoryEdition]:
    """Those of the council the viewer works in, newest first; those of every council for the installation's own."""
    if viewer.council_id is not None and viewer.belongs_to(viewer.council_id):
        return DirectoryEdition.objects.filter(council_id=viewer.council_id).order_by("-uploaded_at", "-id")
    if viewer.is_system_admin:
        return DirectoryEdition.objects.filter(council__isnull=True).order_by("-uploaded_at", "-id")
    return DirectoryEdition.objects.none()


def find_edition(viewer: Viewer, edition_id: int) -> DirectoryEdition | None:
    return list_editions(viewer).filter(pk=edition_id).select_related("council").first()


def find_unfinished(council_id: int | None, sha256: str) -> DirectoryEdition | None:
    """The edition with this content that was brought in for the council, or for every one, and not finished."""
    unfinished = (EditionState.UPLOADED.value, EditionState.READ.value, EditionState.APPLYING.value)
    rows = DirectoryEdition.objects.filter(file__sha256=sha256, state__in=unfinished)
    rows = rows.filter(council__isnull=True) if council_id is None else rows.filter(council_id=council_id)
    return rows.order_by("-id").first()


def find_newest_day(council_id: int | None) -> date | None:
    """The day of the newest edition that was taken over for the council, or for any where it is None."""
    taken = DirectoryEdition.objects.filter(state__in=(EditionState.APPLIED.value, EditionState.APPLYING.value))
    if council_id is not None:
        taken = taken.filter(Q(council_id=council_id) | Q(council__isnull=True))
    return taken.order_by("-as_of").values_list("as_of", flat=True).first()


def list_left_out(council_id: int | None) -> frozenset[tuple[int, str, str]]:
    """Council, CQC id and kind of what was left out of the newest edition that was taken over."""
    taken = DirectoryEdition.objects.filter(state=EditionState.APPLIED.value)
    taken = taken.filter(council__isnull=True) if council_id is None else taken.filter(council_id=council_id)
    newest = taken.order_by("-as_of", "-id").first()
    rows = DirectoryChange.objects.filter(edition=newest, left_out=True) if newest else DirectoryChange.objects.none()
    return frozenset(rows.order_by("id").values_list("council_id", "cqc_id", "kind"))


def list_areas(council: Council | None) -> Mapping[str, int]:
    """Key of an area to the council whose it is: the one given, or every council of the installation."""
    councils = [council] if council is not None else list(Council.objects.order_by("name", "id"))
    named = dict(DirectoryArea.objects.order_by("id").values_list("council_id", "name"))
    return {directory.area_key(named.get(each.pk) or directory.area_of(each.name)): each.pk for each in councils}


def find_area(council: Council) -> str:
    named = DirectoryArea.objects.filter(council=council).first()
    return named.name if named is not None else directory.area_of(council.name)


def count_changes(edition: DirectoryEdition) -> Mapping[ChangeKind, tuple[int, int]]:
    """For each kind how many there are, and how many of them are left out. One query."""
    rows = DirectoryChange.objects.filter(edition=edition).order_by("kind").values_list("kind")
    found = {
        kind: (n, left) for kind, n, left in rows.annotate(n=Count("id"), left=Count("id", filter=Q(left_out=True)))
    }
    return {kind: found.get(kind.value, (0, 0)) for kind in ChangeKind}


def list_changes(edition: DirectoryEdition, kind: ChangeKind) -> QuerySet[DirectoryChange]:
    """Those that must be known first come first."""
    rows = DirectoryChange.objects.filter(edition=edition, kind=kind.value)
    rows = rows.select_related("council", "looks_like__organisation")
    return rows.order_by("rank", "name", "id")


def list_undecided(edition: DirectoryEdition) -> QuerySet[DirectoryChange]:
    """Openings that look like something entered by hand, of which nobody said whether the two are the same."""
    rows = edition.changes.filter(kind=ChangeKind.OPENING.value, joined__isnull=True, left_out=False)
    return rows.filter(looks_like__cqc_id="").order_by("rank", "name", "id")


def find_closures_doubt(edition: DirectoryEdition, doubted: Threshold) -> str:
    """Why so many closures are doubtful, in the council where they are most; empty where they are not."""
    closures = DirectoryChange.objects.filter(edition=edition, kind=ChangeKind.CLOSURE.value, left_out=False)
    by_council = Counter(closures.order_by("id").values_list("council_id", flat=True))
    for council_id, count in by_council.most_common():
        standing = Location.objects.filter(council_id=council_id).exclude(cqc_id="")
        open_ = standing.exclude(state=LocationState.CLOSED.value).count()
        if doubt := editions.closures_doubt(count, open_, doubted):
            return doubt
    return ""
