"""The two statements a council makes about a requirement. They are different facts and both are kept."""

from enum import StrEnum


class Rag(StrEnum):
    """How it is going."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    UNKNOWN = "unknown"


class FullyMet(StrEnum):
    """Whether it is in place."""

    YES = "yes"
    PARTIAL = "partial"
    NO = "no"
    UNKNOWN = "unknown"
