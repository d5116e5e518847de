"""Every write of returns."""

from overwinter.returns.actions.entering import AnswersRefused, Hand, check, save_draft, submit_return
from overwinter.returns.actions.forms import (
    SyncResult,
    ask_for_form,
    begin_version,
    change_version,
    make_form,
    may_change_version,
    stop_asking,
    sync_forms,
)

__all__ = [
    "AnswersRefused",
    "Hand",
    "SyncResult",
    "ask_for_form",
    "begin_version",
    "change_version",
    "check",
    "make_form",
    "may_change_version",
    "save_draft",
    "stop_asking",
    "submit_return",
    "sync_forms",
]
