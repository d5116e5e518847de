"""What the history of a reading or a standard is told with each save. Used by ``actions``."""

from datetime import datetime
from typing import Any

from overwinter.accounts.api import User


def stamp(instance: Any, *, by: User | None, at: datetime, why: str = "") -> None:
    """Who saves ``instance``, when and why; None is the program."""
    instance._history_user = by
    instance._history_date = at
    instance._change_reason = why.strip()
