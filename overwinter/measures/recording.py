"""What every write of measures does: the history with who and why, what a measure speaks to. Used by ``actions``."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from overwinter.accounts.api import User
from overwinter.measures.models import Measure, SpeaksTo
from overwinter.organisations.api import Council, Grant, Viewer, get_role_titles


def stamp(instance: Any, *, by: User | None, at: datetime, why: str = "") -> None:
    """Who saves ``instance``, when and why; None is the program."""
    instance._history_user = by
    instance._history_date = at
    instance._change_reason = why.strip()


def speaks_as(viewer: Viewer, council: Council) -> str:
    """A role held in the council, or else what they may do there; a service by its name."""
    if viewer.acts_as:
        return viewer.acts_as
    titles = sorted(get_role_titles(viewer.role_ids, council_id=council.pk).values()) if viewer.role_ids else []
    grant = Grant.PLAN_MANAGER if viewer.may(Grant.PLAN_MANAGER, council.pk) else Grant.LEAD
    return titles[0] if titles else grant.label


def speak_to(row: Measure, speaks_to: Collection[tuple[str, str]]) -> bool:
    """Make ``row`` speak to these pairs of a framework's id and a requirement's, and to no other. Whether that changed
    anything."""
    kept = set(row.speaks_to.values_list("framework_key", "requirement_key"))
    wanted = set(speaks_to)
    for framework, requirement in sorted(kept - wanted):
        row.speaks_to.filter(framework_key=framework, requirement_key=requirement).delete()
    SpeaksTo.objects.bulk_create(
        SpeaksTo(measure=row, framework_key=framework, requirement_key=requirement)
        for framework, requirement in dict.fromkeys(speaks_to)
        if (framework, requirement) not in kept
    )
    return kept != wanted
