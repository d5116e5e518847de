"""What is kept counted of a form agrees with a count of every return, whatever happened; where it does not stand any
more, it is not believed."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from overwinter.frameworks.api import get_limits
from overwinter.infra import clock
from overwinter.providers import actions as providers
from overwinter.providers.api import LocationEntry, LocationStep, ServiceEntry, ServiceKind
from overwinter.returns import jobs
from overwinter.returns import taking as taking_rows
from overwinter.returns.actions import ask_for_form
from overwinter.returns.models import Form, Tally
from overwinter.returns.queries import AskedForm, count_windows
from overwinter.returns.queries.tallies import count_anew, get_mark, made_from
from overwinter.returns.tallying import keep_tally
from tests.returns.conftest import CODE, GOOD, NOVEMBER, Asked, asked_council, at
from tests.returns.test_files import bring, homes, lines
from tests.support.at_once import at_once, needs_connections
from tests.support.providers import make_location, make_locations

__all__ = ["homes"]

TODAY, OCTOBER, SEPTEMBER = date(2026, 11, 13), date(2026, 10, 1), date(2026, 9, 1)
LIMITS = get_limits(TODAY)


def standing(form: AskedForm) -> dict[date, bool]:
    """The periods that are kept, and whether what is kept still stands."""
    mark = get_mark(form.council_id)
    return {
        row.period_start: row.made_from == made_from(form, form.period_at(row.period_start), mark, LIMITS)
        for row in Tally.objects.filter(form_id=form.form_id).order_by("period_start")
    }


def agrees(form: AskedForm) -> bool:
    """Whether what pages show, and all that is kept and stands, is what a count of every return finds."""
    for start in (SEPTEMBER, OCTOBER, NOVEMBER):
        period = form.period_at(start)
        counted, anew = count_windows([(form, period)], LIMITS)[form.form_id, start], count_anew(form, period, LIMITS)
        assert (counted.by_kind(), counted.by_day()) == (anew.by_kind(), anew.by_day()), start
    return True


def test_they_follow_every_return_that_is_sent_late_or_put_right(asked: Asked) -> None:
    others = make_locations(asked.council, 4)
    nursing = make_location(asked.council, "Thornwick Court", service=ServiceKind.NURSING_HOME)
    keep_tally(asked.form, today=TODAY)
    assert standing(asked.form) == {OCTOBER: True, NOVEMBER: True}
    with clock.standing_at(at(date(2026, 10, 9))):
        for home in (others[0], nursing):
            asked.submit(OCTOBER, location=home)
            assert agrees(asked.form)
    asked.submit(SEPTEMBER, location=others[1])
    asked.submit(OCTOBER, location=others[1])
    assert agrees(asked.form)
    for home in (others[0], others[2], nursing):
        asked.submit(location=home)
        assert agrees(asked.form)
    asked.submit(location=nursing, number=1, beds_used=40)
    counts = count_windows([(asked.form, asked.form.period_at(NOVEMBER))], LIMITS)[asked.form.form_id, NOVEMBER]
    assert agrees(asked.form) and sum(each.returned for each in counts.by_kind()) == 3
    assert standing(asked.form) == {OCTOBER: True, NOVEMBER: True}


def open_another(asked: Asked) -> None:
    entry = LocationEntry("Fernhill", "Larkfield Care Ltd", registered_on=date(2026, 11, 2))
    services = [ServiceEntry(ServiceKind.CARE_HOME)]
    providers.add_location(council_id=asked.council.pk, entry=entry, services=services, by=asked.officer)


def close_one(asked: Asked) -> None:
    providers.change_state(
        location_id=asked.location.pk, step=LocationStep.CLOSE, why="Sold", since=date(2026, 11, 3), by=asked.officer
    )


def provide_more(asked: Asked) -> None:
    entry = ServiceEntry(ServiceKind.NURSING_HOME)
    providers.add_service(location_id=asked.location.pk, entry=entry, by=asked.officer)


def ask_others(asked: Asked) -> None:
    ask_for_form(
        council_id=asked.council.pk, form=Form.objects.get(code=CODE), services=["nursing_home"],
        since=date(2026, 6, 1), by=asked.officer,
    )  # fmt: skip


@pytest.mark.parametrize("happens", [open_another, close_one, provide_more, ask_others])
def test_what_the_register_no_longer_says_is_not_believed_and_counted_again(
    asked: Asked, happens: Callable[[Asked], None]
) -> None:
    make_locations(asked.council, 3)
    asked.submit()
    keep_tally(asked.form, today=TODAY)
    happens(asked)
    assert standing(asked.form)[NOVEMBER] is False and agrees(asked.form)
    jobs.keep_tallies(asked.council.pk)
    assert standing(asked.form) == {OCTOBER: True, NOVEMBER: True} and agrees(asked.form)


class Killed(BaseException):
    """The worker is gone, in the middle of something."""


def test_a_file_lets_them_go_and_keeps_them_when_it_is_taken(homes: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking_rows, "BATCH", 3)
    keep_tally(homes.form, today=TODAY)
    file, takes = bring(homes, [*lines(), "1-5,Home 5,06/11/2026,48,30"]), iter(range(9))
    take = taking_rows._take

    def take_and_die(*given: object, **more: object) -> bool:
        if next(takes):
            raise Killed
        return take(*given, **more)

    monkeypatch.setattr(taking_rows, "_take", take_and_die)
    with pytest.raises(Killed):
        jobs.take_file(file.pk)
    assert NOVEMBER not in standing(homes.form) and agrees(homes.form)
    homes.submit()
    assert agrees(homes.form)
    monkeypatch.setattr(taking_rows, "_take", take)
    jobs.take_file(file.pk)
    assert standing(homes.form) == {OCTOBER: True, NOVEMBER: True} and agrees(homes.form)


@pytest.fixture
def committed(transactional_db: None) -> Iterator[Asked]:
    needs_connections()
    yield from asked_council()


@pytest.mark.django_db(transaction=True)
def test_returns_sent_at_once_and_a_count_meanwhile_are_all_in_it(committed: Asked) -> None:
    others, form = make_locations(committed.council, 5), committed.form
    keep_tally(form, today=TODAY)

    def sent(location: object) -> Callable[[], object]:
        def send() -> object:
            with clock.standing_at(at(TODAY)):
                return committed.submit(location=location, **GOOD)

        return send

    done = at_once(*map(sent, others), lambda: keep_tally(form, today=TODAY, anew=True))
    assert not [each for each in done if isinstance(each, Exception)]
    assert standing(form) == {OCTOBER: True, NOVEMBER: True} and agrees(form)
