"""Invented files as the regulator and the Capacity Tracker publish them, the same each time they are made."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

import xlsxwriter

HEADINGS = (
    "Location ID", "Location HSCA start date", "Dormant (Y/N)", "Care home?", "Location Name", "Location ODS Code",
    "Location Telephone Number", "Registered manager", "Location Web Address", "Care homes beds",
    "Location Type/Sector", "Location Latest Overall Rating", "Publication Date", "Inherited Rating (Y/N)",
    "Location Region", "Location Local Authority", "Location Street Address", "Location Address Line 2",
    "Location City", "Location Postal Code", "Location UPRN ID", "Brand Name", "Provider Companies House Number",
    "Provider Charity Number", "Provider ID", "Provider Name", "Provider Ownership Type",
    "Provider Telephone Number", "Provider Web Address", "Service type - Care home service with nursing",
    "Service type - Care home service without nursing", "Service type - Domiciliary care service",
    "Service type - Extra Care housing services", "Service type - Shared Lives",
    "Service type - Supported living service",
)  # fmt: skip
HOMES = 14_500
"""Care homes among 26,000 locations of adult social care, as the regulator counts them; the rest is care at home."""
OF = 26_000
PLACES = ("Ash", "Beech", "Cedar", "Elm", "Fern", "Hazel", "Holly", "Larch", "Maple", "Oak", "Rowan", "Willow")
KINDS = ("House", "Lodge", "Court", "Grange", "Manor", "Gardens", "View", "Rest")
RATINGS = ("Good", "Good", "Good", "Outstanding", "Requires improvement", "Inadequate", "")


@dataclass(frozen=True, slots=True)
class Place:
    """One invented location. ``staff`` and ``used`` are what its answers move around."""

    cqc_id: str
    name: str
    nursing: bool
    home: bool
    beds: int
    used: int
    nurses: int
    staff: int


def places(area: str, count: int) -> list[Place]:
    throw = Random(f"{area} {count}")
    homes = count * HOMES // OF
    found = []
    for n in range(count):
        beds = throw.randint(8, 90)
        name = f"{PLACES[n % len(PLACES)]} {KINDS[n // len(PLACES) % len(KINDS)]} {n:05d}"
        nursing = n < homes and n % 3 == 0
        used = beds - throw.randint(0, beds // 6)
        nurses = beds // 7 if nursing else 0
        found.append(
            Place(f"1-{area}{n:07d}", name, nursing, n < homes, beds, used, nurses, beds // 2 + throw.randint(4, 30))
        )
    return found


def write_directory(path: Path, found: Sequence[Place], authority: str) -> None:
    throw = Random(authority)
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, HEADINGS, restval="")
        writer.writeheader()
        for n, place in enumerate(found):
            provider = n * 2 // 3  # some run several locations
            service = HEADINGS[29] if place.nursing else HEADINGS[30] if place.home else HEADINGS[31]
            writer.writerow({
                "Location ID": place.cqc_id, "Location HSCA start date": f"01/{n % 12 + 1:02}/20{n % 14 + 11}",
                "Dormant (Y/N)": "N", "Care home?": "Y" if place.home else "N", "Location Name": place.name,
                "Location ODS Code": f"V{n:05d}", "Location Telephone Number": f"01632{n:06d}",
                "Registered manager": f"Bench, Manager {n}" if n % 9 else "*", "Location Web Address": "",
                "Care homes beds": place.beds if place.home else "",
                "Location Type/Sector": "Social Care Org", "Location Latest Overall Rating": throw.choice(RATINGS),
                "Publication Date": f"15/{n % 12 + 1:02}/2024", "Inherited Rating (Y/N)": "N",
                "Location Region": "Nowhere", "Location Local Authority": authority,
                "Location Street Address": f"{n % 200 + 1} Bench Road", "Location City": f"Bench {n % 40}",
                "Location Postal Code": f"ZZ{n % 90 + 1} {n % 9}ZZ", "Location UPRN ID": f"{100_000_000 + n}",
                "Provider ID": f"1-P{authority}{provider:07d}", "Provider Name": f"Bench Care {provider} Limited",
                "Provider Ownership Type": "Organisation", "Provider Telephone Number": f"01632{provider:06d}",
                service: "Y",
            })  # fmt: skip


Row = tuple[str, str, str, Mapping[str, object]]
"""CQC id, name, when it was saved, and the answers by field."""


def month(found: Sequence[Place], homes: bool, opens: date) -> Iterator[Row]:
    """One statutory return of each care home, or of each other service, saved in the window that opens then."""
    throw = Random(f"{opens} {homes}")
    for n, place in enumerate(found):
        if place.home is homes:
            saved = opens + timedelta(days=n % 5)
            yield place.cqc_id, place.name, f"{saved:%d/%m/%Y} {8 + n % 9:02}:15", _statutory(place, throw)


def days(found: Sequence[Place], first: date, last: date) -> Iterator[Row]:
    """A daily return of each location on each day."""
    throw = Random(f"{first}")
    day = first
    while day <= last:
        for n, place in enumerate(found):
            yield place.cqc_id, place.name, f"{day:%d/%m/%Y} {8 + n % 9:02}:15", _daily(place, throw)
        day += timedelta(days=1)


def _statutory(place: Place, throw: Random) -> dict[str, object]:
    away = throw.randint(0, place.staff // 8) if throw.random() < 0.96 else place.staff // 3
    flu, covid = place.staff // 3 + throw.randint(0, 5), place.staff // 5
    staff = {"care_staff_own": place.staff, "care_staff_agency": throw.randint(0, 4), "other_staff_own": 6,
             "other_staff_agency": 0, "staff_away": away, "flu_staff": flu, "covid_staff": covid}  # fmt: skip
    if not place.home:
        return {"people": place.beds * 2, **staff}
    nurses = {"nurses_own": place.nurses, "nurses_agency": 1} if place.nursing else dict.fromkeys(
        ("nurses_own", "nurses_agency"), "not applicable"
    )  # fmt: skip
    return {
        **_beds(place, throw), "beds_kept": 0, **nurses, **staff, "visits": "yes" if throw.random() < 0.99 else "no",
        "flu_residents": place.used // 2, "covid_residents": place.used // 3,
    }  # fmt: skip


def _daily(place: Place, throw: Random) -> dict[str, object]:
    away = throw.randint(0, place.staff // 8) if throw.random() < 0.98 else place.staff // 3
    return {
        **_beds(place, throw), "admissions": "yes" if throw.random() < 0.97 else "no", "residents_covid": 0,
        "residents_suspected": 0, "residents_confirmed": 0, "staff_suspected": 0, "staff_confirmed": 0,
        "staff_all": place.staff, "staff_away": away, "movement_limited": "yes" if throw.random() < 0.95 else "no",
        "ppe": throw.choice(("green", "green", "blue", "amber")), "continuity": "no",
    }  # fmt: skip


def _beds(place: Place, throw: Random) -> dict[str, object]:
    used = max(0, min(place.beds, place.used + throw.randint(-1, 1)))
    return {"beds_most": place.beds, "beds_used": used, "beds_open": place.beds - used}


@dataclass(frozen=True, slots=True)
class Written:
    path: Path
    rows: int
    mapping: Mapping[str, str]
    """Number of a column to what it answers."""


def write_returns(path: Path, rows: Iterator[Row], labels: Mapping[str, str]) -> Written:
    """As a csv or an xlsx, by the name of ``path``; ``labels``: field to the heading of its column."""
    heads = ["CQC location id", "Location name", "Last updated", *labels.values()]
    lines = ([cqc_id, name, saved, *(said.get(code, "") for code in labels)] for cqc_id, name, saved, said in rows)
    count = _write_csv(path, heads, lines) if path.suffix == ".csv" else _write_xlsx(path, heads, lines)
    return Written(path, count, {str(n): code for n, code in enumerate(("@cqc", "@name", "@saved", *labels))})


def _write_csv(path: Path, heads: Sequence[str], lines: Iterator[list[object]]) -> int:
    count = 0
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(heads)
        for line in lines:
            writer.writerow(line)
            count += 1
    return count


def _write_xlsx(path: Path, heads: Sequence[str], lines: Iterator[list[object]]) -> int:
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("Export")
    sheet.write_row(0, 0, heads)
    count = 0
    for count, line in enumerate(lines, 1):
        sheet.write_row(count, 0, line)
    book.close()
    return count
