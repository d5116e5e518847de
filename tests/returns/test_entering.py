"""A return is kept as a draft, sent, said to be unchanged, put right; and counted."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from overwinter.infra import clock
from overwinter.infra.models import AuditEntry
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import Grant
from overwinter.providers.api import ProviderAccess, ServiceKind
from overwinter.returns import actions, api, queries
from overwinter.returns.domain.kinds import Entered
from overwinter.returns.domain.periods import Timing
from overwinter.returns.models import OvertakenDraft, Return, ReturnRevision
from tests.returns.conftest import GOOD, NOVEMBER, Asked, at
from tests.support.people import make_council, make_person
from tests.support.providers import make_location

TODAY, OCTOBER, SEPTEMBER = date(2026, 11, 13), date(2026, 10, 1), date(2026, 9, 1)


def test_the_catalogue_is_brought_in_once(asked: Asked) -> None:
    assert str(api.sync_catalogue(by=None)) == "forms: nothing to change"


def test_what_was_sent_before_is_kept_and_the_same_again_is_no_revision(asked: Asked) -> None:
    asked.submit()
    asked.submit(number=0)
    assert not ReturnRevision.objects.exists()
    with clock.standing_at(at(date(2026, 11, 20))):
        changed = asked.submit(number=1, beds_used=40)
    assert (changed.number, changed.first_on) == (2, TODAY)
    assert [each.answers["beds_used"] for each in queries.list_revisions(changed)] == [41]
    verbs = AuditEntry.objects.filter(chain="northmere", verb__startswith="return").order_by("number")
    assert [each.verb for each in verbs] == ["return submitted", "return changed"]


def test_a_return_holds_its_council_before_its_location(asked: Asked) -> None:
    """As who raises concerns does, so that no two wait for each other; and its location can be named meanwhile."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite holds the whole database")
    with CaptureQueriesContext(connection) as made:
        asked.submit(staff_away=20)
    held = [str(each["sql"]) for each in made if " FOR " in each["sql"]]
    tables = [sql.split(" FROM ")[1].split()[0].strip('"') for sql in held]
    assert tables[:2] == ["organisations_council", "providers_location"], tables
    assert all("FOR NO KEY UPDATE" in sql for sql in held[:2])


def test_the_second_of_two_is_told(asked: Asked) -> None:
    asked.submit()
    with pytest.raises(Refused, match="Somebody else sent this return"):
        asked.submit(number=0, beds_used=40)


def test_answers_that_cannot_be_true_are_refused_and_kept_as_a_draft(asked: Asked) -> None:
    with pytest.raises(api.AnswersRefused) as refusal:
        asked.submit(beds_open=9)
    assert list(refusal.value.checked.errors) == ["beds_open"]
    hand = {"entered": Entered.PHONE, "by": asked.officer}
    api.save_draft(form=asked.form, location=asked.location, start=NOVEMBER, answers=GOOD | {"beds_open": 9}, **hand)
    asked.submit(number=0)
    with pytest.raises(Refused, match="sent already"):
        api.save_draft(form=asked.form, location=asked.location, start=NOVEMBER, answers={}, **hand)


def test_a_draft_that_others_overtook_is_kept_and_an_officer_says_what_holds(asked: Asked) -> None:
    typed = GOOD | {"beds_used": 40, "staff_away": 2}
    hand = {"form": asked.form, "location": asked.location, "start": NOVEMBER, "by": asked.officer}
    kept = api.save_draft(**hand, answers=typed, entered=Entered.PHONE, entered_as="Deputy manager")
    manager = make_person("manager@larkfield.example")
    ProviderAccess.objects.create(user=manager, location=asked.location, since=clock.now())
    row = api.submit_return(
        **(hand | {"by": manager}), answers=GOOD, expected_number=0, entered=Entered.PROVIDER, draft_seen=kept.saved_at
    )
    draft = OvertakenDraft.objects.get()
    assert (draft.answers, draft.saved_by, draft.overtaken_by) == (typed, asked.officer, manager)
    with pytest.raises(api.AnswersRefused):
        actions.take_from_draft(
            draft_id=OvertakenDraft.objects.create(
                draft_of=row, version_id=row.version_id, answers={"beds_open": 9}, entered="phone",
                saved_at=clock.now(), overtaken_at=clock.now(), overtaken_how="import",
            ).pk,
            codes=["beds_open"], expected_number=1, by=asked.officer,
        )  # fmt: skip
    row = actions.take_from_draft(draft_id=draft.pk, codes=["staff_away"], expected_number=1, by=asked.officer)
    assert (row.number, row.answers["staff_away"], row.answers["beds_used"]) == (2, 2, 41)
    assert queries.list_revisions(row).get().answers == GOOD
    with pytest.raises(Refused, match="decided about this draft already"):
        actions.leave_draft(draft_id=draft.pk, by=asked.officer)


