"""A file of returns comes in, its columns are decided, and its rows are taken in batches."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import BinaryIO, NamedTuple

from django.db import transaction
from django.utils import timezone

from overwinter.accounts.api import User
from overwinter.infra import audit, clock, files, jobs
from overwinter.infra.bulk import insert_rows, update_rows
from overwinter.infra.sheets import Unreadable
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import Council, get_viewer
from overwinter.returns import permissions, queries
from overwinter.returns.domain.form import Answer
from overwinter.returns.domain.kinds import Entered, FileState, ReturnState
from overwinter.returns.domain.mapping import may_take, signature_of, suggest, targets_of
from overwinter.returns.models import ColumnMap, FileFault, Form, OvertakenDraft, Return, ReturnFile, ReturnRevision
from overwinter.returns.reading_file import RowFault, TakenRow, read_columns
from overwinter.returns.tallying import let_go

TAKING_JOB = "overwinter.returns.jobs.take_file"
_COUNTED = ("added", "changed", "unchanged", "older")


@transaction.atomic
def upload_file(
    *, council_id: int, form: Form, name: str, content: BinaryIO, as_of: date, by: User
) -> ReturnFile:  # fmt: skip
    """Keep the file for ever, and suggest what its columns are: as the council decided for such a file, or by name."""
    council = _council(council_id, by)
    asked = queries.find_asked_form(council_id, form.code)
    if asked is None:
        raise Refused(
            f"The council does not ask for “{form.title}”. Switch it on first, so that its periods are known."
        )
    stored = files.keep(content)
    try:
        columns = read_columns(files.path_of(stored.sha256), name)
    except Unreadable as problem:
        raise Refused(str(problem)) from problem
    names = [each["name"] for each in columns]
    signature = signature_of(names)
    remembered = queries.remembered_map(council_id, form, signature)
    period = asked.period_of(as_of)
    row = ReturnFile.objects.create(
        council=council, form=form, file=stored, name=name, as_of=as_of, columns=columns, signature=signature,
        period_start=period.start if period is not None else None,
        mapping=remembered or suggest(names, asked.definition_on(as_of)),
        uploaded_at=clock.now(), uploaded_by=by,
    )  # fmt: skip
    details = {"name": name, "sha256": stored.sha256, "form": form.code, "remembered": remembered is not None}
    audit.record("file of returns brought in", by=by, subject=row, chain=council.code, details=details)
    return row


@transaction.atomic
def map_columns(
    *, file_id: int, mapping: Mapping[str, str], by: User, at_once: bool = False
) -> ReturnFile:  # fmt: skip
    """Decide which column answers which question, remember it for files of the same columns, and have the rows taken.

    ``at_once``: whoever calls takes them, and nothing is left to a worker.
    """
    row = ReturnFile.objects.select_for_update().select_related("form", "council").get(pk=file_id)
    permissions.may_take_files(get_viewer(by), row.council_id).require()
    if row.state not in {FileState.UPLOADED.value, FileState.FAILED.value} and row.reached:
        raise Refused("Rows of this file were taken already. Bring it in again to take it with other columns.")
    kept = {number: target for number, target in mapping.items() if target}
    may_take(kept).require()
    row.mapping, row.state, row.failure = kept, FileState.MAPPED.value, ""
    row.save(update_fields=["mapping", "state", "failure"])
    ColumnMap.objects.update_or_create(
        council=row.council, form=row.form, signature=row.signature, defaults={"mapping": kept}
    )
    audit.record(
        "columns of returns decided", by=by, subject=row, chain=row.council.code,
        details={"form": row.form.code, "columns": {row.columns[int(n)]["name"]: each for n, each in kept.items()}},
    )  # fmt: skip
    if not at_once:
        jobs.enqueue(TAKING_JOB, row.pk)
    return row


@transaction.atomic
def map_as_before(*, file_id: int, by: User) -> bool:
    """Have the rows taken with the columns as they were decided for the last such file.

    False: nobody decided it yet, or the form no longer asks what one of the columns answered.
    """
    row = ReturnFile.objects.select_related("form").get(pk=file_id)
    decided = queries.remembered_map(row.council_id, row.form, row.signature)
    asked = queries.find_asked_form(row.council_id, row.form.code)
    if decided is None or asked is None:
        return False
    if not set(decided.values()) <= targets_of(asked.definition_on(row.as_of or clock.today())):
        return False
    map_columns(file_id=file_id, mapping=decided, by=by)
    return True


@transaction.atomic
def begin_taking(
    *, file_id: int, faults: Iterable[RowFault], counts: Mapping[str, int], by: User | None
) -> ReturnFile | None:  # fmt: skip
    """Write down what the file holds and what is wrong with it. None: nothing to take.

    Begun again it says the same, unless locations came or went since: then the rows to take are others, and all are
    gone through from the first. What was taken already is as it was.
    """
    del by  # the same as who decided the columns; what is written down here is no decision
    row = ReturnFile.objects.select_for_update().get(pk=file_id)
    if row.state not in {FileState.MAPPED.value, FileState.TAKING.value}:
        return None
    if row.state == FileState.MAPPED.value or any(row.totals.get(name) != said for name, said in counts.items()):
        row.faults.all().delete()
        FileFault.objects.bulk_create(
            (FileFault(file=row, row=each.row, column=each.column[:200], value=each.value, words=each.words)
             for each in faults), batch_size=1000,
        )  # fmt: skip
        row.totals = {**counts, **dict.fromkeys(_COUNTED, 0)}
        row.state, row.reached = FileState.TAKING.value, 0
        row.save(update_fields=["totals", "state", "reached"])
    return row


@transaction.atomic
def take_batch(
    *, file_id: int, reached: int, rows: Sequence[TakenRow], last: bool, by: User | None
) -> bool:  # fmt: skip
    """Take rows that follow on ``reached``; False where another worker has taken them, or all is taken.

    A batch stands or falls whole, and where the file has got to stands with it: whoever begins again goes on there.
    """
    file = ReturnFile.objects.select_for_update().select_related("council", "form").get(pk=file_id)
    if file.state != FileState.TAKING.value or file.reached != reached:
        return False
    if rows:
        let_go(file.council_id, file.form_id, min(each.period.start for each in rows))
    done = _write(file, rows)
    file.totals = {**file.totals, **{name: file.totals.get(name, 0) + done[name] for name in _COUNTED}}
    file.reached = reached + len(rows)
    if last:
        file.state = FileState.TAKEN.value
    file.save(update_fields=["totals", "reached", "state"])
    audit.record(
        "returns taken from a file", by=by or file.uploaded_by, subject=file, chain=file.council.code,
        details={"form": file.form.code, "from": reached, "to": file.reached, **done},
    )  # fmt: skip
    return True


@transaction.atomic
def end_looking(*, file_id: int, by: User | None) -> None:
    """The rules have looked at all it brought: nothing of the file is left to do. Twice changes nothing."""
    del by  # rules decide nothing; what they saw is kept with each alarm
    ReturnFile.objects.filter(pk=file_id, state=FileState.TAKEN.value).update(is_looked_at=True)


@transaction.atomic
def fail_file(*, file_id: int, sentence: str, by: User | None) -> None:
    """It could not be read; what was taken stays."""
    file = ReturnFile.objects.select_for_update().select_related("council").get(pk=file_id)
    file.state, file.failure = FileState.FAILED.value, sentence
    file.save(update_fields=["state", "failure"])
    audit.record(
        "file of returns failed", by=by, subject=file, chain=file.council.code, details={"why": sentence}
    )  # fmt: skip


@transaction.atomic
def go_on(*, file_id: int, by: User) -> None:
    """Have a file that stands still taken further, from where it has got to."""
    file = ReturnFile.objects.select_for_update().select_related("council").get(pk=file_id)
    permissions.may_take_files(get_viewer(by), file.council_id).require()
    if not queries.is_going(file):
        raise Refused("This file is not being taken. Nothing is left to do.")
    audit.record("file of returns gone on with", by=by, subject=file, chain=file.council.code)
    jobs.enqueue(TAKING_JOB, file.pk)


def _write(file: ReturnFile, rows: Sequence[TakenRow]) -> dict[str, int]:
    """The rows against what is kept, in a handful of statements however many there are."""
    kept = _kept(file, {each.location_id for each in rows}, {each.period.start for each in rows})
    added: list[TakenRow] = []
    changed: dict[int, TakenRow] = {}
    done = dict.fromkeys(_COUNTED, 0)
    for each in rows:
        old = kept.get((each.location_id, each.period.start))
        is_made = old is not None and old.state == ReturnState.SUBMITTED.value
        if old is None:
            added.append(each)
        elif is_made and old.answers == each.answers:
            done["unchanged"] += 1
        elif is_made and old.submitted_at is not None and old.submitted_at > each.saved_at:
            done["older"] += 1
        else:
            changed[old.pk] = each
    done["added"], done["changed"] = len(added), len(changed)
    insert_rows(Return, _ADDED, _new(file, added))
    _change(file, changed)
    return done


def _change(file: ReturnFile, changed: Mapping[int, TakenRow]) -> None:
    """By the number of the return; what was submitted before is kept, and so is a draft that says otherwise."""
    found = list(Return.objects.filter(pk__in=changed).order_by("id"))
    made = [row for row in found if row.state == ReturnState.SUBMITTED.value]
    ReturnRevision.objects.bulk_create(map(_as_it_was, made))
    OvertakenDraft.objects.bulk_create(
        _overtaken(row, file)
        for row in found
        if row.state != ReturnState.SUBMITTED.value and _says_otherwise(row.answers, changed[row.pk].answers)
    )
    update_rows([_filled(row, file, changed[row.pk]) for row in found], _WRITTEN)


_WRITTEN = (
    "version", "period_end", "state", "answers", "no_change", "entered", "entered_as", "number", "first_on",
    "submitted_at", "submitted_by", "file", "saved_at",
)  # fmt: skip


def _says_otherwise(draft: Mapping[str, Answer], taken: Mapping[str, Answer]) -> bool:
    return any(taken.get(code) != answer for code, answer in draft.items())


class _Kept(NamedTuple):
    pk: int
    location_id: int
    period_start: date
    state: str
    answers: dict[str, Answer]
    submitted_at: datetime | None


def _kept(file: ReturnFile, locations: Collection[int], starts: Collection[date]) -> dict[tuple[int, date], _Kept]:
    rows = Return.objects.filter(form=file.form, location_id__in=locations, period_start__in=starts).order_by("id")
    return {(row.location_id, row.period_start): row for row in map(_Kept._make, rows.values_list(*_Kept._fields))}


_ADDED = (
    "council_id", "form_id", "location_id", "period_start", "period_end", "version_id", "state", "answers", "entered",
    "number", "first_on", "submitted_at", "saved_at", "submitted_by_id", "file_id",
)  # fmt: skip


def _new(file: ReturnFile, rows: Iterable[TakenRow]) -> Iterator[tuple[object, ...]]:
    """As ``_ADDED`` names them. Of a new return there is no object: 26,000 of them are dear."""
    day_of = cache(timezone.localdate)
    for each in rows:
        yield (
            file.council_id, file.form_id, each.location_id, each.period.start, each.period.due, each.version_id,
            ReturnState.SUBMITTED.value, each.answers, Entered.IMPORT.value, 1, day_of(each.saved_at),
            each.saved_at, each.saved_at, file.uploaded_by_id, file.pk,
        )  # fmt: skip


def _filled(row: Return, file: ReturnFile, each: TakenRow) -> Return:
    row.period_start, row.period_end, row.version_id = each.period.start, each.period.due, each.version_id
    row.state, row.answers, row.no_change = ReturnState.SUBMITTED.value, each.answers, False
    row.entered, row.entered_as, row.number = Entered.IMPORT.value, "", row.number + 1
    row.first_on = row.first_on or timezone.localdate(each.saved_at)
    row.submitted_at = row.saved_at = each.saved_at
    row.submitted_by, row.file = file.uploaded_by, file
    return row


def _as_it_was(row: Return) -> ReturnRevision:
    return ReturnRevision(
        submitted=row, number=row.number, version_id=row.version_id, answers=row.answers, no_change=row.no_change,
        entered=row.entered, entered_as=row.entered_as, submitted_at=row.submitted_at or row.saved_at,
        submitted_by_id=row.submitted_by_id,
    )  # fmt: skip


def _overtaken(row: Return, file: ReturnFile) -> OvertakenDraft:
    how = Entered.IMPORT.value
    return OvertakenDraft.of(row, how=how, by_id=file.uploaded_by_id, at=clock.now(), file_id=file.pk)


def _council(council_id: int, by: User) -> Council:
    permissions.may_take_files(get_viewer(by), council_id).require()
    return Council.objects.get(pk=council_id)
