"""What a person may be trusted with in a council, and the person as every query and rule sees them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Grant(StrEnum):
    """A kind of trust, given to a person within one council."""

    PLAN_MANAGER = "plan_manager"
    DIRECTOR = "director"
    PUBLIC_HEALTH = "public_health"
    CHIEF_EXECUTIVE = "chief_executive"
    LEAD = "lead"
    COMMUNICATIONS = "communications"
    CONTRACTS = "contracts"
    QUALITY = "quality"
    INFECTION = "infection"
    VIEWER = "viewer"
    COUNCIL_ADMIN = "council_admin"

    @property
    def label(self) -> str:
        return {
            Grant.PLAN_MANAGER: "Winter plan manager",
            Grant.DIRECTOR: "Director of adult social services",
            Grant.PUBLIC_HEALTH: "Director of public health",
            Grant.CHIEF_EXECUTIVE: "Chief executive",
            Grant.LEAD: "Lead officer",
            Grant.COMMUNICATIONS: "Communications officer",
            Grant.CONTRACTS: "Contracts officer",
            Grant.QUALITY: "Quality officer",
            Grant.INFECTION: "Infection control nurse",
            Grant.VIEWER: "Viewer",
            Grant.COUNCIL_ADMIN: "Council administrator",
        }[self]


PLAN_GRANTS = frozenset(Grant) - {Grant.CONTRACTS, Grant.QUALITY, Grant.INFECTION, Grant.VIEWER}
"""Whoever holds one has a part in the plan itself."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """The person, or the service, that looks or acts. Every query is scoped by it and every permission asks it."""

    user_id: int
    council_id: int | None
    """The council they work in now; None for a system administrator of none."""
    grants: Mapping[int, frozenset[Grant]] = field(default_factory=dict)
    """Council id to what they hold there."""
    role_ids: frozenset[int] = frozenset()
    """The roles they hold today, in any council."""
    is_system_admin: bool = False
    acts_as: str = ""
    """Under which name all it does is told, for a service; empty for a person, who speaks as a role or a grant."""

    @property
    def council_ids(self) -> frozenset[int]:
        return frozenset(self.grants)

    def may(self, grant: Grant, council_id: int | None) -> bool:
        """Whether they hold ``grant`` in that council. A system administrator runs the installation, not its plans."""
        return council_id is not None and grant in self.grants.get(council_id, frozenset())

    @property
    def scope(self) -> int:
        """The council whose rows they see, as a query asks for it; 0, which no row has, where they belong to none."""
        return self.council_id if self.council_id is not None and self.belongs_to(self.council_id) else 0

    def belongs_to(self, council_id: int | None) -> bool:
        return council_id is not None and council_id in self.grants
