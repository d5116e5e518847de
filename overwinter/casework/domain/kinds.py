"""What a concern is about and how grave it is, how somebody was reached and what came of it."""

from enum import StrEnum


class Severity(StrEnum):
    """How soon a concern must be followed up; the days of each are thresholds."""

    URGENT = "urgent"
    """People may be at risk today."""
    HIGH = "high"
    NORMAL = "normal"
    LOW = "low"

    @property
    def label(self) -> str:
        return self.value.capitalize()

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return list(Severity).index(self)


class Team(StrEnum):
    """Who follows a concern up, until somebody's role owns it."""

    CONTRACTS = "contracts"
    QUALITY = "quality"
    INFECTION = "infection"
    SAFEGUARDING = "safeguarding"

    @property
    def label(self) -> str:
        return {
            Team.CONTRACTS: "Contracts",
            Team.QUALITY: "Quality",
            Team.INFECTION: "Infection control",
            Team.SAFEGUARDING: "Safeguarding",
        }[self]


class ConcernState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


class Channel(StrEnum):
    CALL = "call"
    EMAIL = "email"
    VISIT = "visit"
    MEETING = "meeting"
    PORTAL = "portal"

    @property
    def label(self) -> str:
        return {Channel.PORTAL: "Provider portal"}.get(self, self.value.capitalize())


class Reached(StrEnum):
    """What came of trying to reach somebody."""

    SPOKE = "spoke"
    MESSAGE = "message"
    NO_ANSWER = "no_answer"
    WRONG_NUMBER = "wrong_number"
    WROTE = "wrote"
    """An email, a letter or an answer in the portal."""

    @property
    def label(self) -> str:
        return {
            Reached.SPOKE: "Spoke",
            Reached.MESSAGE: "Left message",
            Reached.NO_ANSWER: "No answer",
            Reached.WRONG_NUMBER: "Wrong number",
            Reached.WROTE: "Wrote",
        }[self]


class Outcome(StrEnum):
    """How a concern ended. None is closed without one."""

    AMENDED = "amended"
    EXPLAINED = "explained"
    SUPPORTED = "supported"
    RESOLVED = "resolved"
    PASSED_ON = "passed_on"
    NOT_SO = "not_so"

    @property
    def label(self) -> str:
        return {
            Outcome.AMENDED: "They put their answer right",
            Outcome.EXPLAINED: "They explained it",
            Outcome.SUPPORTED: "Support was given",
            Outcome.RESOLVED: "It is over",
            Outcome.PASSED_ON: "Another body deals with it",
            Outcome.NOT_SO: "It was not so",
        }[self]


class EventKind(StrEnum):
    """What was done about a concern beside contacts."""

    RAISED = "raised"
    SEEN_AGAIN = "seen again"
    GRAVER = "severity raised"
    GIVEN = "given"
    PASSED = "passed"
    MOVED = "due time moved"
    ESCALATED = "escalated"
    SETTLED = "escalation settled"
    AGREED = "action agreed"
    UNSETTLED = "decision taken back"
    SKIPPED = "call skipped"
    GONE = "seen no more"
    READ = "answer read"
    CLOSED = "closed"
    REOPENED = "opened again"

    @property
    def label(self) -> str:
        return self.value.capitalize()
