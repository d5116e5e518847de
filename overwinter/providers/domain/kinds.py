"""What is provided, how a location stands, what the regulator said, and for what a contact is there."""

from enum import StrEnum


class ServiceKind(StrEnum):
    """What a location provides. One location may provide several."""

    NURSING_HOME = "nursing_home"
    CARE_HOME = "care_home"
    HOME_CARE = "home_care"
    SUPPORTED_LIVING = "supported_living"
    EXTRA_CARE = "extra_care"
    SHARED_LIVES = "shared_lives"
    DAY_SERVICE = "day_service"
    PERSONAL_ASSISTANTS = "personal_assistants"

    @property
    def label(self) -> str:
        return {
            ServiceKind.NURSING_HOME: "Care home with nursing",
            ServiceKind.CARE_HOME: "Care home without nursing",
            ServiceKind.HOME_CARE: "Home care",
            ServiceKind.SUPPORTED_LIVING: "Supported living",
            ServiceKind.EXTRA_CARE: "Extra care",
            ServiceKind.SHARED_LIVES: "Shared Lives",
            ServiceKind.DAY_SERVICE: "Day service",
            ServiceKind.PERSONAL_ASSISTANTS: "Employer of personal assistants",
        }[self]

    @property
    def has_beds(self) -> bool:
        return self in {ServiceKind.NURSING_HOME, ServiceKind.CARE_HOME}


CARE_HOMES = frozenset({ServiceKind.NURSING_HOME, ServiceKind.CARE_HOME})


class LocationState(StrEnum):
    OPEN = "open"
    SUSPENDED = "suspended"
    """The council places nobody there for now."""
    CLOSED = "closed"

    @property
    def label(self) -> str:
        return self.value.capitalize()


class Rating(StrEnum):
    """What the Care Quality Commission says of a location overall."""

    OUTSTANDING = "outstanding"
    GOOD = "good"
    REQUIRES_IMPROVEMENT = "requires_improvement"
    INADEQUATE = "inadequate"
    NOT_RATED = "not_rated"
    """Looked at and not rated, or not looked at yet. An empty value says that nobody told."""

    @property
    def label(self) -> str:
        return self.value.replace("_", " ").capitalize()


class ContactPurpose(StrEnum):
    REGISTERED_MANAGER = "registered_manager"
    IN_CHARGE = "in_charge"
    """Whom to ask for now, while the manager is away."""
    RETURNS = "returns"
    OUT_OF_HOURS = "out_of_hours"
    CLINICAL_LEAD = "clinical_lead"
    INFECTION = "infection"
    FINANCE = "finance"

    @property
    def label(self) -> str:
        return {
            ContactPurpose.REGISTERED_MANAGER: "Registered manager",
            ContactPurpose.IN_CHARGE: "Now in charge",
            ContactPurpose.RETURNS: "Returns",
            ContactPurpose.OUT_OF_HOURS: "Out of hours",
            ContactPurpose.CLINICAL_LEAD: "Clinical lead",
            ContactPurpose.INFECTION: "Infection control",
            ContactPurpose.FINANCE: "Finance",
        }[self]


class Source(StrEnum):
    """Who told a fact of a location."""

    DIRECTORY = "directory"
    HAND = "hand"
    PROVIDER = "provider"


class EditionState(StrEnum):
    """Where the import of an edition of the directory stands."""

    UPLOADED = "uploaded"
    READ = "read"
    """What it would change is listed; nothing has changed yet."""
    APPLYING = "applying"
    APPLIED = "applied"
    FAILED = "failed"
    LEFT = "left"
    """Somebody decided not to apply it."""


class ChangeKind(StrEnum):
    OPENING = "opening"
    CLOSURE = "closure"
    CHANGE = "change"
    RETURN = "return"
    """Closed in the record, and in the directory again."""
