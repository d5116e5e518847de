"""What providers offer to the rest of the house: what one does from a location's page, and the way to the list."""

from overwinter.operations.api import Entry, Operation
from overwinter.providers.pages.changes import ProviderChanges
from overwinter.providers.pages.panels import ProviderActions
from overwinter.providers.permissions import PROVIDER_EDITOR, PROVIDER_READER
from overwinter.providers.records import LOCATIONS

OPERATION = Operation(
    name="providers",
    actions=(ProviderActions(),),
    changes=(ProviderChanges(),),
    records=(LOCATIONS,),
    navigation=(Entry("Providers", "providers:list", workers=PROVIDER_EDITOR, order=20, others=PROVIDER_READER),),
)
