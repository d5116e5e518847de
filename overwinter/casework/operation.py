"""What casework offers to the rest of the house."""

from overwinter.casework.asked import CaseworkAnswers, CaseworkAsks
from overwinter.casework.measures import ConcernMeasures
from overwinter.casework.pages.agenda import EscalatedConcerns
from overwinter.casework.pages.changes import AnswersOfProviders, ConcernChanges
from overwinter.casework.pages.panels import CaseworkActions, CaseworkPanels, CaseworkWaits
from overwinter.casework.permissions import CASE_WORKER
from overwinter.casework.records import CONCERNS
from overwinter.casework.reporting import CaseworkReport
from overwinter.operations.api import Entry, Operation

OPERATION = Operation(
    name="casework",
    panels=(CaseworkPanels(),),
    waits=(CaseworkWaits(),),
    asks=(CaseworkAsks(),),
    answers=CaseworkAnswers(),
    measures=(ConcernMeasures(),),
    actions=(CaseworkActions(),),
    changes=(ConcernChanges(), AnswersOfProviders()),
    agenda=(EscalatedConcerns(),),
    hearing=(EscalatedConcerns(),),
    reports=(CaseworkReport(),),
    records=(CONCERNS,),
    navigation=(
        Entry("Calls", "casework:calls", workers=CASE_WORKER, order=10, pages="views.calls"),
        Entry("Concerns", "casework:queue", workers=CASE_WORKER, order=40),
    ),
)
