"""The locations as other programs read them: what the register says, and nobody to reach there."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from overwinter.operations.api import Holds, RecordColumn, Records
from overwinter.organisations.api import Viewer
from overwinter.providers.models import Location
from overwinter.providers.queries import scoped, without_employers

COLUMNS = (
    RecordColumn("id", Holds.NUMBER, "Of the location, in other lists too."),
    RecordColumn("cqc_id", Holds.TEXT, "The regulator's id; empty: it is not in the directory."),
    RecordColumn("ods_code", Holds.TEXT, "Empty: nobody told."),
    RecordColumn("name", Holds.TEXT, "As the register has it."),
    RecordColumn("organisation", Holds.TEXT, "Who runs it, as the register has it."),
    RecordColumn("service", Holds.TEXT, "The code of its main service: care_home, home_care and the like."),
    RecordColumn("state", Holds.TEXT, "The code of its state: open, suspended or closed."),
    RecordColumn("state_since", Holds.DAY, "Null: nobody told.", may_lack=True),
    RecordColumn("in_house", Holds.YES_NO, "Whether the council runs it itself."),
    RecordColumn("dormant", Holds.YES_NO, "Whether it is registered and cares for nobody now."),
    RecordColumn("beds", Holds.NUMBER, "Registered beds; null: it has none, or nobody told.", may_lack=True),
    RecordColumn("address", Holds.TEXT, "Empty: nobody told."),
    RecordColumn("town", Holds.TEXT, "Empty: nobody told."),
    RecordColumn("postcode", Holds.TEXT, "Empty: nobody told."),
    RecordColumn("district", Holds.TEXT, "Empty: nobody told."),
    RecordColumn("ward", Holds.TEXT, "Empty: nobody told."),
    RecordColumn("uprn", Holds.TEXT, "Empty: nobody told."),
    RecordColumn("rating", Holds.TEXT, "The code of the regulator's rating; empty: none is known."),
    RecordColumn("rated_on", Holds.DAY, "Null: nobody told.", may_lack=True),
    RecordColumn("registered_on", Holds.DAY, "Null: nobody told.", may_lack=True),
    RecordColumn("seen_on", Holds.DAY, "Of the newest directory that names it; null: none does.", may_lack=True),
)
_OWN = [column.name for column in COLUMNS if column.name not in ("organisation", "service")]


def locations(
    *, viewer: Viewer, after: int, most: int, changed_since: datetime | None = None
) -> Iterable[Mapping[str, object]]:
    """One statement."""
    del changed_since  # what changed of a location is told by its history, not by a moment
    found = without_employers(scoped(viewer)).filter(pk__gt=after).select_related("organisation").order_by("pk")
    return [_row(location) for location in found[:most]]


def _row(location: Location) -> Mapping[str, object]:
    own = {name: getattr(location, name) for name in _OWN}
    return {**own, "organisation": location.organisation.name, "service": location.main_service}


LOCATIONS = Records(
    name="locations", scope="providers", allows="Read the register of care providers' locations",
    title="The locations of the council", columns=COLUMNS, rows=locations,
    words="Closed ones too, no people who employ personal assistants. Whom to ask, and how to reach them, is not told.",
)  # fmt: skip
