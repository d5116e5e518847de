"""An edition of the directory beside the record: what it would change, written down in batches as the file is read."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from itertools import islice
from pathlib import Path

from django.db.models import Q

from overwinter.infra.bulk import insert_rows
from overwinter.infra.sheets import SheetRow, Unreadable, read_rows
from overwinter.providers.domain import directory, editions, fields
from overwinter.providers.domain.directory import DirectoryRow, Headings
from overwinter.providers.domain.editions import Difference, Known
from overwinter.providers.domain.fields import Value
from overwinter.providers.domain.kinds import ChangeKind, ContactPurpose, LocationState, ServiceKind, Source
from overwinter.providers.domain.likeness import Entered, EnteredByHand
from overwinter.providers.models import Contact, DirectoryChange, DirectoryEdition, Location, Service

BATCH = 1_000
DIRECTORY_KINDS = frozenset(kind.value for kind in directory.SERVICE_COLUMNS)
_OF_CHANGE = (
    "edition_id", "council_id", "kind", "cqc_id", "name", "location_id", "values", "manager", "rank", "left_out",
    "looks_like_id",
)  # fmt: skip
_ONLY_ONCE = (ChangeKind.OPENING, ChangeKind.CLOSURE, ChangeKind.RETURN)


@dataclass
class Comparison:
    """What was met so far. ``areas``: key of an area to the council whose it is."""

    edition: DirectoryEdition
    areas: Mapping[str, int]
    newest: date | None
    """The day of the newest edition that was taken over."""
    left_out_before: frozenset[tuple[int, str, str]]
    """Council, CQC id and kind of what somebody left out of that one."""
    counts: Counter[str] = field(default_factory=Counter)
    still_named: list[int] = field(default_factory=list)
    """Closed by hand, and still in the directory."""
    seen: dict[int, set[str]] = field(default_factory=dict)
    authorities: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.seen = {council_id: set() for council_id in self.areas.values()}
        self._councils: dict[str, int | None] = {}
        self._entered: dict[int, EnteredByHand] | None = None

    def council_of(self, authority: str) -> int | None:
        if authority not in self._councils:
            self._councils[authority] = self.areas.get(directory.area_key(authority))
        return self._councils[authority]

    def compare(self, path: Path, name: str, *, progress: Callable[[int], None]) -> None:
        """Write down every difference. Raises :class:`Unreadable` in a sentence; then nothing of it counts."""
        rows = self._rows(path, name)
        while batch := list(islice(rows, BATCH)):
            self._write(batch)
            progress(self.counts["rows"])
        if not self.counts["taken"]:
            raise Unreadable(self._nothing_found(name))
        for council_id, seen in self.seen.items():
            if seen:
                self._closures(council_id, seen)

    # --- rows

    def _rows(self, path: Path, name: str) -> Iterator[DirectoryRow]:
        return directory.once_each(self._of_care(path, name))

    def _of_care(self, path: Path, name: str) -> Iterator[DirectoryRow]:
        """The rows of adult social care in the councils asked for."""
        for headings, row in _beneath_headings(read_rows(path, name), name):
            self.counts["rows"] += 1
            place = headings.fields["authority"]
            authority = row.cells[place].strip() if place < len(row.cells) else ""
            self.authorities[authority] += 1
            if self.council_of(authority) is None:
                self.counts["elsewhere"] += 1
                continue
            read = directory.read_row(headings, row.cells)
            if read is None:
                self.counts["not care"] += 1
                continue
            self.counts["twice"] += bool(read.primary_id)
            yield read

    def _nothing_found(self, name: str) -> str:
        asked = next(iter(self.areas), "")
        known = {directory.area_key(each): each for each in self.authorities if each}
        near = [known[key] for key in get_close_matches(asked, known, 3, 0.5)]
        said = f"“{name}” has no location of adult social care in the area of the council."
        if near:
            said += f" The nearest areas it names are {', '.join(f'“{each}”' for each in near)}."
        return f"{said} Say what the directory calls the council’s area, then bring it in again. Nothing was changed."

    # --- differences

    def _write(self, batch: Iterable[DirectoryRow]) -> None:
        by_council: dict[int, dict[str, DirectoryRow]] = {}
        for row in batch:
            council_id = self.council_of(row.authority)
            if council_id is not None:
                by_council.setdefault(council_id, {})[row.cqc_id] = row
        made = []
        for council_id, rows in by_council.items():
            self.seen[council_id] |= rows.keys()
            self.counts["taken"] += len(rows)
            known = load_known(council_id, rows, self.newest)
            for cqc_id, row in rows.items():
                found = editions.difference(row, known.get(cqc_id))
                if found is not None:
                    made.append(self._change(council_id, row, known.get(cqc_id), found))
                elif cqc_id in known and known[cqc_id].state is LocationState.CLOSED:
                    self.still_named.append(known[cqc_id].location_id)
        insert_rows(DirectoryChange, _OF_CHANGE, made)

    def _change(self, council_id: int, row: DirectoryRow, known: Known | None, found: Difference) -> tuple[object, ...]:
        """As ``_OF_CHANGE`` names them."""
        self.counts[found.kind.value] += 1
        entered = None
        if found.kind is ChangeKind.OPENING:
            entered = self._find_entered(council_id, row)
            told = dict(row.values)
            values: dict[str, object] = {"after": as_json(told), "organisation": row.organisation._asdict()}
        else:
            told = {change.field: change.after for change in found.changes}
            values = {
                "before": as_json({change.field: change.before for change in found.changes}),
                "after": as_json(told),
                "organisation": row.organisation._asdict() if "organisation" in told else None,
            }
        return (
            self.edition.pk, council_id, found.kind.value, row.cqc_id, str(row.values["name"]),
            known.location_id if known else None, values, found.manager,
            editions.worth(told) if found.kind is ChangeKind.CHANGE else int(entered is None),
            self._was_left_out(council_id, row.cqc_id, found.kind),
            entered.location_id if entered is not None else None,
        )  # fmt: skip

    def _find_entered(self, council_id: int, row: DirectoryRow) -> Entered | None:
        """What somebody entered by hand that may be the location of the row. One statement for all councils."""
        if self._entered is None:
            self._entered = load_entered(self.areas.values())
        by_hand = self._entered.get(council_id)
        if by_hand is None:
            return None
        return by_hand.find(str(row.values["name"]), str(row.values.get("postcode") or ""), row.kinds)

    def _was_left_out(self, council_id: int, cqc_id: str, kind: ChangeKind) -> bool:
        return kind in _ONLY_ONCE and (council_id, cqc_id, kind.value) in self.left_out_before

    def _closures(self, council_id: int, seen: set[str]) -> None:
        """What the record has open under the regulator's id, and the edition names no longer."""
        standing = Location.objects.filter(council_id=council_id).exclude(cqc_id="")
        standing = standing.exclude(state=LocationState.CLOSED.value).order_by("name", "id")
        found = [each for each in standing.values_list("pk", "cqc_id", "name") if each[1] not in seen]
        self.counts["closure"] += len(found)
        made = [
            DirectoryChange(
                edition=self.edition, council_id=council_id, kind=ChangeKind.CLOSURE.value, cqc_id=cqc_id, name=name,
                location_id=pk, values={"after": {}},
                left_out=self._was_left_out(council_id, cqc_id, ChangeKind.CLOSURE),
            )
            for pk, cqc_id, name in found
        ]  # fmt: skip
        DirectoryChange.objects.bulk_create(made, batch_size=BATCH)


