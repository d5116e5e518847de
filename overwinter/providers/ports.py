"""What providers ask of their sibling ``frameworks``: the thresholds in force. ``config.wiring`` joins them."""

from collections.abc import Callable
from datetime import date

from overwinter.kernel.threshold import Limits

LimitsOn = Callable[[date], Limits]

_limits_on: LimitsOn | None = None


def connect_limits(limits_on: LimitsOn) -> None:
    global _limits_on
    _limits_on = limits_on


def get_limits(day: date) -> Limits:
    if _limits_on is None:
        raise RuntimeError("no thresholds are connected; config.wiring does it when the program starts")
    return _limits_on(day)
