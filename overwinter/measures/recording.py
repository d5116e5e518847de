"""What the history of a reading or a standard is told with each save. Used by ``actions``."""

from datetime import datetime
from typing import Any

from overwinter.accounts.api import User
from overwinter.organisations.api import Council, Grant, Viewer, get_role_titles


def stamp(instance: Any, *, by: User | None, at: datetime, why: str = "") -> None:
    """Who saves ``instance``, when and why; None is the program."""
    instance._history_user = by
    instance._history_date = at
    instance._change_reason = why.strip()


def speaks_as(viewer: Viewer, council: Council) -> str:
    """A role held in the council, or else what they may do there."""
    titles = sorted(get_role_titles(viewer.role_ids, council_id=council.pk).values()) if viewer.role_ids else []
    grant = Grant.PLAN_MANAGER if viewer.may(Grant.PLAN_MANAGER, council.pk) else Grant.LEAD
    return titles[0] if titles else grant.label
