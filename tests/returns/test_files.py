"""A file of returns: its columns, its rows, what is wrong with them by cell; killed and begun again it is the same."""

from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from overwinter.casework.api import Concern
from overwinter.infra import clock
from overwinter.providers.api import Location
from overwinter.returns import actions, api, jobs, queries
from overwinter.returns import taking as taking_rows
from overwinter.returns.catalogue import load_forms
from overwinter.returns.domain.kinds import Entered
from overwinter.returns.domain.loading import read_definition
from overwinter.returns.domain.mapping import Columns, may_take, signature_of, suggest
from overwinter.returns.domain.matching import Known, Register
from overwinter.returns.domain.rows import Reader, winners
from overwinter.returns.models import Alarm, FileFault, Form, OvertakenDraft, Return, ReturnFile, ReturnRevision
from tests.returns.conftest import CODE, Asked, at
from tests.support.providers import make_location, make_locations

TODAY = date(2026, 11, 13)
NAMES = [
    "CQC Location ID", "Location Name", "Postcode", "Last Updated", "Maximum capacity", "Beds occupied",
    "Vacant beds reserved", "Vacant beds accepting", "Nurses - direct", "Nurses - agency or bank", "Staff absent",
    "Manager's shoe size",
]  # fmt: skip


def statutory() -> Any:
    form = next(each for each in load_forms() if each.code == CODE)
    return read_definition(form.versions[0], code=form.code, title=form.title)


def test_columns_are_suggested_by_their_names_and_what_is_unsure_is_left_out() -> None:
    assert suggest(NAMES, statutory()) == {
        "0": "@cqc", "1": "@name", "2": "@postcode", "3": "@saved", "4": "beds_most", "5": "beds_used",
        "6": "beds_kept", "7": "beds_open", "8": "nurses_own", "9": "nurses_agency", "10": "staff_away",
    }  # fmt: skip
    assert signature_of(NAMES) == signature_of([name.upper() + " " for name in NAMES])
    assert signature_of(NAMES) != signature_of(NAMES[1:])


@pytest.mark.parametrize(
    ("mapping", "words"),
    [
        ({"0": "@cqc", "1": "beds_used"}, ""),
        ({"0": "@name", "1": "beds_used"}, "No column says which location"),
        ({"0": "@cqc", "1": "beds_used", "2": "beds_used"}, "Two columns are both"),
        ({"0": "@cqc"}, "No column answers a question"),
    ],
)
def test_a_mapping_must_find_the_location_and_mean_one_thing(mapping: dict[str, str], words: str) -> None:
    assert words in may_take(mapping).reason
    assert bool(may_take(mapping)) == (not words)


HOMES = Register.of(
    [
        Known(1, "1-111", "A1", "The Limes", "MA1 1AA"), Known(2, "1-222", "", "The Limes", "MA2 2BB"),
        Known(3, "", "", "Oak & Ash", "MA3 3CC"), Known(4, "", "", "Twin", "MA4 4DD"),
        Known(5, "", "", "Twin", "MA4 4DD"),
    ]
)  # fmt: skip


@pytest.mark.parametrize(
    ("row", "location", "words"),
    [
        (("1-111", "", "", ""), 1, ""),
        ((" 1-222 ", "", "Another name", ""), 2, ""),
        (("", "a1", "", ""), 1, ""),
        (("1-222", "A1", "", ""), None, "two different locations"),
        (("1-999", "", "The Limes", "MA1 1AA"), None, "has the CQC location id “1-999”"),
        (("", "", "oak and ash", "ma33cc"), 3, ""),
        (("", "", "The Limes", "MA9 9ZZ"), None, "2 locations are called “The Limes”, but not at that postcode"),
        (("", "", "Twin", "MA4 4DD"), None, "2 locations are called “Twin” at that postcode"),
        (("", "", "Nowhere", "MA1 1AA"), None, "No location of the council is called"),
        (("", "", "", ""), None, "does not say which location"),
    ],
)
def test_a_row_is_matched_by_id_or_name_with_postcode_and_never_guessed(
    row: tuple[str, str, str, str], location: int | None, words: str
) -> None:
    found = HOMES.find(cqc_id=row[0], ods_code=row[1], name=row[2], postcode=row[3])
    assert found.location_id == location and words in found.words and bool(found.words) == (location is None)


