"""Which reporting group is the council's meeting with the regulator."""

from django.db import transaction

from overwinter.accounts.api import User
from overwinter.infra import audit, clock
from overwinter.kernel.verdict import Refused
from overwinter.market.models import RegulatorMeeting
from overwinter.organisations.api import find_group_fact, get_council, get_viewer
from overwinter.providers.api import may_edit


@transaction.atomic
def choose_meeting(*, council_id: int, group_id: int | None, by: User) -> None:
    """None: no group is; then nothing is offered to an agenda."""
    viewer = get_viewer(by)
    may_edit(viewer, council_id).require()
    group = find_group_fact(viewer, group_id=group_id) if group_id is not None else None
    if group_id is not None and (group is None or group.council_id != council_id):
        raise Refused("Your council has no such reporting group. Choose one of the list.")
    if group is None:
        RegulatorMeeting.objects.filter(council_id=council_id).delete()
    else:
        RegulatorMeeting.objects.update_or_create(council_id=council_id, defaults={"group_id": group.id})
    details = {"group": group.name if group is not None else ""}
    code = get_council(council_id).code
    audit.record("meeting with the regulator chosen", by=by, chain=code, at=clock.now(), details=details)
