"""The regulator's directory of locations as published: which column says what, and what a row says of a location.

Headings have been spelt in several ways over the years, so they are compared without capitals, spaces and signs.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from overwinter.providers.domain.facts import main_service
from overwinter.providers.domain.fields import Value
from overwinter.providers.domain.kinds import Rating, ServiceKind

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "cqc_id": ("Location ID", "CQC Location ID", "Location CQC ID"),
    "name": ("Location Name",),
    "authority": ("Location Local Authority", "Local Authority"),
    "registered_on": ("Location HSCA start date", "HSCA start date"),
    "dormant": ("Dormant (Y/N)", "Location Dormant"),
    "beds": ("Care homes beds", "Care home beds", "Number of beds"),
    "ods_code": ("Location ODS Code", "ODS Code"),
    "phone": ("Location Telephone Number", "Location Phone Number"),
    "manager": ("Registered manager", "Registered Manager (note where no Registered Manager is present)"),
    "website": ("Location Web Address", "Location Website"),
    "rating": ("Location Latest Overall Rating", "Latest Overall Rating"),
    "rated_on": ("Publication Date", "Latest Rating Publication Date"),
    "rating_inherited": ("Inherited Rating (Y/N)", "Inherited Rating"),
    "street": ("Location Street Address", "Location Address Line 1"),
    "street_2": ("Location Address Line 2",),
    "town": ("Location City", "Location Town"),
    "postcode": ("Location Postal Code", "Location Postcode"),
    "uprn": ("Location UPRN ID", "Location UPRN"),
    "provider_id": ("Provider ID", "CQC Provider ID"),
    "provider_name": ("Provider Name",),
    "brand": ("Brand Name",),
    "ownership": ("Provider Ownership Type",),
    "companies_house": ("Provider Companies House Number", "Companies House Number"),
    "charity_number": ("Provider Charity Number", "Charity Number"),
    "provider_phone": ("Provider Telephone Number", "Provider Phone Number"),
    "provider_website": ("Provider Web Address", "Provider Website"),
    "dual": ("Location Dual Registered", "Dual Registered"),
    "primary_id": ("Primary ID (Dual registration locations)", "Primary ID"),
}
SERVICE_COLUMNS: Mapping[ServiceKind, tuple[str, ...]] = {
    ServiceKind.NURSING_HOME: ("Service type - Care home service with nursing", "Care home service with nursing"),
    ServiceKind.CARE_HOME: ("Service type - Care home service without nursing", "Care home service without nursing"),
    ServiceKind.HOME_CARE: ("Service type - Domiciliary care service", "Domiciliary care service"),
    ServiceKind.EXTRA_CARE: ("Service type - Extra Care housing services", "Extra Care housing services"),
    ServiceKind.SHARED_LIVES: ("Service type - Shared Lives", "Shared Lives"),
    ServiceKind.SUPPORTED_LIVING: ("Service type - Supported living service", "Supported living service"),
}
"""The kinds of adult social care; a row with none of them is of health care, and is passed over."""
NEEDED = ("cqc_id", "name", "authority", "provider_id", "provider_name")
HEADINGS_WITHIN = 60
"""Rows from the top of a sheet among which the headings are looked for: older editions have some above them."""
TELLS = frozenset({"cqc_id", "name", "provider_id"})
"""Fields whose headings tell the row of headings from any other."""


@dataclass(frozen=True, slots=True)
class Headings:
    """At which place of a row each field and each kind of service stands."""

    fields: Mapping[str, int]
    services: Mapping[ServiceKind, int]
    width: int

    @property
    def places(self) -> frozenset[int]:
        return frozenset((*self.fields.values(), *self.services.values()))


class ProviderRow(NamedTuple):
    cqc_id: str
    name: str
    brand: str
    ownership: str
    companies_house: str
    charity_number: str
    phone: str
    website: str


@dataclass(frozen=True, slots=True)
class DirectoryRow:
    """One location of adult social care as the directory tells it."""

    cqc_id: str
    authority: str
    values: Mapping[str, Value]
    """By the names of :data:`fields.FIELDS`; a column that the file has not is absent."""
    manager: str
    organisation: ProviderRow
    primary_id: str
    """Of the registration it is the second of, where it is registered twice; else empty."""

    @property
    def kinds(self) -> list[ServiceKind]:
        return kinds_of(self.values["services"])


def key_of(heading: str) -> str:
    return re.sub(r"[^a-z0-9]", "", heading.lower())


_FIELD_OF = {key_of(spelt): name for name, spellings in COLUMNS.items() for spelt in spellings}
_SERVICE_OF = {key_of(spelt): kind for kind, spellings in SERVICE_COLUMNS.items() for spelt in spellings}


def find_headings(cells: Sequence[str]) -> Headings | None:
    """What the row says if it is the row of headings; the first of two headings of one meaning counts."""
    fields: dict[str, int] = {}
    services: dict[ServiceKind, int] = {}
    for place, cell in enumerate(cells):
        key = key_of(cell)
        if key in _FIELD_OF:
            fields.setdefault(_FIELD_OF[key], place)
        elif key in _SERVICE_OF:
            services.setdefault(_SERVICE_OF[key], place)
    if not fields.keys() >= TELLS:
        return None
    return Headings(fields, services, 1 + max((*fields.values(), *services.values())))


def missing_in(headings: Headings) -> list[str]:
    """The columns without which nothing can be taken over, by the names they are published with."""
    missing = [COLUMNS[name][0] for name in NEEDED if name not in headings.fields]
    if not headings.services:
        missing.append("Service type - …")
    return missing


def read_row(headings: Headings, cells: Sequence[str]) -> DirectoryRow | None:
    """None for a row without an id, and for one of no adult social care."""
    kinds = [kind for kind, place in headings.services.items() if place < len(cells) and _flag(cells[place])]
    said = {name: cells[place].strip() if place < len(cells) else "" for name, place in headings.fields.items()}
    if not kinds or not said["cqc_id"]:
        return None
    primary = said.get("primary_id", "")
    return DirectoryRow(
        cqc_id=said["cqc_id"][:40],
        authority=said["authority"],
        values=_values(said, kinds),
        manager=_manager(said.get("manager", "")),
        organisation=_organisation(said),
        primary_id=primary if primary not in ("", "-", said["cqc_id"]) else "",
    )


def _values(said: Mapping[str, str], kinds: Sequence[ServiceKind]) -> dict[str, Value]:
    read: dict[str, Value] = {
        "name": said["name"][:300],
        "organisation": said["provider_name"][:300],
        "services": services_value(kinds),
        "town": said.get("town", "")[:120],
        "postcode": said.get("postcode", "").upper()[:12],
    }
    if "street" in said:
        read["address"] = ", ".join(part for part in (said["street"], said.get("street_2", "")) if part)[:400]
    for name, length in (("phone", 60), ("website", 300), ("ods_code", 40), ("uprn", 20)):
        if name in said:
            read[name] = said[name][:length]
    if "beds" in said:
        beds = _number(said["beds"])
        read["beds"] = beds if any(kind.has_beds for kind in kinds) else None
    for name in ("dormant", "rating_inherited"):
        if name in said:
            read[name] = _flag(said[name])
    for name in ("rated_on", "registered_on"):
        if name in said:
            read[name] = read_day(said[name])
    if "rating" in said:
        read["rating"] = _rating(said["rating"])
        read["rated_on"] = read.get("rated_on") if read["rating"] else None
    return read


def _organisation(said: Mapping[str, str]) -> ProviderRow:
    return ProviderRow(
        cqc_id=said["provider_id"][:40],
        name=said["provider_name"][:300],
        brand=said.get("brand", "").lstrip("-")[:300],
        ownership=said.get("ownership", "")[:100],
        companies_house=said.get("companies_house", "")[:40],
        charity_number=said.get("charity_number", "")[:40],
        phone=said.get("provider_phone", "")[:60],
        website=said.get("provider_website", "")[:300],
    )


_ORDER = {kind: place for place, kind in enumerate(ServiceKind)}


def services_value(kinds: Sequence[ServiceKind]) -> str:
    """Kinds as one value that can be compared."""
    return ",".join(kind.value for kind in sorted(set(kinds), key=_ORDER.__getitem__))


def kinds_of(value: Value) -> list[ServiceKind]:
    return [ServiceKind(each) for each in str(value).split(",") if each]


def main_of(value: Value) -> ServiceKind:
    return main_service(kinds_of(value)) or ServiceKind.HOME_CARE


def _flag(cell: str) -> bool:
    return cell.strip().lower() in ("y", "yes", "true", "1")


def _number(cell: str) -> int | None:
    digits = cell.strip().removesuffix(".0").replace(",", "")
    return int(digits) if digits.isascii() and digits.isdecimal() else None


_RATINGS = {key_of(each.label): each.value for each in Rating} | {
    "insufficientevidencetorate": Rating.NOT_RATED.value,
    "inspectedbutnotrated": Rating.NOT_RATED.value,
    "noratingunderappeal": Rating.NOT_RATED.value,
    "notyetinspected": Rating.NOT_RATED.value,
}


def _rating(cell: str) -> str:
    """What the program has no word for is not guessed: it is not told."""
    return _RATINGS.get(key_of(cell), "")


_DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d %B %Y", "%d %b %Y", "%d-%b-%Y", "%d-%b-%y", "%d/%m/%y")


@lru_cache(maxsize=1 << 14)
def read_day(cell: str) -> date | None:
    words = cell.strip().split("T")[0].split(" 00:00")[0]
    for written in _DAYS if words else ():
        try:
            return datetime.strptime(words, written).date()
        except ValueError:
            continue
    return None


def _manager(cell: str) -> str:
    """ "Surname, Forename" as a person says it; empty where none is registered."""
    name = " ".join(cell.strip().strip("*").split())
    if name.lower() in ("", "-", "none", "n/a", "vacant", "no registered manager"):
        return ""
    last, comma, first = name.partition(", ")
    return (f"{first} {last}" if comma and "," not in first else name)[:200]


# --- which edition, and whose


_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
           "december")  # fmt: skip
_DAY_IN_NAME = re.compile(
    r"(?P<y1>20\d\d)[-_ .]?(?P<m1>\d\d)[-_ .]?(?P<d1>\d\d)(?!\d)|(?<!\d)(?P<d2>\d{1,2})(?:st|nd|rd|th)?[-_ .]+"
    r"(?P<m2>[a-z]{3,9})[-_ .]+(?P<y2>20\d\d)|(?P<m3>[a-z]{3,9})[-_ .]+(?P<y3>20\d\d)",
    re.IGNORECASE,
)


def day_in_name(name: str) -> date | None:
    """The day of the edition where the name of its file tells it: "01_October_2026_HSCA_Active_Locations.ods"."""
    for found in _DAY_IN_NAME.finditer(name):
        part = found.groupdict()
        year = part["y1"] or part["y2"] or part["y3"]
        month = int(part["m1"]) if part["m1"] else _month(part["m2"] or part["m3"] or "")
        day = part["d1"] or part["d2"] or "1"
        try:
            return date(int(year), month or 0, int(day))
        except ValueError:
            continue
    return None


def _month(words: str) -> int | None:
    low = words.lower()
    return next((n for n, name in enumerate(_MONTHS, 1) if name == low or name[:3] == low), None)


_NOT_THE_NAME = frozenset({"council", "county", "city", "borough", "metropolitan", "district", "unitary", "authority",
                           "royal", "the", "of", "and", "corporation"})  # fmt: skip


def area_key(name: str) -> str:
    """By which a council's area is known: "Kingston upon Hull, City of" is "Kingston upon Hull City Council"."""
    low = name.lower().replace("&", " and ")
    for before in ("london borough of ", "royal borough of ", "city of london corporation"):
        low = low.replace(before, "city of london" if before.startswith("city") else "")
    words = [word for word in re.findall(r"[a-z]+", low.replace("'", "").replace("’", "")) if word not in _NOT_THE_NAME]
    return " ".join(sorted(words)) or low.strip()


def area_of(council_name: str) -> str:
    """What the directory is likely to call the area of a council of this name."""
    dropped = {"council", "county", "city", "borough", "metropolitan", "district"}
    words = re.sub(r"(?i)^(the )?((london|royal) borough of|city of|county of) ", "", council_name).split()
    while len(words) > 1 and words[-1].lower() in dropped:
        words.pop()
    return " ".join(words)


def once_each(rows: Iterator[DirectoryRow]) -> Iterator[DirectoryRow]:
    """Each location once, although some are registered twice: the first registration stands for both."""
    seen: set[str] = set()
    seconds: dict[str, DirectoryRow] = {}
    for row in rows:
        if row.cqc_id in seen:
            continue
        if row.primary_id:
            kept = seconds.setdefault(row.primary_id, row)
            seconds[row.primary_id] = min(kept, row, key=lambda each: each.cqc_id)
            continue
        seen.add(row.cqc_id)
        yield row
    for primary, row in sorted(seconds.items()):
        if primary not in seen:
            seen.add(row.cqc_id)
            yield row
