"""The beds of a home on the page of the location, from the newest return that tells them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from overwinter.design.units import Look, Units, draw_units, say_units
from overwinter.kernel.days import long_day
from overwinter.kernel.words import counted
from overwinter.operations.api import Panel, SeenPlace
from overwinter.returns.domain.beds import Beds, beds_of
from overwinter.returns.models import Return
from overwinter.returns.queries import AskedForm

LOOKS = {"beds_used": Look.FULL, "beds_kept": Look.GREY, "beds_open": Look.OPEN, "": Look.STRUCK}


@dataclass(frozen=True, slots=True)
class BedsShown:
    picture: SafeString
    words: str


def beds_panel(place: SeenPlace, forms: Sequence[AskedForm], rows: Sequence[Return]) -> Panel | None:
    """``rows``: what it returned of late, oldest first. No statement."""
    by_id = {each.form_id: each for each in forms}
    for row in sorted(rows, key=lambda row: (row.first_on or row.period_start, row.pk), reverse=True):
        beds = beds_of(by_id[row.form_id].definition_on(row.period_start), row.answers)
        if beds is None or row.first_on is None:
            continue
        return Panel(
            key="beds", title="Beds", template="returns/beds.html", content=_shown(place, beds),
            newest=row.first_on, as_of=long_day(row.first_on),
        )  # fmt: skip
    return None


def _shown(place: SeenPlace, beds: Beds) -> BedsShown:
    units = [Units(part.words, part.count, LOOKS.get(part.code, Look.OPEN)) for part in beds.parts]
    units += [Units("of which it is not told", beds.untold, Look.UNTOLD)] if beds.untold else []
    registered = f" It is registered for {place.beds}." if place.beds not in (None, beds.most) else ""
    of = counted(beds.most, "bed")
    return BedsShown(draw_units(units, of=of), f"{of}: {say_units(units)}.{registered}")
