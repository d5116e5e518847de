"""What returns come to as measures, as it stood on the day; and a row that says fully met beside one that fails."""

from datetime import date, timedelta
from decimal import Decimal

from overwinter.infra import clock
from overwinter.measures import api as measures
from overwinter.measures.models import Reading
from overwinter.providers.api import ServiceKind
from overwinter.returns import api
from overwinter.returns.domain.kinds import Entered
from overwinter.returns.measures import COMPLETED, IN_DATE, ON_TIME, ReturnMeasures
from tests.returns.conftest import NOVEMBER, Asked, at
from tests.support.providers import make_location

TODAY = date(2026, 11, 17)
BEDS = ("beds-used", "beds-open", "admissions-closed", "staff-absent", "flu-staff", "movement-not-limited")


def taken(asked: Asked, day: date) -> dict[str, tuple[Decimal | int | None, Decimal | int | None]]:
    found = ReturnMeasures().take(council_id=asked.council.pk, day=day)
    return {code: (each.numerator, each.denominator) for code, each in found.items()}


def test_measures_are_what_was_known_at_the_end_of_the_day(asked: Asked) -> None:
    silent = make_location(asked.council, "Silent House")
    with clock.standing_at(at(TODAY)):
        nothing = ReturnMeasures().take(council_id=asked.council.pk, day=TODAY)
        assert (nothing[COMPLETED].numerator, nothing[COMPLETED].denominator) == (0, 2)
        assert {nothing[code].numerator for code in BEDS} == {None} and nothing["beds-used"].note
    asked.submit(staff_away=6)
    with clock.standing_at(at(TODAY)):
        asked.submit(NOVEMBER, number=1, staff_away=12, beds_open=5)
        asked.submit(NOVEMBER, location=silent, nurses_own="not_applicable", staff_away=8)
    with clock.standing_at(at(TODAY + timedelta(days=1))):
        before, after = taken(asked, TODAY - timedelta(days=1)), taken(asked, TODAY)
    assert (before[COMPLETED], before[ON_TIME]) == ((1, 2), (1, 2))
    assert (after[COMPLETED], after[ON_TIME]) == ((2, 2), (1, 2))
    assert [before[code] for code in BEDS] == [(41, 48), (0, 48), (1, 1), (6, 57), (16, 57), (None, None)]
    assert [after[code] for code in BEDS] == [(82, 96), (5, 96), (1, 2), (20, 105), (32, 105), (None, None)]
    assert after[IN_DATE] == (None, None)


def test_movement_is_not_limited_by_the_answer_or_by_how_many_work_elsewhere(asked: Asked) -> None:
    form = api.find_form_of(asked.council.pk, "weekly-questionnaire")
    api.ask_for_form(council_id=asked.council.pk, form=form, services=[], since=date(2026, 9, 1), by=asked.officer)
    weekly = api.find_asked_form(asked.council.pk, "weekly-questionnaire")
    carers = make_location(asked.council, "Bridge Street", service=ServiceKind.HOME_CARE)
    answers = {"agency_shifts": 0, "posts_empty": 0, "visits": "yes", "people_unwell": 0, "help_wanted": "no"}
    for location, elsewhere in ((asked.location, 3), (make_location(asked.council, "Silent House"), 2), (carers, 9)):
        api.submit_return(
            form=weekly, location=location, start=date(2026, 11, 9), answers=answers | {"work_elsewhere": elsewhere},
            expected_number=0, entered=Entered.PHONE, by=asked.officer,
        )  # fmt: skip
    assert taken(asked, date(2026, 11, 13))["movement-not-limited"] == (1, 2)


def test_what_is_entered_by_hand_stays_and_is_not_overwritten_with_no_data(asked: Asked) -> None:
    measures.sync_catalogue(by=None)
    measures.take_readings(council_id=asked.council.pk, day=clock.today(), by=None)
    codes = set(Reading.objects.order_by("id").values_list("measure__code", flat=True))
    assert IN_DATE not in codes and "beds-used" in codes
