"""The end of a winter, and the beginning of the next: what closes it, what is carried, what is never overwritten."""

from dataclasses import replace
from datetime import date

import pytest

from overwinter.frameworks.models import CrosswalkLink, Framework, Requirement, Section, Theme
from overwinter.kernel.status import FullyMet, Rag
from overwinter.kernel.verdict import Refused
from overwinter.plans import api
from overwinter.plans.actions import change_lesson
from overwinter.plans.domain.carrying import (
    Asked,
    Ground,
    Kind,
    OldRow,
    Standing,
    Way,
    blockers,
    foresee,
    joined_text,
    may_carry,
)  # fmt: skip
from overwinter.plans.domain.closing import ClosingFacts, may_close, may_reopen
from overwinter.plans.models import CarriedAnswer, GapAction, Lesson, Plan, Response
from tests.plans.conftest import NOW, World, signed_in

OLD = [OldRow(n, n * 10, f"Row {n}") for n in range(1, 6)] + [OldRow(9, None, "Vans")]
NEW = [Asked(n, f"New {n}") for n in (100, 200, 300, 400)]
WAYS = [Way(10, 100, "asks the same"), Way(20, 200, "asks less"), Way(30, 200, "asks more"), Way(40, 100, "is", False),
        Way(10, 300, "asks less"), Way(50, 999, "gone")]  # fmt: skip
GROUND = Ground(True, True, True, asks=4, ways=3, standing=Standing.NONE, winter="2021 to 2022", framework="The letter")


def test_each_new_requirement_says_what_it_gets_and_what_has_no_place_is_told() -> None:
    found = foresee(OLD, NEW, WAYS)
    assert [fate.kind for fate in found.fates] == [Kind.PARTED, Kind.JOINED, Kind.PARTED, Kind.NEW]
    assert [source.row.id for source in found.fates[1].sources] == [2, 3]
    assert [source.row.id for source in found.fates[0].related] == [4], "what is only related is told, and not carried"
    assert [row.id for row in found.homeless] == [4, 5, 9]
    assert foresee(OLD[:1], NEW[:1], WAYS[:1]).fates[0].kind is Kind.ONE
    assert joined_text([("1.1 A", "We ring."), ("1.2 B", "")]) == "We ring."
    assert (
        joined_text([("1.1 A", "We ring."), ("1.2 B", "We call.")]) == "From 1.1 A:\nWe ring.\n\nFrom 1.2 B:\nWe call."
    )


@pytest.mark.parametrize(
    ("ground", "said"),
    [
        (replace(GROUND, manages=False), "Only the winter plan manager"),
        (replace(GROUND, closed=False), "This winter is not closed"),
        (replace(GROUND, later=False), "to a later winter"),
        (replace(GROUND, asks=0), "requirements are withdrawn"),
        (replace(GROUND, ways=0), "No crosswalk leads"),
        (replace(GROUND, standing=Standing.ANSWERED), "already, with answers that were not carried"),
    ],
)
def test_what_is_in_the_way_is_said(ground: Ground, said: str) -> None:
    assert may_carry(GROUND) and may_carry(replace(GROUND, standing=Standing.CARRIED))
    assert len(blockers(ground)) == 1 and said in may_carry(ground).reason


def test_what_closes_a_winter() -> None:
    facts = ClosingFacts(manages=True, closed=False, lessons=1)
    assert may_close(facts)
    open_work = replace(facts, lessons=0, escalations=("“Beds”, before the board",), signing="director")
    reason = may_close(open_work).reason
    assert "at least one lesson" in reason and "1 escalation is open: “Beds”" in reason and "the director" in reason
    assert not may_close(replace(facts, manages=False)) and not may_close(replace(facts, closed=True))
    assert "2021" in may_reopen(manages=True, closed=True, carried_to="plan 2021", why=" ").reason
    assert may_reopen(manages=True, closed=True, carried_to="", why="A figure was wrong")


