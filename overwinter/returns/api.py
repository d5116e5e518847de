"""The door to returns: what is asked of whom by when, what was answered, and entering an answer."""

from overwinter.accounts.api import User
from overwinter.kernel.synced import Synced
from overwinter.returns import actions
from overwinter.returns.actions import AnswersRefused, ask_for_form, save_draft, submit_return
from overwinter.returns.bringing import bring_in, is_done
from overwinter.returns.catalogue import load_forms
from overwinter.returns.domain.checking import Checked
from overwinter.returns.domain.form import (
    NOT_APPLICABLE,
    NOT_KNOWN,
    Answers,
    Definition,
    Question,
    number_of,
    say_answer,
    sum_of,
)
from overwinter.returns.domain.kinds import Entered, ReturnState
from overwinter.returns.domain.loading import FormError, read_definition
from overwinter.returns.domain.periods import Period, Rhythm, Timing
from overwinter.returns.filling import ReturnForm
from overwinter.returns.models import Form, Return, ReturnRevision
from overwinter.returns.queries import (
    AskedForm,
    KindCount,
    LastAnswers,
    Mark,
    OpenReturn,
    asked_locations,
    check_open,
    count_returned,
    definition_of,
    find_asked_form,
    find_form_of,
    last_answers,
    list_asked_forms,
    list_due,
    list_faults,
    list_returns_of,
    list_revisions,
    marks_of,
    open_return,
)


def sync_catalogue(*, by: User | None) -> Synced:
    """The forms of the catalogue, brought into the database. Twice changes nothing."""
    return actions.sync_forms(forms=load_forms(), by=by)


__all__ = [
    "NOT_APPLICABLE",
    "NOT_KNOWN",
    "Answers",
    "AnswersRefused",
    "AskedForm",
    "Checked",
    "Definition",
    "Entered",
    "Form",
    "FormError",
    "KindCount",
    "LastAnswers",
    "Mark",
    "OpenReturn",
    "Period",
    "Question",
    "Return",
    "ReturnForm",
    "ReturnRevision",
    "ReturnState",
    "Rhythm",
    "Timing",
    "ask_for_form",
    "asked_locations",
    "bring_in",
    "check_open",
    "count_returned",
    "definition_of",
    "find_asked_form",
    "find_form_of",
    "is_done",
    "last_answers",
    "list_asked_forms",
    "list_due",
    "list_faults",
    "list_returns_of",
    "list_revisions",
    "load_forms",
    "marks_of",
    "number_of",
    "open_return",
    "read_definition",
    "save_draft",
    "say_answer",
    "submit_return",
    "sum_of",
    "sync_catalogue",
]
