"""The facts of a location that people and the directory may change: what each is called, and what changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from overwinter.kernel.days import full_day
from overwinter.providers.domain.kinds import Rating, ServiceKind

Value = str | int | bool | date | None

FIELDS: Mapping[str, str] = {
    "rating": "rating",
    "rated_on": "date of the rating",
    "rating_inherited": "rating from an earlier registration",
    "name": "name",
    "organisation": "organisation",
    "services": "services",
    "beds": "registered beds",
    "dormant": "dormant",
    "manager": "registered manager",
    "in_house": "run by",
    "phone": "telephone",
    "website": "web address",
    "address": "address",
    "town": "town",
    "postcode": "postcode",
    "district": "district",
    "ward": "ward",
    "ods_code": "ODS code",
    "uprn": "UPRN",
    "cqc_id": "CQC location",
    "registered_on": "registered since",
}
"""Field to what it is called. The order is that of a list of changes: what must be known first stands first."""

COLUMNS = tuple(name for name in FIELDS if name not in ("organisation", "services", "manager"))
"""The fields that stand in the location's own record."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    field: str
    before: Value
    after: Value

    @property
    def label(self) -> str:
        return FIELDS[self.field]


def changed(before: Mapping[str, Value], after: Mapping[str, Value]) -> list[FieldChange]:
    """What ``after`` says otherwise than ``before``, in the order of :data:`FIELDS`."""
    return [
        FieldChange(name, before.get(name), after[name])
        for name in FIELDS
        if name in after and after[name] != before.get(name)
    ]


def say(field: str, value: Value) -> str:
    """A value as a person reads it; what nobody told is empty."""
    if field == "in_house":
        return "the council itself" if value else "an independent provider"
    if field == "services":
        return ", ".join(ServiceKind(each).label for each in str(value or "").split(",") if each)
    if field == "rating":
        return Rating(str(value)).label if value else ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return full_day(value)
    return "" if value is None else str(value)
