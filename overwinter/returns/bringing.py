"""A file of returns brought in and taken in one go: for the command line and the demo."""

from collections.abc import Mapping
from datetime import date
from typing import BinaryIO

from django.db import transaction

from overwinter.accounts.api import User
from overwinter.infra import files
from overwinter.kernel.verdict import Refused
from overwinter.returns import actions, queries, taking
from overwinter.returns.domain.kinds import FileState
from overwinter.returns.models import ReturnFile


def bring_in(
    *, council_id: int, form_code: str, name: str, content: BinaryIO, as_of: date, by: User,
    mapping: Mapping[str, str] | None = None,
) -> ReturnFile:  # fmt: skip
    """Keep the file, decide its columns as ``mapping`` says or as was decided before, and take its rows now.

    A file of the same content that was begun and not ended is gone on with. Raises ``Refused`` where the columns are
    not known.
    """
    form = queries.find_form_of(council_id, form_code)
    if form is None:
        raise Refused(f"There is no form “{form_code}”. `overwinter returns forms` lists them.")
    row = queries.find_begun_file(council_id, form, files.keep(content))
    if row is None:
        content.seek(0)
        with transaction.atomic():
            row = actions.upload_file(council_id=council_id, form=form, name=name, content=content, as_of=as_of, by=by)
            actions.map_columns(file_id=row.pk, mapping=mapping or row.mapping, by=by, at_once=True)
    taking.take_file(row.pk)
    row.refresh_from_db()
    return row


def is_done(row: ReturnFile) -> bool:
    return row.state == FileState.TAKEN.value
