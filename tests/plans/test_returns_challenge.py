"""A row that says fully met stands beside what the returns of care homes show."""

from overwinter.frameworks.api import get_limits
from overwinter.measures import api as measures
from overwinter.measures.models import Measure, SpeaksTo
from overwinter.organisations.api import Grant
from overwinter.returns import api as returns
from overwinter.returns.domain.kinds import Entered
from overwinter.returns.models import Form
from tests.plans.conftest import NOW, World, make_person, signed_in
from tests.support.providers import make_location

ANSWERS = {
    "beds_most": 40, "beds_used": 31, "beds_open": 0, "admissions": "no", "residents_covid": 0,
    "residents_suspected": 0, "residents_confirmed": 0, "staff_suspected": 0, "staff_confirmed": 0, "staff_all": 50,
    "staff_away": 4, "movement_limited": "no", "ppe": "green", "continuity": "no",
}  # fmt: skip


def test_fully_met_is_challenged_by_returns_that_did_not_come(world: World) -> None:
    measures.sync_catalogue(by=None)
    returns.sync_catalogue(by=None)
    officer = make_person(world.council, Grant.CONTRACTS)
    form = Form.objects.get(code="tracker-2020-daily")
    returns.ask_for_form(council_id=world.council.pk, form=form, services=[], since=NOW.date(), by=officer)
    asked = returns.find_asked_form(world.council.pk, form.code)
    assert asked is not None and get_limits(NOW.date())["returns-newest"].days
    homes = [make_location(world.council, name) for name in ("Larkfield House", "Silent House")]
    returns.submit_return(
        form=asked, location=homes[0], start=NOW.date(), answers=ANSWERS, expected_number=0, entered=Entered.PHONE,
        entered_as="Manager", by=officer,
    )  # fmt: skip
    SpeaksTo.objects.create(
        measure=Measure.objects.get(code="returns-made"), framework_key="test-plan", requirement_key="area.thing-1"
    )
    measures.take_readings(council_id=world.council.pk, day=NOW.date(), by=None)
    world.change(rag="green", fully_met="yes")
    page = signed_in(world.lead).get(f"/plans/{world.plan.pk}/rows/{world.row.pk}/").content.decode()
    assert "The records do not show that this is met." in page
    assert "50%, 1 of 2; the standard is at least 95%" in page
