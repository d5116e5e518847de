"""An edition of the directory is brought in, read, looked at, and taken over or left."""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import BinaryIO

from django.db import transaction

from overwinter.accounts.api import User
from overwinter.infra import audit, clock, files
from overwinter.infra.jobs import enqueue
from overwinter.infra.sheets import Unreadable
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import get_council, get_viewer
from overwinter.providers import edition_queries, permissions
from overwinter.providers.directory_applying import Batch
from overwinter.providers.directory_reading import Comparison
from overwinter.providers.domain import editions, likeness
from overwinter.providers.domain.directory import area_key
from overwinter.providers.domain.kinds import ChangeKind, EditionState, LocationState
from overwinter.providers.models import DirectoryArea, DirectoryChange, DirectoryEdition, Location
from overwinter.providers.ports import get_limits

BATCH = 500
"""Changes taken over in one transaction, with the position reached."""
READ_JOB = "overwinter.providers.jobs.read_edition"
APPLY_JOB = "overwinter.providers.jobs.apply_edition"


@transaction.atomic
def upload_edition(
    *, council_id: int | None, name: str, content: BinaryIO, as_of: date, by: User | None, in_background: bool = True
) -> DirectoryEdition:
    """Kept as it came, and read in the background. ``council_id``: None for every council of the installation;
    ``by``: None for whoever runs the command line of the installation."""
    _may_keep(council_id, by)
    editions.may_take_over(as_of, edition_queries.find_newest_day(council_id), clock.today()).require()
    edition = DirectoryEdition.objects.create(
        council_id=council_id, file=files.keep(content), name=name[:300], as_of=as_of, uploaded_at=clock.now(),
        uploaded_by=by,
    )  # fmt: skip
    _record("directory edition brought in", edition, by, name=name, as_of=as_of.isoformat())
    if in_background:
        enqueue(READ_JOB, edition.pk)
    return edition


def read_edition(
    *, edition_id: int, by: User | None, progress: Callable[[int], None] = lambda _rows: None
) -> DirectoryEdition:
    """Write down what it would change. Stopped in between and begun again it comes to the same."""
    edition = DirectoryEdition.objects.select_related("file", "council").get(pk=edition_id)
    if edition.state != EditionState.UPLOADED.value:
        return edition
    DirectoryChange.objects.filter(edition=edition).delete()
    comparison = Comparison(
        edition, edition_queries.list_areas(edition.council), edition_queries.find_newest_day(edition.council_id),
        edition_queries.list_left_out(edition.council_id),
    )  # fmt: skip

    def note(rows: int) -> None:
        DirectoryEdition.objects.filter(pk=edition_id).update(totals={"rows": rows})
        progress(rows)

    try:
        files.open_kept(edition.file.sha256).close()
        comparison.compare(files.path_of(edition.file.sha256), edition.name, progress=note)
    except (Unreadable, files.Damaged) as problem:
        DirectoryChange.objects.filter(edition=edition).delete()
        edition.state, edition.failure = EditionState.FAILED.value, str(problem)
    else:
        edition.state = EditionState.READ.value
        edition.totals = {**comparison.counts, "still_named": comparison.still_named}
    with transaction.atomic():
        edition.save(update_fields=["state", "failure", "totals"])
        _record(f"directory edition {edition.state}", edition, by, **comparison.counts)
    return edition


@transaction.atomic
def leave_out(
    *, edition_id: int, shown: Collection[int], ticked: Collection[int], joined: Mapping[int, bool], by: User | None
) -> None:
    """Of the changes ``shown``, those ``ticked`` are not taken over; the others are. ``joined``: of openings that look
    like something entered by hand, whether the two are the same."""
    edition = _hold(edition_id, by)
    if edition.state != EditionState.READ.value:
        raise Refused("Nothing can be left out any more. Look at the page again.")
    changes = DirectoryChange.objects.filter(edition=edition, pk__in=shown)
    changes.filter(pk__in=ticked).update(left_out=True)
    changes.exclude(pk__in=ticked).update(left_out=False)
    for change in changes.filter(pk__in=joined, looks_like__isnull=False).order_by("id"):
        _join(edition, change, same=joined[change.pk])


def _join(edition: DirectoryEdition, change: DirectoryChange, *, same: bool) -> None:
    if same:
        others = edition.changes.filter(looks_like_id=change.looks_like_id, joined=True, left_out=False)
        other = others.exclude(pk=change.pk).order_by("id").first()
        likeness.may_join(already=other.name if other is not None else "").require()
    change.joined = same
    change.save(update_fields=["joined"])


@transaction.atomic
def decide_alike(*, edition_id: int, same: bool, by: User | None) -> int:
    """Of every opening on which nobody has decided, whether it is the same as what was entered by hand. Of two that
    look like one entry only the first is. How many were decided."""
    edition = _hold(edition_id, by)
    joined = edition.changes.filter(joined=True, left_out=False)
    taken: set[int | None] = set(joined.values_list("looks_like_id", flat=True))
    undecided = list(edition_queries.list_undecided(edition))
    for change in undecided:
        change.joined = same and change.looks_like_id not in taken
        change.save(update_fields=["joined"])
        taken |= {change.looks_like_id} if change.joined else set()
    return len(undecided)


