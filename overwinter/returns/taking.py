"""The rows of a file are taken, in batches; killed and begun again, it goes on where it had got to."""

from collections.abc import Callable
from datetime import date
from functools import partial

from django.db import IntegrityError

from overwinter.infra import clock
from overwinter.infra.sheets import Unreadable
from overwinter.returns import actions, queries
from overwinter.returns.domain.kinds import FileState
from overwinter.returns.looking import look_at_period
from overwinter.returns.missing import end_missing
from overwinter.returns.models import ReturnFile
from overwinter.returns.reading_file import TakenRow, read_file
from overwinter.returns.tallying import keep_tally

BATCH = 1_000
TRIES = 3
"""How often a batch is begun anew where somebody enters one of its returns at the same moment."""


def take_file(file_id: int) -> None:
    """In one go: what is left of the file is taken and looked at."""
    if take_rows(file_id):
        look_at_file(file_id)


def take_rows(file_id: int) -> bool:
    """Take what is left of the file. Begun again after it was killed, it goes on where it had got to.

    Whether there is anything to look at.
    """
    file = ReturnFile.objects.select_related("form", "file").get(pk=file_id)
    if file.state == FileState.TAKEN.value:
        return True
    form = queries.find_asked_form(file.council_id, file.form.code)
    if form is None:
        actions.fail_file(file_id=file_id, sentence="The council does not ask for this form any more.", by=None)
        return False
    try:
        read = read_file(file, form, queries.register_of(file.council_id), partial(queries.ids_asked, form))
    except Unreadable as problem:
        actions.fail_file(file_id=file_id, sentence=str(problem), by=None)
        return False
    begun = actions.begin_taking(file_id=file_id, faults=read.faults, counts=read.counts, by=None)
    if begun is None:
        return True
    reached, going_on = begun.reached, True
    while going_on:
        rows = read.rows[reached : reached + BATCH]
        last = reached + len(rows) >= len(read.rows)
        going_on = _take(file_id, reached, rows, last=last) and not last
        reached += len(rows)
    return True


def look_at_file(
    file_id: int, *, since: date | None = None, enough: Callable[[], bool] = lambda: False
) -> date | None:  # fmt: skip
    """What its returns show, and what is over because they came. Twice changes nothing.

    From the period ``since`` on; the period to go on with is returned where it was ``enough`` before the last.
    """
    file = ReturnFile.objects.select_related("form").get(pk=file_id)
    form = queries.find_asked_form(file.council_id, file.form.code)
    if form is not None:
        if since is None:
            end_missing(form, queries.list_came(file))
        starts = [start for start in queries.list_periods_in(file) if since is None or start >= since]
        for number, start in enumerate(starts):
            if number and enough():
                return start
            look_at_period(form, form.period_at(start))
        keep_tally(form, today=clock.today())
    actions.end_looking(file_id=file_id, by=None)
    return None


def _take(file_id: int, reached: int, rows: list[TakenRow], *, last: bool) -> bool:
    for left in range(TRIES - 1, -1, -1):
        try:
            return actions.take_batch(file_id=file_id, reached=reached, rows=rows, last=last, by=None)
        except IntegrityError:
            if not left:
                raise
    return False
