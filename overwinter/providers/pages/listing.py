"""The list of the council's locations: what it is narrowed to, in which order, and its words."""

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from django.core.paginator import Page
from django.db.models import Case, F, IntegerField, OrderBy, When
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from overwinter.design.paging import paginate
from overwinter.design.parts import FilterBar, Link, Option, Select, Words
from overwinter.design.table import Column, Row, Table, linked, sorted_by
from overwinter.design.table_files import asks_for_file, links_to_files
from overwinter.kernel.days import full_day
from overwinter.kernel.verdict import Verdict
from overwinter.kernel.words import counted, joined
from overwinter.organisations.api import Viewer
from overwinter.providers import place_queries, queries
from overwinter.providers.domain.kinds import LocationState, Rating, ServiceKind
from overwinter.providers.models import Location
from overwinter.providers.queries import ANY_STATE, PEOPLE_WHO_EMPLOY, UNSAID, Wanted

PER_PAGE = 50
NOT_TOLD = "Not told"
WORST_FIRST = (Rating.INADEQUATE, Rating.REQUIRES_IMPROVEMENT, Rating.GOOD, Rating.OUTSTANDING, Rating.NOT_RATED)
_COLUMNS = (
    Column("Location and organisation", key="name", width=6),
    Column("Service", key="service", keep=True, width=4),
    Column("District or town", key="place", width=3),
    Column("Beds", key="beds", numeric=True, keep=True, width=2),
    Column("CQC rating", key="rating", keep=True, width=3),
    Column("State", key="state", keep=True, width=2),
)
_TICK = Column("Tick", width=2, keep=True, page_only=True)
PICK, PICK_ALL = "yes", "all"
"""What the address says where locations are ticked: none yet, or all of the page."""
NO_NAMES = 2
"""Choices of a filter that names nothing: all, and not told."""
_MORE_IN_FILE = (
    Column("District"),
    Column("Ward"),
    Column("Organisation"),
    Column("Run by"),
    Column("Telephone"),
    Column("Address"),
    Column("Postcode"),
    Column("CQC location"),
)
_ORDERS: Mapping[str, tuple[str, ...]] = {
    "name": ("name",),
    "service": ("main_service", "name"),
    "place": ("district", "town", "name"),
    "state": ("state", "name"),
}


def list_url() -> str:
    return reverse("providers:list")


