"""From when a gap action is soon, as the row's page shows it."""

from datetime import timedelta

from overwinter.infra import clock
from overwinter.plans import api
from overwinter.plans.models import GapAction
from tests.plans.conftest import World, signed_in


def test_the_page_says_from_when_a_tag_is_amber_and_who_says_so(world: World) -> None:
    manager, address = signed_in(world.manager), f"/plans/{world.plan.pk}/rows/{world.row.pk}/"
    action = api.add_gap_action(
        response_id=world.row.pk, text="Hire", due=clock.today() + timedelta(days=22), by=world.manager
    )
    assert "Amber from" not in manager.get(address).content.decode()
    GapAction.objects.filter(pk=action.pk).update(due=clock.today() + timedelta(days=21))
    said = "Amber from 21 days before the date. Overwinter’s default: three weekly meetings of a cell"
    assert said in manager.get(address).content.decode()
