"""Who knows whom: contexts that must not import each other are joined here, and nowhere else."""

from overwinter.config import demo
from overwinter.intake.api import connect_destination
from overwinter.plans.receiving import PlanReceiver


def connect() -> None:
    """Called once, when every context is loaded."""
    demo.offer_accounts()
    connect_destination(PlanReceiver())