def _beneath_headings(rows: Iterator[SheetRow], name: str) -> Iterator[tuple[Headings, SheetRow]]:
    """The rows beneath the row of headings, of the sheet that has one. Raises :class:`Unreadable` where none has."""
    headings: Headings | None = None
    sheet: str | None = None
    nearest: list[str] = []
    for row in rows:
        if headings is not None:
            if row.sheet != sheet:
                return
            yield headings, row
        elif row.number <= directory.HEADINGS_WITHIN and (found := directory.find_headings(row.cells)) is not None:
            nearest = directory.missing_in(found)
            headings, sheet = (None, None) if nearest else (found, row.sheet)
    if headings is None:
        lacks = f" It lacks the columns {', '.join(f'“{each}”' for each in nearest)}." if nearest else ""
        raise Unreadable(
            f"“{name}” is not the directory of locations: no sheet has the headings of it.{lacks} Take the file “care "
            "directory with filters” from the Care Quality Commission’s site. Nothing was changed."
        )


def load_entered(council_ids: Iterable[int]) -> dict[int, EnteredByHand]:
    """What was entered by hand and has no CQC location, by council. One statement."""
    rows = Location.objects.filter(council_id__in=list(council_ids), cqc_id="")
    rows = rows.exclude(state=LocationState.CLOSED.value).exclude(main_service=ServiceKind.PERSONAL_ASSISTANTS.value)
    found: dict[int, list[Entered]] = {}
    for row in rows.only("council_id", "name", "postcode", "main_service").order_by("id"):
        found.setdefault(row.council_id, []).append(entered_of(row))
    return {council_id: EnteredByHand.of(entries) for council_id, entries in found.items()}


def entered_of(row: Location) -> Entered:
    return Entered(row.pk, row.name, row.postcode, ServiceKind(row.main_service))


def load_known(council_id: int, cqc_ids: Iterable[str], newest: date | None) -> dict[str, Known]:
    """The record of these locations, by the regulator's id. Three queries."""
    rows = Location.objects.filter(council_id=council_id, cqc_id__in=list(cqc_ids)).select_related("organisation")
    found = {row.pk: row for row in rows}
    kinds: dict[int, list[str]] = {}
    services = Service.objects.filter(location__in=found, until__isnull=True, kind__in=DIRECTORY_KINDS).order_by("id")
    for pk, kind in services.values_list("location_id", "kind"):
        kinds.setdefault(pk, []).append(kind)
    managers: dict[int, Contact] = {}
    contacts = Contact.objects.filter(location__in=found, purpose=ContactPurpose.REGISTERED_MANAGER.value)
    for contact in contacts.filter(Q(until__isnull=True)).order_by("id"):
        managers[contact.location_id] = contact
    return {row.cqc_id: _known(row, kinds.get(pk, ()), managers.get(pk), newest) for pk, row in found.items()}


def _known(row: Location, kinds: Iterable[str], manager: Contact | None, newest: date | None) -> Known:
    values: dict[str, Value] = {name: getattr(row, name) for name in fields.COLUMNS}
    values["organisation"] = row.organisation.name
    values["services"] = directory.services_value([ServiceKind(kind) for kind in kinds])
    return Known(
        location_id=row.pk,
        state=LocationState(row.state),
        values=values,
        manager=(manager.name or "") if manager is not None else "",
        manager_by_hand=manager is not None and manager.source != Source.DIRECTORY.value,
        kept_by_hand=row.kept_by_hand,
        named_last_time=newest is not None and row.seen_on == newest,
    )


def as_json(values: Mapping[str, Value]) -> dict[str, object]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def from_json(values: Mapping[str, object]) -> dict[str, Value]:
    days = {name for name in values if name in ("rated_on", "registered_on")}
    read: dict[str, Value] = {}
    for name, value in values.items():
        if name in days and isinstance(value, str):
            read[name] = date.fromisoformat(value)
        elif value is None or isinstance(value, (str, int)):
            read[name] = value
    return read