def test_a_cell_that_cannot_be_taken_is_named_and_the_rest_of_the_row_is_taken() -> None:
    names = ["Id", "Max", "Used", "Kept", "Open", "Flu"]
    columns = Columns.of(
        {"0": "@cqc", "1": "beds_most", "2": "beds_used", "3": "beds_kept", "4": "beds_open", "5": "flu_staff"}
    )
    reader = Reader.of(statutory(), names, columns)
    answers, faults = reader.read(["1-1", "48", "forty", "", "-1", "n/a"])
    assert answers == {"beds_most": 48}
    assert [(fault.column, fault.value) for fault in faults] == [("Used", "forty"), ("Open", "-1"), ("Flu", "n/a")]
    assert reader.read(["1-1", "48", "41", "-", "0", "not known"])[0]["flu_staff"] == "not_known"
    answers, faults = reader.read(["1-1", "48", "41", "2", "7", "0"])
    assert answers["beds_open"] == 7 and "come to 50, but you have 48" in faults[0].words
    assert "taken as they are" in faults[0].words and answers["flu_staff"] == 0


def test_a_part_of_others_that_is_more_than_they_are_is_left_out() -> None:
    questions = {"2": "care_staff_own", "3": "care_staff_agency", "4": "other_staff_own", "5": "other_staff_agency"}
    columns = Columns.of({"0": "nurses_own", "1": "nurses_agency", "6": "staff_away"} | questions)
    reader = Reader.of(statutory(), list("abcdefg"), columns)
    answers, faults = reader.read(["1", "0", "5", "0", "1", "0", "8"])
    assert "staff_away" not in answers and "is 8, but there are only 7. It is left out" in faults[0].words
    assert reader.read(["", "0", "5", "0", "1", "0", "8"])[0]["staff_away"] == 8, "of how many is not known"


def test_of_two_rows_about_one_period_the_newest_holds() -> None:
    early, late = at(TODAY, 8), at(TODAY, 9)
    rows = [(2, 1, "a", late), (3, 1, "a", early), (4, 1, "b", early), (5, 2, "a", late), (6, 2, "a", late)]
    assert winners(rows) == {3: 2, 5: 6}


# --- into the record

HEAD = "CQC Location ID,Location Name,Last Updated,Maximum capacity,Occupied"


@pytest.fixture
def homes(asked: Asked, settings: Any, tmp_path: Path) -> Asked:
    settings.FILES_DIR = tmp_path
    for number, home in enumerate(make_locations(asked.council, 7)):
        home.cqc_id = f"1-{number}"
        home.save(update_fields=["cqc_id"])
    return asked


def lines(used: int = 40, day: str = "09/11/2026 10:15") -> list[str]:
    return [f"1-{n},Home {n},{day},48,{used + n if n != 3 else 'forty'}" for n in range(7)]


def bring(asked: Asked, rows: list[str], name: str = "export.csv") -> ReturnFile:
    content = BytesIO("\n".join([HEAD, *rows]).encode())
    form = Form.objects.get(code=CODE)
    file = actions.upload_file(
        council_id=asked.council.pk, form=form, name=name, content=content, as_of=TODAY, by=asked.officer
    )
    return actions.map_columns(file_id=file.pk, mapping=file.mapping, by=asked.officer)


def whole(asked: Asked) -> list[tuple[Any, ...]]:
    """All that an import leaves, without ids."""
    made = Return.objects.order_by("location__cqc_id", "period_start").values_list(
        "location__cqc_id", "period_start", "period_end", "state", "answers", "entered", "number", "first_on",
        "submitted_at", "submitted_by", "no_change",
    )  # fmt: skip
    before = ReturnRevision.objects.order_by("submitted__location__cqc_id", "number").values_list(
        "submitted__location__cqc_id", "number", "answers"
    )
    faults = FileFault.objects.order_by("file", "row", "id").values_list("row", "column", "value", "words")
    files = ReturnFile.objects.order_by("id").values_list("state", "reached", "totals")
    alarms = Alarm.objects.order_by("submitted__location__cqc_id", "submitted__period_start", "rule")
    seen = alarms.values_list("submitted__location__cqc_id", "rule", "title", "facts", "severity")
    concerns = Concern.objects.order_by("key").values_list("key", "title", "facts", "state", "times_seen")
    return [*made, *before, *faults, *files, *seen, *concerns]


