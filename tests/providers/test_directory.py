"""The regulator's directory: its columns in every spelling, what an edition would change, and taking it over."""

import csv
import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from overwinter.infra.models import AuditEntry
from overwinter.infra.sheets import Unreadable, read_rows
from overwinter.kernel.verdict import Refused
from overwinter.providers import actions, edition_queries
from overwinter.providers.directory_applying import Batch
from overwinter.providers.directory_reading import _beneath_headings
from overwinter.providers.domain import directory
from overwinter.providers.domain.kinds import ChangeKind, ServiceKind
from overwinter.providers.models import (
    Contact,
    DirectoryChange,
    DirectoryEdition,
    Location,
    LocationEvent,
    Organisation,
    Service,
)
from tests.providers.conftest import Care, signed_in

HEADINGS = [
    "Location ID", "Location HSCA start date", "Dormant (Y/N)", "Care home?", "Location Name", "Registered manager",
    "Care homes beds", "Location Latest Overall Rating", "Publication Date", "Inherited Rating (Y/N)",
    "Location Local Authority", "Location Street Address", "Location City", "Location Postal Code",
    "Location Telephone Number", "Provider ID", "Provider Name",
    "Service type - Care home service with nursing", "Service type - Care home service without nursing",
    "Service type - Domiciliary care service", "Service type - Doctors consultation service",
    "Location Dual Registered", "Primary ID (Dual registration locations)",
]  # fmt: skip
USUAL = {"Location HSCA start date": "2011-03-01", "Location Local Authority": "Northmere", "Provider ID": "1-9",
         "Provider Name": "Larkfield Care Ltd", "Location Latest Overall Rating": "Good",
         "Publication Date": "04/03/2026",
         "Service type - Care home service without nursing": "Y"}  # fmt: skip


def line(cqc_id: str, name: str, **said: str) -> list[str]:
    row = {**USUAL, "Location ID": cqc_id, "Location Name": name}
    row |= {
        next(each for each in HEADINGS if directory.key_of(key) in directory.key_of(each)): v for key, v in said.items()
    }
    return [row.get(heading, "") for heading in HEADINGS]


LINES = [
    line("1-1", "Larkfield House", Registered_manager="Threlfall, Quillon", beds="48", with_nursing="Y"),
    line("1-2", "Bridge Street", without_nursing="", Domiciliary="Y", Latest_Overall="Requires improvement"),
    line("1-3", "A surgery", without_nursing="", Doctors="Y"),
    line("1-4", "Elsewhere", Local_Authority="Southfen"),
    line("1-5", "The Limes", Dual_Registered="Y", Primary_ID="1-1"),
]


def as_csv(lines: list[list[str]], *, above: int = 0) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([["Care directory"]] * above + [HEADINGS, *lines])
    return text.getvalue().encode()


def as_ods(lines: list[list[str]]) -> bytes:
    """As published: a sheet that explains, then the one of the locations; a blank run is one cell repeated."""
    sheets = (
        ("README", [["What this is"]]),
        ("HSCA_Active_Locations", [HEADINGS, *lines]),
        ("Dual", [HEADINGS, lines[1]]),
    )
    body = "".join(
        f'<table:table table:name="{name}">{"".join(map(_ods_row, rows))}'
        '<table:table-row table:number-rows-repeated="900000"><table:table-cell table:number-columns-repeated="16384"/>'
        "</table:table-row></table:table>"
        for name, rows in sheets
    )
    names = {"office": "office", "table": "table", "text": "text"}
    spaces = " ".join(f'xmlns:{k}="urn:oasis:names:tc:opendocument:xmlns:{v}:1.0"' for k, v in names.items())
    content = f"<office:document-content {spaces}><office:body><office:spreadsheet>{body}</office:spreadsheet>"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        book.writestr("content.xml", f"{content}</office:body></office:document-content>")
    return packed.getvalue()


def _ods_row(cells: list[str]) -> str:
    written = "".join(
        f"<table:table-cell><text:p>{each}</text:p></table:table-cell>"
        if each
        else '<table:table-cell table:number-columns-repeated="1"/>'
        for each in cells
    )
    return f"<table:table-row>{written}</table:table-row>"


