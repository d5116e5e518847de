"""Who knows whom: contexts that must not import each other are joined here, and nowhere else."""


def connect() -> None:
    """Called once, when every context is loaded."""
    from overwinter.intake.api import connect_destination
    from overwinter.plans.receiving import PlanReceiver

    connect_destination(PlanReceiver())
