"""Every change to documents, the rows read from them and their unplaced text."""

from overwinter.intake.actions.applying import apply_document
from overwinter.intake.actions.pieces import leave_out_piece, put_back_piece, take_piece
from overwinter.intake.actions.reading import fail_reading, keep_reading, start_reading
from overwinter.intake.actions.reshaping import merge_rows, put_back_row, split_row
from overwinter.intake.actions.rows import (
    Overtaken,
    accept_confident_rows,
    accept_row,
    edit_row,
    leave_row,
    reject_row,
)
from overwinter.intake.actions.uploads import read_again, upload_document

__all__ = [
    "Overtaken",
    "accept_confident_rows",
    "accept_row",
    "apply_document",
    "edit_row",
    "fail_reading",
    "keep_reading",
    "leave_out_piece",
    "leave_row",
    "merge_rows",
    "put_back_piece",
    "put_back_row",
    "read_again",
    "reject_row",
    "split_row",
    "start_reading",
    "take_piece",
    "upload_document",
]
