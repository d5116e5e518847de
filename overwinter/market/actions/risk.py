"""How a provider's finances stand, and the risk of every location worked out."""

from dataclasses import dataclass, replace

from django.db import transaction

from overwinter.accounts.api import User
from overwinter.infra import audit, clock
from overwinter.kernel.verdict import Refused
from overwinter.market.models import Viability
from overwinter.market.queries.places import hold_next
from overwinter.market.recording import hold_location
from overwinter.market.scoring import end_scores_of_closed, keep_scores
from overwinter.organisations.api import get_council, get_viewer
from overwinter.providers.api import may_edit

BATCH = 500


@dataclass(frozen=True, slots=True)
class Reached:
    """How far the locations of a council are worked out."""

    after: int = 0
    """The id of the last location that is."""
    locations: int = 0
    changed: int = 0
    done: bool = False


@transaction.atomic
def record_viability(*, location_id: int, stands: Viability.Stands, ground: str, by: User) -> Viability:
    held = hold_location(location_id, by)
    said = ground.strip()
    if not said:
        raise Refused("Say on what ground: accounts, a letter, what the provider told, and when.")
    current = Viability.objects.filter(location=held.location, is_current=True)
    if current.filter(stands=stands.value, ground=said).exists():
        raise Refused("That stands on the record already. Write what is new.")
    current.update(is_current=False)
    row = Viability.objects.create(stands=stands.value, ground=said, **held.signature)
    held.note("viability recorded", row, details={"stands": stands.value, "location": held.location.pk})
    keep_scores(held.location.council_id, [held.location.pk], at=held.at)
    return row


def work_out_risk(*, council_id: int, by: User | None) -> int:
    """How many locations came to something else than before. ``by`` nobody: the timetable."""
    reached = Reached()
    while not reached.done:
        reached = work_out_batch(council_id=council_id, reached=reached, by=by)
    return reached.changed


@transaction.atomic
def work_out_batch(*, council_id: int, reached: Reached, by: User | None) -> Reached:
    """The next locations, all of them or none. What comes to the same is not kept again, so that whatever was stopped
    may begin anywhere before where it stood. As many statements for each batch."""
    if by is not None:
        may_edit(get_viewer(by), council_id).require()
    now = clock.now()
    found = hold_next(council_id, after=reached.after, most=BATCH)
    if found:
        new = keep_scores(council_id, found, at=now)
        return Reached(found[-1], reached.locations + len(found), reached.changed + new)
    end_scores_of_closed(council_id)
    details = {"locations": reached.locations, "changed": reached.changed}
    audit.record("risk worked out", by=by, chain=get_council(council_id).code, at=now, details=details)
    return replace(reached, done=True)
