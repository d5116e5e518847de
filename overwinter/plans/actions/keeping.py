"""Keeping a row true in one sitting: what it says, and how its gap actions stand."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from overwinter.accounts.api import User
from overwinter.organisations.api import Viewer
from overwinter.plans.actions.gap_actions import update_gap_action
from overwinter.plans.actions.responses import update_response
from overwinter.plans.domain.changes import GapChanges, NothingChanged, ResponseChanges


@dataclass(frozen=True, slots=True)
class GapWanted:
    """What somebody wants of a gap action, and the version of it they had before them."""

    changes: GapChanges
    version: int


@transaction.atomic
def keep_row(
    *, response_id: int, changes: ResponseChanges | None, gaps: Mapping[int, GapWanted], why: str,
    expected_version: int, by: User, viewer: Viewer | None = None,
) -> None:  # fmt: skip
    """Everything is saved, or nothing. ``changes`` is None where the person may change gap actions only; ``gaps`` holds
    those they want changed.

    Raises what :func:`update_response` and :func:`update_gap_action` raise, and NothingChanged where nothing would be.
    """
    if changes is not None:
        try:
            update_response(
                response_id=response_id, changes=changes, why=why, expected_version=expected_version, by=by,
                viewer=viewer,
            )  # fmt: skip
        except NothingChanged:
            if not gaps:
                raise
    elif not gaps:
        raise NothingChanged("Nothing is changed.")
    for action_id, wanted in sorted(gaps.items()):
        update_gap_action(action_id=action_id, changes=wanted.changes, why=why, expected_version=wanted.version, by=by)
