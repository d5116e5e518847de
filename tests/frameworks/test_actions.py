"""Syncing, teaching, forgetting."""

from collections.abc import Callable
from datetime import date

import pytest

from overwinter.frameworks import api
from overwinter.frameworks.api import Lesson
from overwinter.frameworks.domain.pack import Pack
from overwinter.frameworks.models import CrosswalkLink, LearntWording, Requirement
from overwinter.infra.audit import broken_links
from overwinter.infra.models import AuditEntry
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import Grant
from tests.frameworks.conftest import Installation

TEXT = "Give every provider the masks it needs"


def test_a_second_sync_changes_nothing(installation: Installation, small_pack: Pack) -> None:
    entries = AuditEntry.objects.count()
    assert api.sync_pack(pack=small_pack, by=None).is_empty
    assert api.diff_with_database(small_pack) == []
    assert AuditEntry.objects.count() == entries


def test_what_left_a_pack_is_withdrawn_with_a_date_and_keeps_its_place(
    installation: Installation, small_pack: Pack, edited: Callable[[str, str], Pack]
) -> None:
    before = {row.key: row.pk for row in Requirement.objects.all()}
    result = api.sync_pack(pack=edited('id = "ppe.supply"', 'id = "ppe.give"'), by=None)
    assert (result.added, result.withdrawn) == (1, 1)
    assert [item.key for item in api.list_requirements(installation.framework.id)] == ["ppe.give", "ppe.shortage"]
    gone = api.find_requirement(installation.framework.id, "ppe.supply")
    assert gone is not None and gone.withdrawn_on is not None and gone.id == before["ppe.supply"]
    assert api.sync_pack(pack=small_pack, by=None).restored == 1
    back = api.find_requirement(installation.framework.id, "ppe.supply")
    assert back is not None and back.withdrawn_on is None and back.id == before["ppe.supply"]


@pytest.mark.django_db
def test_the_packs_that_ship_sync_with_their_crosswalk() -> None:
    assert {result.added for result in api.sync_packs(by=None)} == {24, 108}
    assert all(result.is_empty for result in api.sync_packs(by=None))
    links = CrosswalkLink.objects.count()
    plan = api.find_framework("asc-winter-plan-2020-21")
    assert plan is not None and links >= 25
    item = api.find_requirement(plan.id, "visiting.restrictions")
    assert item is not None
    (link,) = api.list_links(item.id)
    assert (link.key, link.is_later, link.relation.value) == ("ipc.visiting-balance", True, "superseded")
    assert list(broken_links("installation")) == []


def test_a_wording_one_council_taught_serves_another(installation: Installation) -> None:
    user, viewer = installation.person(installation.northmere, Grant.PLAN_MANAGER)
    lessons = [Lesson(TEXT, ("ppe.supply",)), Lesson("Plant a tree", ()), Lesson("  ", ("ppe.supply",))]
    assert api.teach_wordings(framework_id=installation.framework.id, lessons=lessons, viewer=viewer, by=user) == 2
    assert api.teach_wordings(framework_id=installation.framework.id, lessons=lessons, viewer=viewer, by=user) == 0
    taught = {row.text: row for row in LearntWording.objects.all()}
    assert set(taught) == {TEXT, "Plant a tree"}
    assert taught[TEXT].taught_as == "Winter plan manager"
    assert [row.council.name for row in api.find_teachers(installation.framework.id, f"• {TEXT.upper()}.")] == [
        "Northmere"
    ]


def test_a_text_may_stand_for_different_requirements_in_two_places(installation: Installation) -> None:
    user, viewer = installation.person(installation.northmere, Grant.PLAN_MANAGER)
    lessons = [Lesson(TEXT, ("ppe.supply",)), Lesson(TEXT, ("ppe.shortage",))]
    assert api.teach_wordings(framework_id=installation.framework.id, lessons=lessons, viewer=viewer, by=user) == 2


def test_an_unknown_requirement_cannot_be_taught(installation: Installation) -> None:
    user, viewer = installation.person(installation.northmere, Grant.PLAN_MANAGER)
    with pytest.raises(ValueError, match=r"'no\.such' is no requirement"):
        api.teach_wordings(
            framework_id=installation.framework.id, lessons=[Lesson(TEXT, ("no.such",))], viewer=viewer, by=user
        )
    assert not LearntWording.objects.exists()


def test_forgetting_is_recorded_and_a_forgotten_wording_can_be_taught_again(installation: Installation) -> None:
    framework = installation.framework
    user, viewer = installation.person(installation.northmere, Grant.PLAN_MANAGER)
    api.teach_wordings(framework_id=framework.id, lessons=[Lesson(TEXT, ("ppe.supply",))], viewer=viewer, by=user)
    other, their = installation.person(installation.southmere, Grant.COUNCIL_ADMIN)
    api.forget_wording(wording=LearntWording.objects.get(), viewer=their, by=other)
    assert api.count_wordings(framework.id) == 0
    wording = LearntWording.objects.get()
    assert wording.forgotten_by == other
    assert AuditEntry.objects.filter(verb="wording forgotten", chain="southmere", by=other).count() == 1
    with pytest.raises(Refused, match="forgotten already"):
        api.forget_wording(wording=wording, viewer=their, by=other)
    assert (
        api.teach_wordings(framework_id=framework.id, lessons=[Lesson(TEXT, ("ppe.supply",))], viewer=viewer, by=user)
        == 1
    )


@pytest.mark.parametrize("kind", [Grant.LEAD, Grant.VIEWER])
def test_leads_and_viewers_cannot_make_it_forgotten(installation: Installation, kind: Grant) -> None:
    user, viewer = installation.person(installation.northmere, Grant.PLAN_MANAGER)
    api.teach_wordings(
        framework_id=installation.framework.id, lessons=[Lesson(TEXT, ("ppe.supply",))], viewer=viewer, by=user
    )
    other, their = installation.person(installation.southmere, kind)
    with pytest.raises(Refused, match="Only winter plan managers"):
        api.forget_wording(wording=LearntWording.objects.get(), viewer=their, by=other)
    assert api.count_wordings(installation.framework.id) == 1


@pytest.mark.django_db
def test_the_catalogue_carries_what_was_learnt_and_who_taught_it(installation: Installation) -> None:
    api.sync_packs(by=None)
    plan = api.find_framework(api.DEFAULT_PACK)
    assert plan is not None
    user, viewer = installation.person(installation.northmere, Grant.PLAN_MANAGER)
    api.teach_wordings(framework_id=plan.id, lessons=[Lesson(TEXT, ("ppe.provide",))], viewer=viewer, by=user)
    (learnt,) = api.catalogue_for(api.DEFAULT_PACK, on=date(2020, 11, 13)).learnt
    assert (learnt.ids, learnt.taught_by) == (("ppe.provide",), "Winter plan manager, Northmere")
