"""A note on a row: in its history, for colleagues of the same council, without changing anything else."""

import pytest

from overwinter.accounts.api import User
from overwinter.kernel.verdict import Refused
from overwinter.plans import api
from overwinter.plans.models import Note
from tests.plans.conftest import World, signed_in


def test_a_note_stands_in_the_history_with_whom_it_is_for(world: World) -> None:
    client = signed_in(world.onlooker)
    address = f"/plans/{world.plan.pk}/rows/{world.row.pk}/"
    offered = client.get(f"{address}notes/add/").content.decode()
    assert "Head of commissioning" in offered and f'value="{world.onlooker.pk}"' not in offered
    said = {"text": "Is this still so?", "colleagues": [world.lead.pk]}
    assert client.post(f"{address}notes/add/", said).status_code == 302
    page = client.get(f"{address}changes/").content.decode()
    assert "Note for Head of commissioning" in page and "Is this still so?" in page
    again = client.post(f"{address}notes/add/", said, follow=True).content.decode()
    assert "it stands once" in again and Note.objects.count() == 1


def test_mentions_are_told_without_the_words_of_the_note(world: World) -> None:
    note = api.add_note(response_id=world.row.pk, text="Look", mentioned=[world.lead.pk], by=world.manager)
    (mention,) = api.list_mentions(world.plan, since=world.plan.started_on)
    assert (mention.note_id, mention.user_id, mention.by) == (note.pk, world.lead.pk, "Winter plan manager")


def test_nobody_of_another_council_writes_or_is_named(world: World, stranger: User) -> None:
    with pytest.raises(Refused, match="not of this council"):
        api.add_note(response_id=world.row.pk, text="Look", mentioned=[stranger.pk], by=world.manager)
    with pytest.raises(Refused, match="another council"):
        api.add_note(response_id=world.row.pk, text="Look", mentioned=[], by=stranger)


def test_it_is_known_since_when_a_row_has_its_lead(world: World, at_noon: object) -> None:
    here, since = world.row.pk, world.plan.started_on
    first = api.list_leads_given(world.plan, since=since)[here, world.role.pk]
    assert (first.role_id, first.by_id) == (world.role.pk, world.manager.pk)
    world.change(text="A word", led_with=(world.other_role.pk,))
    given = api.list_leads_given(world.plan, since=since)
    assert given[here, world.role.pk] == first and given[here, world.other_role.pk].on > first.on
    api.set_lead(plan_id=world.plan.pk, response_ids=[here], role_id=world.other_role.pk, by=world.manager)
    now = api.list_leads_given(world.plan, since=since)
    assert now[here, world.other_role.pk] == given[here, world.other_role.pk], "they led it already"
    assert (here, world.role.pk) not in now
