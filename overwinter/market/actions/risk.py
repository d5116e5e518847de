"""How a provider's finances stand, and the risk of every location worked out."""

from django.db import transaction

from overwinter.accounts.api import User
from overwinter.infra import audit, clock
from overwinter.kernel.verdict import Refused
from overwinter.market.models import Viability
from overwinter.market.queries.places import ids_to_score
from overwinter.market.recording import hold_location
from overwinter.market.scoring import end_scores_but, keep_scores
from overwinter.organisations.api import get_council, get_viewer
from overwinter.providers.api import may_edit

BATCH = 500


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


@transaction.atomic
def work_out_risk(*, council_id: int, by: User | None) -> int:
    """How many locations came to something else than before. ``by`` nobody: the timetable."""
    if by is not None:
        may_edit(get_viewer(by), council_id).require()
    now, found, new = clock.now(), ids_to_score(council_id), 0
    for start in range(0, len(found), BATCH):
        new += keep_scores(council_id, found[start : start + BATCH], at=now)
    end_scores_but(council_id, found)
    code = get_council(council_id).code
    audit.record("risk worked out", by=by, chain=code, at=now, details={"locations": len(found), "changed": new})
    return new
