"""A concern that the team cannot settle goes to a group, and what the group makes of it comes back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from overwinter.casework import api as casework
from overwinter.casework.api import Concern, Severity, Team
from overwinter.governance import actions, queries
from overwinter.infra import clock
from overwinter.kernel.verdict import Refused
from overwinter.organisations import api as organisations
from overwinter.organisations.api import Grant, get_viewer
from overwinter.plans.models import Decision
from tests.governance.conftest import FIRST, SECOND, Groups, noon
from tests.plans.conftest import make_person


def escalated(groups: Groups) -> Concern:
    """Raised on 26 October by a contracts officer, who asks the cell three days later."""
    council = groups.world.council
    officer = make_person(council, Grant.CONTRACTS, "contracts@northmere.example")
    with clock.standing_at(noon(FIRST.replace(month=10, day=26))):
        raised = casework.raise_concern(
            council=council, subject="Night agency", source="hand", kind="hand", key="hand:1", title="Two nurses short",
            facts="Three homes share them.", severity=Severity.HIGH, team=Team.CONTRACTS, by=officer,
        )  # fmt: skip
    with clock.standing_at(noon(FIRST.replace(month=10, day=29))):
        with pytest.raises(Refused, match="One of them decides"):
            casework.escalate(
                concern_id=raised.pk, why="x", to_role_id=groups.world.role.pk, to_group_id=groups.cell.pk, by=officer
            )
        return casework.escalate(
            concern_id=raised.pk, why="It needs one answer for all", to_group_id=groups.cell.pk, by=officer
        )


def log_of(concern: Concern) -> list[tuple[str, str]]:
    return list(concern.events.order_by("id").values_list("what", "words"))[2:]


def test_it_stands_on_the_next_agenda_and_the_decision_comes_back_to_its_log(groups: Groups) -> None:
    concern = escalated(groups)
    with clock.standing_at(noon(FIRST)):
        meeting = groups.held(FIRST)
        item = groups.item(meeting, f"concern:{concern.pk}")
        assert item.title == "Night agency: Two nurses short"
        assert item.reason == (
            "High, open for 8 days, due since 27 October 2020; Contracts team. Escalated on 29 October 2020, 5 days "
            "before the meeting: “It needs one answer for all”"
        )
        chair = get_viewer(groups.secretary)
        assert casework.find_concern(chair, concern.pk) is not None, "who sits in the group may look"
        actions.record_action(
            item_id=item.pk, text="Ask the agency", owner_id=groups.world.role.pk, due=SECOND, by=groups.secretary
        )
        decided = actions.record_decision(item_id=item.pk, text="Pay the night rate", by=groups.secretary)
        concern.refresh_from_db()
        assert concern.escalated_at is None and concern.state == "open"
        actions.take_back_outcome(outcome_id=decided.pk, why="Not in the budget", by=groups.secretary)
        concern.refresh_from_db()
        assert concern.escalated_at == noon(FIRST.replace(month=10, day=29)), "it waits as long as it has"
        actions.record_decision(item_id=item.pk, text="Pay it until March", by=groups.secretary)
        groups.close(meeting)
    by = "By the Provider capacity cell"
    assert log_of(concern) == [
        ("action agreed", f"{by} on 3 November 2020. Ask the agency. For: Head of commissioning by 17 November 2020."),
        ("escalation settled", f"{by} on 3 November 2020. Pay the night rate."),
        ("decision taken back", f"{by}. Not in the budget."),
        ("escalation settled", f"{by} on 3 November 2020. Pay it until March."),
    ]
    assert not Decision.objects.exists(), "it is about no row"
    assert f"concern:{concern.pk}" not in [each.key for each in queries.list_items(groups.held(SECOND))]


def test_passed_to_the_group_above_it_stands_there_once_and_comes_back_from_there(groups: Groups) -> None:
    concern = escalated(groups)
    with clock.standing_at(noon(FIRST)):
        meeting = groups.held(FIRST)
        item = groups.item(meeting, f"concern:{concern.pk}")
        raised = actions.escalate_item(item_id=item.pk, why="No budget here", by=groups.secretary)
        concern.refresh_from_db()
        assert concern.group_id == groups.board.pk and concern.escalated_why == "No budget here"
        actions.take_back_outcome(outcome_id=raised.pk, why="There is", by=groups.secretary)
        concern.refresh_from_db()
        assert concern.group_id == groups.cell.pk
        actions.escalate_item(item_id=item.pk, why="There is none", by=groups.secretary)
        groups.close(meeting)
    with clock.standing_at(noon(SECOND)):
        board = groups.held(SECOND, groups.board)
        (above,) = [each for each in queries.list_items(board) if "Night agency" in each.title]
        assert above.kind == "escalated"
        with CaptureQueriesContext(connection) as asked:
            actions.record_decision(item_id=above.pk, text="From the reserve", by=groups.world.manager)
    tables = [
        table for each in asked for table in ("casework_concern", "infra_auditchain") if f'"{table}"' in each["sql"]
    ]
    assert tables[0] == "casework_concern", (
        "held before the audit log, as by every write of its own: none waits for each"
    )
    concern.refresh_from_db()
    assert concern.escalated_at is None
    assert log_of(concern)[-1] == ("escalation settled", "By the Winter board on 17 November 2020. From the reserve.")


def test_a_group_of_another_council_is_no_choice(groups: Groups) -> None:
    concern = escalated(groups)
    other = organisations.add_council(code="southfen", name="Southfen Council", by=None)
    board = organisations.add_group(council=other, name="Board", by=None)
    officer = concern.raised_by
    assert officer is not None
    with pytest.raises(Refused, match="no such group in this council"):
        casework.escalate(concern_id=concern.pk, why="x", to_group_id=board.pk, by=officer)
