"""What a winter must wait for before it closes, and only contexts above know: ``config.wiring`` names them here."""

from typing import Protocol


class OpenMatters(Protocol):
    def open_escalations(self, *, council_id: int, plan_id: int) -> tuple[str, ...]:
        """What groups have sent up the ladder about the plan and nobody has decided, each in a few words."""
        ...


_matters: OpenMatters | None = None


def connect_open_matters(matters: OpenMatters) -> None:
    global _matters
    _matters = matters


def open_matters() -> OpenMatters:
    if _matters is None:
        raise RuntimeError("nobody tells what is open in groups; config.wiring does it when the program starts")
    return _matters
