"""What the portal offers to the rest of the house."""

from overwinter.operations.api import Operation
from overwinter.portal.pages.panel import PortalPanels, PortalWaits
from overwinter.portal.reporting import PortalReport

OPERATION = Operation(name="portal", panels=(PortalPanels(),), waits=(PortalWaits(),), reports=(PortalReport(),))