def test_rows_are_taken_faults_listed_by_cell_and_the_same_again_changes_nothing(homes: Asked) -> None:
    unknown = "1-77,Nowhere,09/11/2026 10:15,20,19"
    file = bring(homes, [*lines(), unknown, "1-5,Home 5,06/11/2026,48,30"])
    jobs.take_file(file.pk)
    file.refresh_from_db()
    assert (file.state, file.totals["added"], file.totals["faults"]) == ("taken", 8, 2)
    assert [(each.row, each.column, each.value) for each in queries.list_faults(file)] == [
        (5, "Occupied", "forty"), (9, "CQC Location ID", "1-77"),
    ]  # fmt: skip
    october = Return.objects.get(location__cqc_id="1-5", period_start=date(2026, 10, 1))
    assert october.answers == {"beds_most": 48, "beds_used": 30} and october.first_on == date(2026, 11, 6)
    assert Return.objects.get(location__cqc_id="1-3").answers == {"beds_most": 48}
    again = bring(homes, [*lines(), unknown, "1-5,Home 5,06/11/2026,48,30"])
    assert again.mapping == file.mapping
    jobs.take_file(again.pk)
    again.refresh_from_db()
    assert (again.totals["unchanged"], again.totals["added"], again.totals["changed"]) == (8, 0, 0)
    assert not ReturnRevision.objects.exists()


def test_a_newer_export_keeps_what_was_said_before_and_an_older_one_changes_nothing(homes: Asked) -> None:
    jobs.take_file(bring(homes, lines()).pk)
    jobs.take_file(bring(homes, lines(41, "10/11/2026 08:00")).pk)
    assert ReturnRevision.objects.count() == 6 and Return.objects.get(location__cqc_id="1-0").answers["beds_used"] == 41
    before = list(Return.objects.order_by("id").values())
    older = bring(homes, lines(20, "08/11/2026"))
    jobs.take_file(older.pk)
    older.refresh_from_db()
    assert older.totals["older"] == 6 and list(Return.objects.order_by("id").values()) == before


def test_a_draft_that_a_file_overtakes_is_shown_beside_it_and_taken_from(homes: Asked) -> None:
    place = Location.objects.get(cqc_id="1-0")
    hand = {"start": date(2026, 11, 1), "entered": Entered.PHONE, "by": homes.officer}
    api.save_draft(form=homes.form, location=place, answers={"beds_used": 44, "beds_open": 9}, **hand)
    file = bring(homes, lines())
    jobs.take_file(file.pk)
    client = Client()
    client.force_login(homes.officer)
    row = Return.objects.get(location=place)
    where = f"/returns/made/{row.pk}/drafts/{OvertakenDraft.objects.get().pk}/"
    for page in ("/", f"/returns/made/{row.pk}/", f"/returns/files/{file.pk}/"):
        assert where in client.get(page).content.decode(), page
    shown = client.get(where).content.decode()
    assert "was overtaken by the file “export.csv”" in shown and "2 answers differ" in shown
    assert "Choose at least one answer" in client.post(where, {"number": "1"}).content.decode()
    wrong = client.post(where, {"number": "1", "take": ["beds_open", "beds_used"]}).content.decode()
    assert "The beds come to" not in wrong and Return.objects.get(location=place).answers["beds_used"] == 44
    assert "2 answers were taken from it" in client.get(f"/returns/made/{row.pk}/").content.decode()
    assert where not in client.get("/").content.decode()


