"""Every write of returns."""

from overwinter.returns.actions.entering import AnswersRefused, save_draft, submit_return
from overwinter.returns.actions.files import (
    begin_taking,
    end_looking,
    fail_file,
    go_on,
    map_as_before,
    map_columns,
    take_batch,
    upload_file,
)
from overwinter.returns.actions.forms import (
    ask_for_form,
    begin_version,
    change_version,
    make_form,
    stop_asking,
    sync_forms,
)
from overwinter.returns.actions.overtaking import keep_beside, leave_draft, take_from_draft
from overwinter.returns.actions.rules import switch_off, switch_on

__all__ = [
    "AnswersRefused",
    "ask_for_form",
    "begin_taking",
    "begin_version",
    "change_version",
    "end_looking",
    "fail_file",
    "go_on",
    "keep_beside",
    "leave_draft",
    "make_form",
    "map_as_before",
    "map_columns",
    "save_draft",
    "stop_asking",
    "submit_return",
    "switch_off",
    "switch_on",
    "sync_forms",
    "take_batch",
    "take_from_draft",
    "upload_file",
]