def as_xlsx(lines: list[list[str]]) -> bytes:
    book, out = Workbook(), io.BytesIO()
    book.create_sheet("HSCA_Active_Locations")
    for row in (["As at 1 May 2020"], [], HEADINGS, *lines):
        book.worksheets[1].append(row)
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.csv", as_csv(LINES)), ("a.csv", as_csv(LINES, above=9)), ("a.ods", as_ods(LINES)), ("a.xlsx", as_xlsx(LINES))],
)
def test_each_format_gives_the_same_locations_of_adult_social_care(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    found = _beneath_headings(read_rows(path, name), name)
    rows = [read for headings, row in found if (read := directory.read_row(headings, row.cells)) is not None]
    once = list(directory.once_each(iter(rows)))
    assert [row.cqc_id for row in once] == ["1-1", "1-2", "1-4"]
    home, care = once[0], once[1]
    assert (home.manager, home.values["beds"], home.values["rated_on"]) == ("Quillon Threlfall", 48, date(2026, 3, 4))
    assert home.kinds == [ServiceKind.NURSING_HOME, ServiceKind.CARE_HOME]
    assert (care.kinds, care.values["rating"], care.values["beds"]) == (
        [ServiceKind.HOME_CARE],
        "requires_improvement",
        None,
    )


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.ods", as_ods(LINES)[:400], "cut off or damaged"),
        ("a.csv", as_csv(LINES)[:-60], "ends in the middle of its last line"),
        ("a.csv", as_csv(LINES)[:-1] + b'"1-9', "ends in the middle"),
        ("a.csv", b"Name,Phone\nA,1\n", "is not the directory of locations"),
        ("a.csv", b"Location ID,Location Name,Provider ID\n1,A,2\n", "lacks the columns “Location Local Authority”"),
        ("a.pdf", b"%PDF-1.7 no", "is no csv, ods or xlsx file"),
    ],
)
def test_a_file_cut_short_or_foreign_is_refused_in_words(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(Unreadable, match=words):
        for headings, row in _beneath_headings(read_rows(path, name), name):
            directory.read_row(headings, row.cells)


@pytest.mark.parametrize(
    ("council", "area"),
    [
        ("Derbyshire County Council", "Derbyshire"), ("London Borough of Camden", "Camden"),
        ("Kingston upon Hull City Council", "Kingston upon Hull, City of"),
        ("City of London Corporation", "City of London"),
        ("Bournemouth, Christchurch & Poole Council", "Bournemouth, Christchurch and Poole"),
    ],
)  # fmt: skip
def test_an_area_is_known_by_the_name_of_its_council(council: str, area: str) -> None:
    assert directory.area_key(directory.area_of(council)) == directory.area_key(area)
    assert directory.area_key("Derby City Council") != directory.area_key("Derbyshire")


def test_the_day_of_an_edition_is_in_the_name_of_its_file() -> None:
    names = ("01_October_2026_HSCA_Active_Locations.ods", "2026-10-01 directory.csv", "HSCA October 2026.xlsx")
    assert {directory.day_in_name(name) for name in names} == {date(2026, 10, 1)}
    assert directory.day_in_name("HSCA_Active_Locations.ods") is None


# --- taking over


@pytest.fixture
def bring(care: Care, settings: Any, tmp_path: Path) -> Any:
    settings.FILES_DIR = tmp_path

    def bring_in(lines: list[list[str]], day: int, *, take: bool = True) -> DirectoryEdition:
        made = actions.upload_edition(
            council_id=care.council.pk, name="a.csv", content=io.BytesIO(as_csv(lines)), as_of=date(2026, 10, day),
            by=care.contracts, in_background=False,
        )  # fmt: skip
        edition = actions.read_edition(edition_id=made.pk, by=None)
        if take and edition.state == "read":
            actions.agree_to_edition(edition_id=made.pk, closures_seen=True, by=care.contracts, in_background=False)
            while actions.apply_batch(edition_id=made.pk, by=None):
                pass
        return DirectoryEdition.objects.get(pk=made.pk)

    care.home.delete()
    return bring_in


def changes(edition: DirectoryEdition) -> dict[ChangeKind, int]:
    return {kind: count for kind, (count, _) in edition_queries.count_changes(edition).items() if count}


def test_an_edition_opens_changes_closes_and_opens_again_and_twice_changes_nothing(care: Care, bring: Any) -> None:
    first = bring(LINES, 1)
    assert (first.state, changes(first), first.totals["elsewhere"]) == ("applied", {ChangeKind.OPENING: 2}, 1)
    assert changes(bring(LINES, 1)) == {}
    home = Location.objects.get(cqc_id="1-1")
    assert (home.main_service, home.beds, home.organisation.cqc_id) == ("nursing_home", 48, "1-9")
    assert Contact.objects.get(location=home).name == "Quillon Threlfall"
    worse = [line("1-1", "Larkfield House", beds="44", with_nursing="Y", Latest_Overall="Inadequate",
                  Registered_manager="Brackenridge, Ysolde")]  # fmt: skip
    second = bring(worse, 2, take=False)
    assert changes(second) == {ChangeKind.CHANGE: 1, ChangeKind.CLOSURE: 1}
    assert set(edition_queries.list_changes(second, ChangeKind.CHANGE).get().values["after"]) == {"rating", "beds"}
    with pytest.raises(Refused, match="1 of 2 open locations"):
        actions.agree_to_edition(edition_id=second.pk, closures_seen=False, by=care.contracts, in_background=False)
    bring(worse, 2)
    home.refresh_from_db()
    assert (home.rating, home.beds) == ("inadequate", 44)
    assert [each.name for each in Contact.objects.filter(location=home, until=None)] == ["Ysolde Brackenridge"]
    said = LocationEvent.objects.filter(location=home, what="rating").values_list("before", "after", "edition__as_of")
    assert list(said) == [("Good", "Inadequate", date(2026, 10, 2))]
    assert Location.objects.get(cqc_id="1-2").state == "closed"
    assert changes(bring([worse[0], LINES[1]], 3)) == {ChangeKind.RETURN: 1}
    assert Location.objects.get(cqc_id="1-2").state == "open"
    assert AuditEntry.objects.filter(verb="directory edition taken over").count() == 4
    with pytest.raises(Refused, match="A newer one, of 3 October 2026"):
        bring(LINES, 2)


def test_what_was_put_right_by_hand_or_left_out_stays_until_the_directory_says_something_new(
    care: Care, bring: Any
) -> None:
    bring(LINES, 1)
    Location.objects.filter(cqc_id="1-1").update(phone="01632 960199", kept_by_hand={"phone": ""})
    assert changes(bring(LINES, 2)) == {}
    other = [
        line("1-1", "Larkfield Hall", beds="48", with_nursing="Y", Registered_manager="Threlfall, Quillon"),
        LINES[1],
    ]
    third = bring(other, 3, take=False)
    change = DirectoryChange.objects.get(edition=third)
    actions.leave_out(edition_id=third.pk, shown=[change.pk], ticked=[change.pk], joined={}, by=care.contracts)
    actions.agree_to_edition(edition_id=third.pk, closures_seen=True, by=care.contracts, in_background=False)
    while actions.apply_batch(edition_id=third.pk, by=None):
        pass
    assert Location.objects.get(cqc_id="1-1").name == "Larkfield House"
    assert changes(bring(other, 4)) == {}
    newer = [[cell.replace("Hall", "Court") for cell in other[0]], LINES[1]]
    assert changes(bring(newer, 5)) == {ChangeKind.CHANGE: 1}
    assert Location.objects.get(cqc_id="1-1").name == "Larkfield Court"


def test_a_foreign_area_or_a_spoilt_file_loses_nothing(care: Care, bring: Any) -> None:
    bring(LINES, 1)
    failed = bring([line("1-8", "A", Local_Authority="Northmore")], 2)
    assert failed.state == "failed" and "nearest areas it names are “Northmore”" in failed.failure
    assert Location.objects.filter(council=care.council, state="open").count() == 2
    assert not DirectoryChange.objects.filter(edition=failed).exists()


class Killed(BaseException):
    """The process ends where it stands."""


def test_killed_anywhere_and_begun_again_it_comes_to_the_same(
    care: Care, bring: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("overwinter.providers.actions.editions.BATCH", 2)
    monkeypatch.setattr("overwinter.providers.directory_reading.BATCH", 2)
    lines = [line(f"1-{n}", f"Home {n}", beds=str(n), Registered_manager=f"Name{n}, A") for n in range(5)]
    lines[3] = [cell.replace("1-9", "1-99") for cell in lines[3]]
    bring(lines, 1)
    straight = _everything()
    for model in (LocationEvent, Contact, Service):
        model.objects.filter(location__council=care.council).delete()
    DirectoryChange.objects.all().delete()
    Location.objects.filter(council=care.council).delete()
    Organisation.objects.exclude(cqc_id="").delete()
    DirectoryEdition.objects.all().delete()
    edition = bring(lines, 1, take=False)
    actions.agree_to_edition(edition_id=edition.pk, closures_seen=True, by=care.contracts, in_background=False)
    inside = Batch.apply
    for after in (False, True):

        def dying(batch: Batch, after: bool = after) -> None:
            if after:
                inside(batch)
            raise Killed

        monkeypatch.setattr(Batch, "apply", dying)
        with pytest.raises(Killed):
            actions.apply_batch(edition_id=edition.pk, by=None)
        monkeypatch.setattr(Batch, "apply", inside)
        assert actions.apply_batch(edition_id=edition.pk, by=None)
    while actions.apply_batch(edition_id=edition.pk, by=None):
        pass
    assert _everything() == straight and len(straight[0]) == 5


def _everything() -> list[list[tuple[object, ...]]]:
    """What the directory has made of the database, without the numbers that the database gives."""
    ours = Location.objects.exclude(cqc_id="").order_by("cqc_id")
    contacts = Contact.objects.filter(location__in=ours).order_by("location__cqc_id", "id")
    return [
        list(ours.values_list("cqc_id", "name", "beds", "state", "rating", "seen_on", "organisation__cqc_id")),
        list(
            Service.objects.filter(location__in=ours)
            .order_by("location__cqc_id", "id")
            .values_list("kind", "registered")
        ),
        [(contact.location.cqc_id, contact.name) for contact in contacts],
        list(LocationEvent.objects.order_by("location__cqc_id", "id").values_list("location__cqc_id", "what", "after")),
        list(Organisation.objects.exclude(cqc_id="").order_by("cqc_id").values_list("cqc_id", "name")),
    ]


def test_an_edition_is_brought_in_looked_at_and_taken_over_on_its_pages(
    care: Care, settings: Any, tmp_path: Path
) -> None:
    settings.FILES_DIR = tmp_path
    client = signed_in(care.contracts)
    refused = client.post("/providers/directory/new/", {"file": SimpleUploadedFile("a.csv", as_csv(LINES))})
    assert refused.status_code == 422 and "does not tell the day of the edition" in refused.content.decode()
    file = SimpleUploadedFile("1_October_2026_HSCA.csv", as_csv(LINES))
    address = client.post("/providers/directory/new/", {"file": file})["Location"]
    edition = DirectoryEdition.objects.get()
    assert edition.as_of == date(2026, 10, 1) and "It is being read" in client.get(address).content.decode()
    actions.read_edition(edition_id=edition.pk, by=None)
    page = client.get(address).content.decode()
    assert "1 closure and 2 openings" in page and "Take over 3 of 3" in page and "Larkfield House" in page
    opening = DirectoryChange.objects.get(cqc_id="1-2")
    client.post(f"{address}leave-out/", {"shown": [opening.pk], "left": [opening.pk]})
    client.post(f"{address}agree/", {"closures_seen": "1"})
    assert "Change 0 of 3" in client.get(address).content.decode()
    while actions.apply_batch(edition_id=edition.pk, by=None):
        pass
    assert "Taken over: 2 of 3 changes" in client.get(f"{address}?kind=opening").content.decode()
    assert "Taken over" in client.get("/providers/directory/").content.decode()
    assert signed_in(care.stranger).get(address).status_code == 404
    assert sorted(Location.objects.filter(council=care.council).values_list("cqc_id", "state")) == [
        ("1-000000148", "closed"), ("1-1", "open"),
    ]  # fmt: skip