@dataclass(frozen=True)
class ListPage:
    viewer: Viewer
    query: QueryDict
    may_edit: Verdict

    @cached_property
    def wanted(self) -> Wanted:
        said = {name: self.query.get(name, "").strip() for name in Wanted.__dataclass_fields__}
        known = {
            "service": {each.value for each in ServiceKind},
            "state": {*(each.value for each in LocationState), ANY_STATE},
            "rating": {*(each.value for each in Rating), UNSAID},
            "run_by": {"in-house", "independent"},
        }
        return Wanted(**{name: value for name, value in said.items() if name not in known or value in known[name]})

    @property
    def of_employers(self) -> bool:
        return self.wanted.service == PEOPLE_WHO_EMPLOY.value

    @property
    def title(self) -> str:
        return "Employers of personal assistants" if self.of_employers else "Providers"

    @property
    def place(self) -> str:
        return "A reference for each, and no name" if self.of_employers else "Every location of care in the council"

    @property
    def breadcrumbs(self) -> tuple[Link, ...]:
        return (Link("Providers", list_url()),) if self.of_employers else ()

    @property
    def add_url(self) -> str:
        return reverse("providers:add-employer" if self.of_employers else "providers:add")

    @property
    def add_words(self) -> str:
        return "Add an employer" if self.of_employers else "Add a location"

    @property
    def links(self) -> tuple[Link, ...]:
        """Where one can go from here."""
        if self.of_employers:
            return ()
        employers = Link("Employers of personal assistants", f"{list_url()}?service={PEOPLE_WHO_EMPLOY.value}")
        if not self.may_edit:
            return (employers,)
        directory = Link("CQC directory", reverse("providers:directory"))
        ticking = () if self.picks else (Link("Tick many, to set their district or ward", self._with_pick("yes")),)
        return (directory, employers, Link("Districts and wards", reverse("providers:places")), *ticking)

    @property
    def picks(self) -> bool:
        """Whether locations are ticked, to set something of them together."""
        return bool(self.may_edit) and not self.of_employers and self.query.get("pick", "") in (PICK, PICK_ALL)

    @property
    def pick_links(self) -> tuple[Link, ...]:
        every = Link("Tick all on this page", self._with_pick(PICK_ALL))
        return (every, Link("Stop ticking", self._with_pick("")))

    def _with_pick(self, said: str) -> str:
        kept = self.query.copy()
        kept.pop("pick", None)
        if said:
            kept["pick"] = said
        return f"?{kept.urlencode()}" if kept else list_url()

    @cached_property
    def _states(self) -> Mapping[str, int]:
        return queries.count_by_state(self.viewer)

    @property
    def is_narrowed(self) -> bool:
        return self.wanted != Wanted(service=self.wanted.service if self.of_employers else "")

    @property
    def lede(self) -> str:
        if self.of_employers:
            return f"{counted(self.shown.paginator.count, 'employer', 'employers')} on the register."
        if not self._states:
            return "No location is known yet."
        open_, suspended, closed = (self._states.get(each.value, 0) for each in LocationState)
        said = [f"{counted(open_, 'location', 'locations')} {'is' if open_ == 1 else 'are'} open"]
        said += [f"{suspended:,} suspended"] if suspended else []
        kept = f" {closed:,} closed {'one is' if closed == 1 else 'ones are'} kept." if closed else ""
        found = f" {self.shown.paginator.count:,} fit what you asked for." if self.is_narrowed else ""
        return f"{joined(said)}.{kept}{found}"

    @cached_property
    def _sorted(self) -> tuple[tuple[Column, ...], str, bool]:
        return sorted_by(_COLUMNS, self.query, "name")

    @cached_property
    def shown(self) -> "Page[Location]":
        _, key, descending = self._sorted
        found = queries.list_locations(self.viewer, self.wanted).order_by(*_order(key, descending=descending))
        whole = asks_for_file(self.query)
        pages = paginate(found, sys.maxsize if whole else PER_PAGE, total=self._total)
        return pages.get_page(self.query.get("page"))

    @property
    def _total(self) -> int | None:
        """Where nothing is asked for, the states that are counted anyway say how many there are."""
        if self.wanted != Wanted():
            return None
        return sum(count for state, count in self._states.items() if state != LocationState.CLOSED.value)

    @property
    def table(self) -> Table:
        columns, _, _ = self._sorted
        in_file = asks_for_file(self.query)
        if in_file:
            columns = (replace(columns[0], label="Location"), *columns[1:], *_MORE_IN_FILE)
        elif self.picks:
            columns = (*columns, _TICK)
        row = _file_row if in_file else self._picked if self.picks else _row
        return Table(
            caption="Locations of care",
            columns=columns,
            rows=tuple(row(each) for each in self.shown),
            empty=self._empty,
            take_away=links_to_files(self.query, "locations") if self.shown.paginator.count else (),
        )

    def _picked(self, location: Location) -> Row:
        ticked = " checked" if self.query.get("pick") == PICK_ALL else ""
        box = format_html(
            '<span class="ow-picks"><label><input type="checkbox" name="id" value="{}"{}>'
            '<span class="govuk-visually-hidden">Tick {}</span></label></span>',
            location.pk, ticked, location.name,
        )  # fmt: skip
        return Row((*_row(location).cells, box))

    @property
    def _empty(self) -> str:
        if self.is_narrowed:
            return "No location fits what you asked for. Take a filter away, or show all."
        if self.of_employers:
            return "No employer of personal assistants is on the register. Add the first."
        return "No location is known yet. Bring in the CQC directory, or add the first by hand."

    @property
    def filters(self) -> FilterBar:
        wanted = self.wanted
        services = [(each.value, each.label) for each in ServiceKind if each is not PEOPLE_WHO_EMPLOY]
        states = [("", "Not closed"), *((each.value, each.label) for each in LocationState), (ANY_STATE, "All")]
        ratings = [("", "Any"), *((each.value, each.label) for each in WORST_FIRST), (UNSAID, NOT_TOLD)]
        listed = place_queries.list_places(self.viewer.council_id)
        in_use = queries.list_in_use(self.viewer)
        districts = _named((*listed.districts, *(district for district, _ in in_use)))
        wards = _named((*listed.wards, *(ward for _, ward in in_use)))
        run_by = [("", "Anyone"), ("in-house", "The council"), ("independent", "Independent")]
        sort = self.query.get("sort", "")
        kept: tuple[tuple[str, str], ...] = (("sort", sort),) if sort else ()
        kept += ((("pick", PICK)),) if self.picks else ()
        selects: tuple[Select, ...] = (
            _select("service", "Service", [("", "All"), *services], wanted.service),
            _select("state", "State", states, wanted.state),
            _select("district", "District", districts, wanted.district),
            *((_select("ward", "Ward", wards, wanted.ward),) if len(wards) > NO_NAMES else ()),
            _select("rating", "CQC rating", ratings, wanted.rating),
            _select("run_by", "Run by", run_by, wanted.run_by),
        )
        if self.of_employers:
            selects, kept = selects[1:2], (*kept, ("service", wanted.service))
        return FilterBar(
            selects=selects, words=Words("words", "Name, place or CQC id", wanted.words), kept=kept,
            action=list_url(), clear_url=list_url() if self.is_narrowed else "",
        )  # fmt: skip


