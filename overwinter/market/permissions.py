"""Who reads how well and how safely providers stand: what they are worth and what they risk is not for all."""

from overwinter.infra.access import Readers
from overwinter.kernel.verdict import ALLOWED, Verdict, refused
from overwinter.organisations.api import Grant, Viewer, holds

READING = (Grant.CONTRACTS, Grant.QUALITY, Grant.PUBLIC_HEALTH, Grant.PLAN_MANAGER, Grant.DIRECTOR)
MARKET_READER = Readers(
    "market-reader",
    "Only contracts, quality, public health, the plan manager and the director can see how providers stand. Ask one "
    "of them.",
    holds(*READING),
)


def may_read(viewer: Viewer, council_id: int | None) -> Verdict:
    """As ``MARKET_READER`` lets in, where there is no request to ask."""
    return ALLOWED if any(viewer.may(grant, council_id) for grant in READING) else refused(MARKET_READER.words)