def _later(world: World) -> Framework:
    """A letter of two requirements: the first asks what rows 1 and 2 asked, the second is new."""
    letter = Framework.objects.create(
        key="test-letter", title="The letter", winter="2021-22", publisher="A department",
        source="https://example.org/letter", published=date(2021, 9, 1), reviewed=date(2021, 9, 1), digest="0",
        synced_at=NOW,
    )  # fmt: skip
    theme = Theme.objects.create(framework=letter, key="t", name="Theme", short="Theme", order=1)
    section = Section.objects.create(theme=theme, key="s", name="Section", short="Section", order=1)
    new = [
        Requirement.objects.create(
            framework=letter, section=section, key=f"letter.{n}", number=f"L{n}", order=n, audience="la",
            title=f"Letter {n}", summary="s", source="https://example.org/letter", reviewed=date(2021, 9, 1),
            effective_from=date(2021, 9, 1),
        )
        for n in (1, 2)
    ]  # fmt: skip
    for row, relation in ((world.rows[0], "same"), (world.rows[1], "wider"), (world.rows[2], "related")):
        assert row.requirement is not None
        CrosswalkLink.objects.create(earlier_id=row.requirement.pk, later=new[0], relation=relation)
    return letter


def _closed(world: World) -> None:
    api.add_lesson(
        plan_id=world.plan.pk, words=api.LessonWords(went_badly="Nobody rang.", row=world.row.pk), by=world.manager
    )
    api.close_winter(plan_id=world.plan.pk, summary="Long", seen=True, escalations=(), signing="", by=world.manager)


def _carry(world: World, *, pairs: list[tuple[int, int]], keep: list[int] | None = None) -> Plan:
    return api.carry_plan(
        plan_id=world.plan.pk, framework_key="test-letter", winter="2021-22", pairs=pairs, keep=keep or [],
        by=world.manager,
    ).plan  # fmt: skip


def test_a_closed_plan_changes_no_more_until_it_is_reopened(world: World) -> None:
    with pytest.raises(Refused, match="at least one lesson"):
        api.close_winter(plan_id=world.plan.pk, summary="", seen=True, escalations=(), signing="", by=world.manager)
    _closed(world)
    lesson = Lesson.objects.get()
    for attempt in (
        lambda: world.change(text="Late"),
        lambda: api.add_gap_action(response_id=world.row.pk, text="Late", by=world.manager),
        lambda: change_lesson(
            lesson_id=lesson.pk, words=api.LessonWords(change="x", theme="y"), expected_version=1, by=world.manager
        ),
    ):
        with pytest.raises(Refused, match="winter is closed"):
            attempt()
    here = f"/plans/{world.plan.pk}/"
    assert "winter is closed" in signed_in(world.manager).get(f"{here}rows/{world.row.pk}/").content.decode()
    assert signed_in(world.manager).get(f"{here}grid/").status_code == 403
    with pytest.raises(Refused, match="Say why"):
        api.reopen_winter(plan_id=world.plan.pk, why="", by=world.manager)
    api.reopen_winter(plan_id=world.plan.pk, why="A figure was wrong", by=world.manager)
    world.change(text="In time")


