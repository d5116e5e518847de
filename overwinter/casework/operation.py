"""What casework offers to the rest of the house."""

from overwinter.casework.measures import ConcernMeasures
from overwinter.casework.pages.panels import CaseworkActions, CaseworkAsks, CaseworkPanels, CaseworkWaits
from overwinter.casework.records import CONCERNS
from overwinter.casework.reporting import CaseworkReport
from overwinter.operations.api import Entry, Operation
from overwinter.providers.api import PROVIDER_EDITOR

OPERATION = Operation(
    name="casework",
    panels=(CaseworkPanels(),),
    waits=(CaseworkWaits(),),
    asks=(CaseworkAsks(),),
    measures=(ConcernMeasures(),),
    actions=(CaseworkActions(),),
    reports=(CaseworkReport(),),
    records=(CONCERNS,),
    navigation=(
        Entry("Calls", "casework:calls", workers=PROVIDER_EDITOR, order=10, pages="views.calls"),
        Entry("Concerns", "casework:queue", workers=PROVIDER_EDITOR, order=40),
    ),
)
