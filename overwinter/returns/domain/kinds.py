"""Where a return stands, and who entered it."""

from enum import StrEnum


class ReturnState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"


class Entered(StrEnum):
    """How the answers came in."""

    PROVIDER = "provider"
    PHONE = "phone"
    """An officer entered them on the phone."""
    IMPORT = "import"

    @property
    def label(self) -> str:
        return {Entered.PROVIDER: "by the provider", Entered.PHONE: "on the phone", Entered.IMPORT: "from a file"}[self]


class FileState(StrEnum):
    """Where the import of a file of returns stands."""

    UPLOADED = "uploaded"
    MAPPED = "mapped"
    """Which column answers which question is decided."""
    TAKING = "taking"
    TAKEN = "taken"
    FAILED = "failed"