def test_what_is_carried_waits_to_be_looked_at_and_carrying_again_overwrites_nothing(world: World) -> None:
    first, second, third = world.rows[:3]
    letter = _later(world)
    one, two = Requirement.objects.filter(framework=letter).order_by("order")
    world.change(first, text="We ring.", rag=Rag.GREEN, fully_met=FullyMet.YES, groups=[world.group.pk])
    world.change(second, text="We call.", lead=world.other_role.pk)
    action = api.add_gap_action(response_id=first.pk, text="Hire", due=date(2021, 10, 1), by=world.manager)
    for title, until in (("Log", date(2021, 12, 1)), ("Old log", date(2020, 11, 14))):
        api.add_evidence(
            response_id=first.pk, kind=api.EvidenceKind.RECORD, title=title, note="Shelf 4", true_on=date(2020, 11, 1),
            expires_on=until, by=world.manager,
        )  # fmt: skip
    api.finish_gap_action(
        action_id=api.add_gap_action(response_id=first.pk, text="Done", by=world.manager).pk, by=world.manager
    )
    with pytest.raises(Refused, match="not closed"):
        _carry(world, pairs=[])
    _closed(world)
    pairs = [(first.pk, one.pk)]
    plan = _carry(world, pairs=pairs, keep=[third.pk])
    row = Response.objects.get(plan=plan, requirement=one)
    assert (row.text, row.rag, row.fully_met, row.lead) == ("We ring.", "unknown", "unknown", world.role)
    assert (row.reporting_to, row.reviewed_on) == (world.group.name, None)
    assert [(each.text, each.carried_from) for each in row.gap_actions.all()] == [("Hire", action)]
    assert list(row.evidence.order_by("id").values_list("title", flat=True))[:1] == ["Log"]
    kept = Response.objects.get(plan=plan, requirement=None)
    assert kept.title == "Do thing 3" and kept.carried_from.get().source == third
    page = signed_in(world.manager).get(f"/plans/{plan.pk}/rows/{row.pk}/").content.decode()
    assert "To be reviewed" in page and "Nobody rang." in page and "carried from winter 2020 to 2021" in page
    world.change(row, text="This winter we visit.", why="Looked at")
    again = _carry(world, pairs=[*pairs, (second.pk, one.pk)], keep=[third.pk])
    assert again == plan and Response.objects.get(pk=row.pk).text == "This winter we visit."
    assert CarriedAnswer.objects.filter(response=row).count() == 2
    assert GapAction.objects.filter(response__plan=plan).count() == 1
    assert Response.objects.filter(plan=plan).count() == 3
    assert Response.objects.get(plan=plan, requirement=two).text == ""
    with pytest.raises(Refused, match="already, with answers"):
        other = api.create_plan(
            council_id=world.council.pk, framework_key="test-letter", winter="2022-23", by=world.manager
        )
        world.change(other.responses.first(), text="Ours")
        api.carry_plan(plan_id=world.plan.pk, framework_key="test-letter", winter="2022-23", pairs=[], keep=[],
                       by=world.manager)  # fmt: skip


def test_the_pages_of_the_end_of_a_winter(world: World) -> None:
    letter = _later(world)
    one = Requirement.objects.filter(framework=letter).order_by("order")[0]
    client, here = signed_in(world.manager), f"/plans/{world.plan.pk}/"
    assert "at least one lesson" in client.get(f"{here}winter/").content.decode()
    refused = client.post(f"{here}lessons/add/", {"went_well": "It went"})
    assert refused.status_code == 422 and "what the lesson is about" in refused.content.decode()
    client.post(f"{here}lessons/add/", {"row": world.row.pk, "went_well": "It went", "decided": "Ring sooner"})
    lesson = Lesson.objects.get()
    client.post(f"{here}lessons/{lesson.pk}/", {"theme": "Calls", "went_well": "It went", "version": "1"})
    assert "Calls" in client.get(f"{here}winter/").content.decode()
    unseen = client.post(f"{here}winter/close/", {"summary": "Long"})
    assert unseen.status_code == 422 and "seen what is unfinished" in unseen.content.decode()
    preview = client.get(f"{here}next-winter/?framework=test-letter&winter=2021-22").content.decode()
    assert "This winter is not closed" in preview and "Several rows become one" in preview and "L2 Letter 2" in preview
    client.post(f"{here}winter/close/", {"summary": "Long", "seen": "on"})
    assert "Carry the plan to next winter" in client.get(f"{here}winter/").content.decode()
    sent = {"framework": "test-letter", "winter": "2021-22", "pair": [f"{world.row.pk}-{one.pk}"]}
    answer = client.post(f"{here}next-winter/", sent, follow=True).content.decode()
    assert "1 row carried" in answer
    client.post(f"{here}winter/reopen/", {"why": "A figure was wrong"})
    assert "Reopened" in client.get(f"{here}winter/").content.decode()
    onlooker = signed_in(world.onlooker)
    assert onlooker.get(f"{here}winter/").status_code == 200
    assert onlooker.get(f"{here}next-winter/").status_code == 403