def _named(names: Iterable[str]) -> list[tuple[str, str]]:
    return [("", "All"), *((each, each) for each in sorted({each for each in names if each})), (UNSAID, NOT_TOLD)]


def _select(name: str, label: str, options: list[tuple[str, str]], chosen: str) -> Select:
    return Select(name, label, tuple(Option(value, words, value == chosen) for value, words in options))


def _order(key: str, *, descending: bool) -> tuple[OrderBy, ...]:
    """A total order; what nobody told stands last either way."""
    if key == "beds":
        first = [F("beds").desc(nulls_last=True) if descending else F("beds").asc(nulls_last=True), F("name").asc()]
    elif key == "rating":
        rank = Case(
            *(When(rating=each.value, then=n) for n, each in enumerate(WORST_FIRST)),
            default=None, output_field=IntegerField(),
        )  # fmt: skip
        first = [OrderBy(rank, descending=descending, nulls_last=True), F("name").asc()]
    else:
        first = [OrderBy(F(name), descending=descending) for name in _ORDERS[key]]
    return (*first, OrderBy(F("id"), descending=descending and key == "name"))


def _row(location: Location) -> Row:
    name = linked(location.name, reverse("providers:location", args=[location.pk]))
    organisation = format_html('<br><span class="ow-meta">{}</span>', location.organisation.name)
    return Row(
        (
            format_html("{}{}", name, organisation if location.organisation.name != location.name else ""),
            _service(location),
            location.district or location.town,
            "" if location.beds is None else str(location.beds),
            _rating(location),
            _state(location),
        )
    )


def _file_row(location: Location) -> Row:
    said = _row(location).cells
    run_by = "The council" if location.in_house else "Independent"
    return Row(
        (
            location.name, *said[1:], location.district, location.ward, location.organisation.name, run_by,
            location.phone, location.address, location.postcode, location.cqc_id,
        )
    )  # fmt: skip


def _service(location: Location) -> str:
    label = ServiceKind(location.main_service).label
    return f"{label}, in-house" if location.in_house else label


def _rating(location: Location) -> SafeString | str:
    if not location.rating:
        return NOT_TOLD
    label = Rating(location.rating).label
    day = full_day(location.rated_on) if location.rated_on else ""
    return format_html('{}<br><span class="ow-meta">{}</span>', label, day) if day else label


def _state(location: Location) -> SafeString | str:
    state = LocationState(location.state)
    said = f"since {full_day(location.state_since)}" if location.state_since else ""
    if state is LocationState.OPEN:
        return "Open, dormant" if location.dormant else "Open"
    return format_html('<strong>{}</strong><br><span class="ow-meta">{}</span>', state.label, said)
