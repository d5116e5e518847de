"""The door to support plans, continuity plans, risk assessments and risk."""

from overwinter.market.domain.risk import Level, Part

__all__ = ["Level", "Part"]