def test_a_file_of_many_periods_is_looked_at_in_several_jobs(homes: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    actions.switch_on(council_id=homes.council.pk, rule="changed", limits={}, why="", by=homes.officer)
    handed_on = list[tuple[Any, ...]]()
    monkeypatch.setattr(jobs, "SECONDS", -1)
    monkeypatch.setattr(jobs, "enqueue", lambda *asked: handed_on.append(asked))
    file = bring(homes, [*lines(), "1-5,Home 5,09/10/2026 09:00,48,20"])
    jobs.take_file(file.pk)
    assert handed_on == [(jobs.look_at_file, file.pk, date(2026, 11, 1))] and not Alarm.objects.exists()
    jobs.look_at_file(file.pk, date(2026, 11, 1))
    assert Alarm.objects.count() == 1 and len(handed_on) == 1, "that was the last"


class Killed(BaseException):
    """The worker is gone, in the middle of something."""


@dataclass
class Deadly:
    """Counts the statements of the database while it wraps them, and is the end of the worker at one of them."""

    at: int = 0
    counted: int = 0

    def __call__(self, execute: Any, sql: str, *asked: Any) -> Any:
        if not sql.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
            self.counted += 1
            if self.counted == self.at:
                raise Killed
        return execute(sql, *asked)


def test_killed_at_any_moment_and_begun_again_it_leaves_the_same(homes: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking_rows, "BATCH", 2)
    actions.switch_on(council_id=homes.council.pk, rule="changed", limits={}, why="", by=homes.officer)
    newer = [*lines(41, "10/11/2026 08:00"), "1-5,Home 5,09/10/2026 09:00,48,20"]
    jobs.take_file(bring(homes, lines()).pk)
    count = Deadly()
    with connection.execute_wrapper(count):
        jobs.take_file(bring(homes, newer, "second.csv").pk)
    undisturbed = whole(homes)
    assert Concern.objects.count() == 1
    for model in (Alarm, Concern, ReturnRevision, Return, FileFault, ReturnFile):
        model._default_manager.all().delete()

    jobs.take_file(bring(homes, lines()).pk)
    second = bring(homes, newer, "second.csv")
    killed = 0
    for moment in range(2, count.counted, 7):
        with connection.execute_wrapper(Deadly(at=moment)):
            try:
                jobs.take_file(second.pk)
            except Killed:
                killed += 1
    assert killed >= 4, "most of it was done before"
    jobs.take_file(second.pk)
    assert whole(homes) == undisturbed
    with clock.standing_at(at(date(2026, 11, 14))):
        jobs.take_file(second.pk)
    assert whole(homes) == undisturbed


def test_a_command_that_was_killed_while_rules_looked_goes_on_with_the_same_file(
    homes: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    actions.switch_on(council_id=homes.council.pk, rule="changed", limits={}, why="", by=homes.officer)
    jobs.take_file(bring(homes, lines()).pk)
    rows = [*lines(41, "10/11/2026 08:00"), "1-5,Home 5,09/10/2026 09:00,48,20"]

    def bring_in() -> ReturnFile:
        content = BytesIO("\n".join([HEAD, *rows]).encode())
        return api.bring_in(
            council_id=homes.council.pk, form_code=CODE, name="second.csv", content=content, as_of=TODAY,
            by=homes.officer,
        )  # fmt: skip

    def die(*_: Any) -> None:
        raise Killed

    with monkeypatch.context() as killing, pytest.raises(Killed):
        killing.setattr(taking_rows, "look_at_period", die)
        bring_in()
    assert not Alarm.objects.exists() and ReturnFile.objects.count() == 2
    client = Client()
    client.force_login(homes.officer)
    page = f"/returns/files/{ReturnFile.objects.get(is_looked_at=False).pk}/"
    assert "All rows are taken, and the rules look at them" in client.get(page).content.decode()
    with monkeypatch.context() as taken:
        taken.setattr(taking_rows, "read_file", die)  # all rows are taken: none is read again
        file = bring_in()
    assert (file.state, file.is_looked_at, file.totals["changed"]) == ("taken", True, 6)
    assert Alarm.objects.count() == 1 and ReturnFile.objects.count() == 2
    assert bring_in().totals["unchanged"] == 8, "one that is done is brought in anew, and changes nothing"


def test_a_row_of_a_location_that_is_not_asked_is_taken_and_told(homes: Asked) -> None:
    Location.objects.filter(cqc_id="1-6").update(state="closed", state_since=date(2026, 9, 1))
    file = bring(homes, lines())
    jobs.take_file(file.pk)
    told = queries.list_faults(file).get(row=8)
    assert told.value == "Home 6" and told.words == (
        "The form is not asked of this location for November 2026. Its answers are kept, and stand in no total."
    )
    assert Return.objects.filter(location__cqc_id="1-6").count() == 1


def test_begun_again_it_takes_the_row_of_a_location_that_came_meanwhile(
    homes: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking_rows, "BATCH", 2)
    file = bring(homes, ["1-99,Home 99,09/11/2026 09:00,48,20", *lines()])
    take, batches = taking_rows._take, list[bool]()

    def take_once(*rows: Any, **how: Any) -> bool:
        if batches:
            raise Killed
        batches.append(take(*rows, **how))
        return batches[0]

    with monkeypatch.context() as killing, pytest.raises(Killed):
        killing.setattr(taking_rows, "_take", take_once)
        jobs.take_file(file.pk)
    assert FileFault.objects.values_list("row", flat=True).distinct().count() == 2, "of no location; no number"
    late = make_location(homes.council, "Home 99", cqc_id="1-99")
    jobs.take_file(file.pk)
    assert Return.objects.filter(location=late).exists()
    assert Return.objects.count() == len(lines()) + 1
    assert FileFault.objects.count() == 1