@transaction.atomic
def agree_to_edition(
    *, edition_id: int, closures_seen: bool, by: User | None, in_background: bool = True
) -> DirectoryEdition:
    """It is taken over, but for what was left out. Doubtfully many closures must have been ``closures_seen``."""
    edition = _hold(edition_id, by)
    editions.may_move(EditionState(edition.state), "agree").require()
    newest = edition_queries.find_newest_day(edition.council_id)
    editions.may_take_over(edition.as_of, newest, clock.today()).require()
    likeness.may_take_over(edition_queries.list_undecided(edition).count()).require()
    doubted = get_limits(clock.today())["closures-doubted"]
    doubt = edition_queries.find_closures_doubt(edition, doubted)
    if doubt and not closures_seen:
        raise Refused(f"{doubt} Look at the closures, then tick that they are right.")
    edition.state, edition.agreed_at, edition.agreed_by = EditionState.APPLYING.value, clock.now(), by
    edition.save(update_fields=["state", "agreed_at", "agreed_by"])
    left = DirectoryChange.objects.filter(edition=edition, left_out=True).count()
    _record(
        "directory edition agreed",
        edition,
        by,
        changes=_count(edition),
        left_out=left,
        joined=edition.changes.filter(joined=True, left_out=False).count(),
    )
    if in_background:
        enqueue(APPLY_JOB, edition.pk)
    return edition


@transaction.atomic
def leave_edition(*, edition_id: int, by: User | None) -> None:
    edition = _hold(edition_id, by)
    editions.may_move(EditionState(edition.state), "leave").require()
    edition.state = EditionState.LEFT.value
    edition.save(update_fields=["state"])
    _record("directory edition left", edition, by)


@transaction.atomic
def go_on(*, edition_id: int, by: User | None) -> None:
    """Have it read or taken over from where it stands, in case whatever did so has stopped."""
    edition = _hold(edition_id, by)
    job = {EditionState.UPLOADED.value: READ_JOB, EditionState.APPLYING.value: APPLY_JOB}.get(edition.state)
    if job is None:
        raise Refused("There is nothing to go on with. Look at the page again.")
    enqueue(job, edition.pk)


@transaction.atomic
def apply_batch(*, edition_id: int, by: User | None) -> bool:
    """The next changes enter the record, with the position reached. Whether there may be more. ``by``: who goes on
    with it, None for the program; the changes stand in the name of who agreed to them."""
    edition = DirectoryEdition.objects.select_for_update(of=("self",)).select_related("council").get(pk=edition_id)
    if edition.state != EditionState.APPLYING.value:
        return False
    changes = list(edition.changes.order_by("id")[edition.reached : edition.reached + BATCH])
    if not changes:
        _finish(edition, by)
        return False
    Batch(edition, changes).apply()
    edition.reached += len(changes)
    edition.save(update_fields=["reached"])
    return True


def _finish(edition: DirectoryEdition, by: User | None) -> None:
    councils = list(edition_queries.list_areas(edition.council).values())
    closures = DirectoryChange.objects.filter(edition=edition, kind=ChangeKind.CLOSURE.value)
    named = Location.objects.filter(council_id__in=councils).exclude(cqc_id="")
    named.exclude(state=LocationState.CLOSED.value).exclude(pk__in=closures.values("location_id")).update(
        seen_on=edition.as_of
    )
    Location.objects.filter(pk__in=edition.totals.get("still_named", [])).update(seen_on=edition.as_of)
    edition.state, edition.applied_at = EditionState.APPLIED.value, clock.now()
    edition.save(update_fields=["state", "applied_at"])
    applied = DirectoryChange.objects.filter(edition=edition, applied=True).count()
    _record("directory edition taken over", edition, by, changes=applied)


@transaction.atomic
def name_area(*, council_id: int, name: str, by: User) -> DirectoryArea:
    """What the directory calls the council's area."""
    _may_keep(council_id, by)
    if not area_key(name):
        raise Refused("Enter what the directory calls the council’s area.")
    area, _ = DirectoryArea.objects.update_or_create(council_id=council_id, defaults={"name": name.strip()})
    council = get_council(council_id)
    audit.record("directory area named", by=by, subject=council, chain=council.code, details={"name": area.name})
    return area


def _hold(edition_id: int, by: User | None) -> DirectoryEdition:
    edition = DirectoryEdition.objects.select_for_update(of=("self",)).select_related("council").get(pk=edition_id)
    _may_keep(edition.council_id, by)
    return edition


def _may_keep(council_id: int | None, by: User | None) -> None:
    if by is not None:
        permissions.may_bring_in(get_viewer(by), council_id).require()


def _count(edition: DirectoryEdition) -> int:
    return DirectoryChange.objects.filter(edition=edition).count()


def _record(verb: str, edition: DirectoryEdition, by: User | None, **details: object) -> None:
    chain = edition.council.code if edition.council is not None else audit.INSTALLATION
    audit.record(verb, by=by, subject=edition, chain=chain, details=details)
