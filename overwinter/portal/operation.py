"""What the portal offers to the rest of the house."""

from overwinter.operations.api import Operation
from overwinter.portal.pages.panel import PortalPanels

OPERATION = Operation(name="portal", panels=(PortalPanels(),))