def test_who_had_the_draft_before_them_loses_nothing_and_another_draft_is_kept_beside(asked: Asked) -> None:
    hand = {"form": asked.form, "location": asked.location, "start": NOVEMBER, "entered": Entered.PHONE}
    first = api.save_draft(**hand, answers={"beds_used": 40}, by=asked.officer)
    with clock.standing_at(at(TODAY, 10)):
        again = api.save_draft(**hand, answers={"beds_used": 39}, by=asked.officer, draft_seen=first.saved_at)
    assert not OvertakenDraft.objects.exists()
    other = make_person("quality@northmere.example", Grant.QUALITY, council=asked.council)
    with clock.standing_at(at(TODAY, 11)):
        api.save_draft(**hand, answers={"beds_used": 38, "staff_away": 1}, by=other, draft_seen=first.saved_at)
    draft = OvertakenDraft.objects.get()
    assert (draft.answers, draft.saved_at, draft.overtaken_by) == ({"beds_used": 39}, again.saved_at, other)
    with clock.standing_at(at(TODAY, 12)):
        kept = actions.take_from_draft(draft_id=draft.pk, codes=["beds_used"], expected_number=0, by=asked.officer)
    assert (kept.answers, kept.state) == ({"beds_used": 39, "staff_away": 1}, "draft")


def test_no_change_must_be_saved_and_needs_earlier_answers(asked: Asked) -> None:
    with pytest.raises(Refused, match="no earlier answers"):
        asked.submit(no_change=True)
    with clock.standing_at(at(date(2026, 10, 9))):
        asked.submit(OCTOBER)
    sent = asked.submit(no_change=True, beds_used=1)
    assert (sent.answers, sent.no_change) == (GOOD, True)


def test_what_is_saved_before_the_window_does_not_count_for_it(asked: Asked) -> None:
    with clock.standing_at(at(date(2026, 11, 7))), pytest.raises(Refused, match="opens on 8 November 2026"):
        asked.submit()


def test_a_provider_answers_for_their_own_service_until_its_last_day(asked: Asked) -> None:
    manager = make_person("manager@larkfield.example")
    send = {
        "form": asked.form,
        "location": asked.location,
        "start": NOVEMBER,
        "entered": Entered.PROVIDER,
        "by": manager,
    }
    with pytest.raises(Refused, match="do not answer for this service"):
        api.submit_return(**send, answers=GOOD, expected_number=0)
    ProviderAccess.objects.create(user=manager, location=asked.location, since=clock.now())
    api.submit_return(**send, answers=GOOD, expected_number=0)
    with clock.standing_at(at(date(2026, 11, 17))), pytest.raises(Refused, match="until 16 November 2026"):
        api.submit_return(**send, answers=GOOD | {"beds_used": 40}, expected_number=1)


def test_another_councils_officer_enters_nothing_here(asked: Asked) -> None:
    south = make_council("southfen", "Southfen Council")
    stranger = make_person("contracts@southfen.example", Grant.CONTRACTS, council=south)
    with pytest.raises(Refused):
        api.submit_return(
            form=asked.form, location=asked.location, start=NOVEMBER, answers=GOOD, expected_number=0,
            entered=Entered.PHONE, by=stranger,
        )  # fmt: skip


def test_returns_are_counted_by_kind_and_habit_and_the_months_stand_in_a_row(asked: Asked) -> None:
    late = make_location(asked.council, "Thornwick Court", service=ServiceKind.NURSING_HOME)
    make_location(asked.council, "Bridge Street", service=ServiceKind.HOME_CARE)
    new = make_location(asked.council, "Fernhill", registered_on=date(2026, 11, 2))
    for month in (9, 10):
        with clock.standing_at(at(date(2026, month, 9))):
            asked.submit(date(2026, month, 1))
    with clock.standing_at(at(date(2026, 10, 20))):
        asked.submit(OCTOBER, location=late)
    asked.submit()
    form, period = asked.form, asked.form.period_of(TODAY)
    past = form.last_periods(OCTOBER.replace(day=9), 2)
    counts = {each.kind: each for each in queries.count_habits(form, period, past, 2)}
    care, nursing = counts["care_home"], counts["nursing_home"]
    assert (care.asked, care.returned, care.usually, care.often_late) == (2, 1, 1, 0)
    assert (nursing.asked, nursing.returned, nursing.usually, nursing.often_late) == (1, 0, 0, 1)
    ids = [asked.location.pk, late.pk, new.pk]
    rows = queries.marks_of(form, ids, (*past, period), today=TODAY)
    assert [[mark.timing for mark in rows[each]] for each in ids] == [
        [Timing.ON_TIME, Timing.ON_TIME, Timing.ON_TIME],
        [Timing.NONE, Timing.LATE, Timing.OPEN],
        [Timing.NOT_ASKED, Timing.NOT_ASKED, Timing.OPEN],
    ]
    assert queries.curve_of(form, [period])[NOVEMBER] == [(TODAY, 1)]


def test_what_is_due_leaves_out_what_an_officer_asks_on_the_phone(asked: Asked) -> None:
    for code in ("situation-call", "weekly-questionnaire"):
        form = api.find_form_of(asked.council.pk, code)
        api.ask_for_form(council_id=asked.council.pk, form=form, services=[], since=SEPTEMBER, by=asked.officer)
    assert [each.form.code for each in api.list_due(asked.location, today=TODAY)] == [
        "weekly-questionnaire", "statutory-care-home",
    ]  # fmt: skip
    assert len(api.list_due(asked.location, today=TODAY, by_phone=True)) == 3
    assert Return.objects.count() == 0
