"""The answer of a rule: allowed or not, and why, in words a person can act on."""

from dataclasses import dataclass


class Refused(Exception):
    """A rule said no. ``str()`` of it is the sentence a person is shown."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a rule decided.

    ``reason`` is empty when allowed; otherwise it is a whole sentence that says what is in the way, so that an action
    can refuse with it and a page can show it beside the button, and the two cannot disagree.
    """

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed

    def require(self) -> None:
        """Raise :class:`Refused` with the reason unless allowed."""
        if not self.allowed:
            raise Refused(self.reason)


ALLOWED = Verdict(True)


def refused(reason: str) -> Verdict:
    return Verdict(False, reason)
