"""What returns offer to the rest of the house."""

from overwinter.operations.api import Entry, Operation
from overwinter.providers.api import PROVIDER_EDITOR, PROVIDER_READER
from overwinter.returns.figures import ReturnFigures
from overwinter.returns.measures import ReturnMeasures
from overwinter.returns.offers import ReturnsAsks, ReturnsChanges, ReturnsMorning, ReturnsPanels, ReturnsWaits
from overwinter.returns.records import RETURNS
from overwinter.returns.reporting import ReturnsReport

OPERATION = Operation(
    name="returns",
    panels=(ReturnsPanels(),),
    waits=(ReturnsWaits(),),
    asks=(ReturnsAsks(),),
    figures=(ReturnFigures(),),
    measures=(ReturnMeasures(),),
    morning=(ReturnsMorning(),),
    changes=(ReturnsChanges(),),
    reports=(ReturnsReport(),),
    records=(RETURNS,),
    navigation=(Entry("Returns", "returns:list", workers=PROVIDER_EDITOR, order=30, others=PROVIDER_READER),),
)
