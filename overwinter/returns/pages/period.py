"""One form in one period: every location that is asked, with how it stands."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page
from django.db.models import F, Q, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from overwinter.design.paging import paginate
from overwinter.design.parts import FilterBar, Link, Option, Select
from overwinter.design.table import Column, Row, Table, linked, sorted_by
from overwinter.design.table_files import asks_for_file, links_to_files
from overwinter.frameworks.api import get_limits
from overwinter.kernel.days import full_day, long_day
from overwinter.providers.api import Location
from overwinter.returns.domain.kinds import ReturnState
from overwinter.returns.domain.periods import Period, Timing, timing
from overwinter.returns.pages.progress import Progress
from overwinter.returns.pages.wording import (
    TIMING_WORDS,
    entry_url,
    have,
    how_words,
    kind_words,
    list_crumbs,
    locations_words,
    months,
    period_url,
    small,
    usually_come,
    window_words,
)
from overwinter.returns.queries import (
    AskedForm,
    KindCount,
    Mark,
    Standing,
    marks_of,
    often_late,
    standings,
    with_return,
)

PAGE = 50
STATES = {
    "": "All",
    "missing": "Not returned",
    "often": "Not returned, often late",
    "draft": "Begun, not sent",
    "on-time": "On time",
    "late": "Late",
    "unchanged": "Nothing had changed",
}
_COLUMNS = (
    Column("Location", "name", width=6),
    Column("Kind", "kind", width=4),
    Column("Return", "returned", width=5, keep=True),
    Column("Periods before", width=3, page_only=True, keep=True),
    Column("Open", width=3, page_only=True, plain=True, keep=True),
)
_ORDER = {"name": "name", "kind": "main_service", "returned": "made__first_on"}


@dataclass(frozen=True)
class PeriodPage:
    form: AskedForm
    period: Period
    progress: Progress
    page: Page[Location]
    shown: Iterable[Standing]
    """Those of the page; where a file is asked for, every one."""
    marks: dict[int, tuple[Mark, ...]]
    query: QueryDict
    today: date
    may_enter: bool

    @property
    def title(self) -> str:
        return f"{self.form.title}, {self.period.label}"

    @property
    def place(self) -> str:
        return f"Open {long_day(self.period.opens)} to {full_day(self.period.due)}"

    @property
    def breadcrumbs(self) -> tuple[Link, ...]:
        return list_crumbs()

    @property
    def lede(self) -> str:
        progress = self.progress
        if not progress.asked:
            return "No location of the kinds it asks is in the record."
        said = f"{progress.returned:,} of {locations_words(progress.asked)} {have(progress.returned)} returned."
        if progress.missing and progress.looked_back:
            said += f" {progress.missing:,} {have(progress.missing)} not; "
            said += f"{usually_come(progress.usually, of_them=True)}."
        cadence = self.form.definition_on(self.period.opens).cadence
        return f"{said} {window_words(self.period, cadence.rhythm, self.today)}"

    @property
    def links(self) -> tuple[Link, ...]:
        earlier = self.form.before(self.period)
        later = self.form.period_of(self.today)
        shown = []
        if earlier is not None:
            shown.append(Link(f"{earlier.label[:1].upper()}{earlier.label[1:]}", period_url(self.form, earlier)))
        if later is not None and later.start > self.period.start:
            shown.append(Link("The period of today", period_url(self.form, later)))
        return (*shown, Link("What it asks", reverse("returns:form", args=[self.form.code])))

    @property
    def bar(self) -> FilterBar:
        kinds = [each.kind for each in self.progress.counts]
        state, chosen_kind = self.query.get("state", ""), self.query.get("kind", "")
        return FilterBar(
            selects=(
                Select("state", "Return", tuple(Option(key, name, key == state) for key, name in STATES.items())),
                Select(
                    "kind", "Kind of service",
                    (Option("", "All"), *(Option(kind, kind_words(kind), kind == chosen_kind) for kind in kinds)),
                ),
            ),
            kept=(("sort", self.query.get("sort", "")),) if "sort" in self.query else (),
            clear_url="?" if state or chosen_kind else "",
        )  # fmt: skip

    @property
    def table(self) -> Table:
        columns, _, _ = sorted_by(_COLUMNS, self.query, "name")
        return Table(
            caption="Locations asked",
            columns=columns,
            rows=tuple(self._row(each) for each in self.shown),
            take_away=links_to_files(self.query, "the locations") if self.page.paginator.count else (),
            empty="No location is in this state. Choose another above.",
        )

    def _row(self, each: Standing) -> Row:
        url = entry_url(self.form, self.period, each.pk)
        where = ", ".join(part for part in (each.town, each.district) if part)
        name = linked(each.name, url) if self.may_enter else format_html("{}", each.name)
        marks = self.marks.get(each.pk, ())
        return Row(
            (
                format_html("{}<br>{}", name, small(where)) if where else name,
                kind_words(each.kind),
                _state(each, self.period, self.today),
                months(marks, each.name) if marks else "",
                self._door(each, url),
            )
        )

    def _door(self, each: Standing, url: str) -> SafeString:
        if each.is_submitted:
            return _named("See", reverse("returns:made", args=[each.return_id]), each.name)
        return _named("Enter", url, each.name) if self.may_enter else SafeString("")


def period_page(
    form: AskedForm, period: Period, query: QueryDict, *, today: date, may_enter: bool
) -> PeriodPage:  # fmt: skip
    limits = get_limits(today)
    progress = Progress.of(form, period, today=today, limits=limits)
    earlier = form.before(period)
    past = form.last_periods(earlier.opens, limits["returns-looked-back"].count) if earlier is not None else ()
    found = with_return(form, period)
    if query.get("state") == "often":
        found = often_late(found, form, past, limits["returns-often-late"].count)
    found = _narrowed(found, period, query)
    _, by, descending = sorted_by(_COLUMNS, query, "name")
    key = F(_ORDER[by])
    found = found.order_by(key.desc(nulls_last=True) if descending else key.asc(nulls_last=True), "name", "id")
    page = paginate(found, PAGE, total=_total(progress, query)).get_page(query.get("page"))
    in_file = asks_for_file(query)
    shown = list(
        standings(found if in_file else found[page.start_index() - 1 : page.end_index()] if page else found[:0])
    )
    ids = [] if in_file else [each.pk for each in shown]
    return PeriodPage(
        form=form,
        period=period,
        progress=progress,
        page=page,
        shown=shown,
        marks=marks_of(form, ids, past, today=today) if past else {},
        query=query,
        today=today,
        may_enter=may_enter,
    )


def _total(progress: Progress, query: QueryDict) -> int | None:
    """How many are asked for, where the progress has counted them."""
    state, kind = query.get("state", ""), query.get("kind", "")
    if state not in COUNTED:
        return None
    return sum(COUNTED[state](each) for each in progress.counts if not kind or each.kind == kind)


COUNTED: Mapping[str, Callable[[KindCount], int]] = {
    "": lambda each: each.asked,
    "missing": lambda each: each.missing,
    "often": lambda each: each.often_late,
    "on-time": lambda each: each.on_time,
    "late": lambda each: each.returned - each.on_time,
}


def _narrowed(found: QuerySet[Location], period: Period, query: QueryDict) -> QuerySet[Location]:
    made = Q(made__state=ReturnState.SUBMITTED.value)
    states = {
        "missing": Q(made__isnull=True) | ~made,
        "often": Q(made__isnull=True) | ~made,
        "draft": Q(made__state=ReturnState.DRAFT.value),
        "on-time": made & Q(made__first_on__lte=period.due),
        "late": made & Q(made__first_on__gt=period.due),
        "unchanged": made & Q(made__no_change=True),
    }
    state, kind = query.get("state", ""), query.get("kind", "")
    if state in states:
        found = found.filter(states[state])
    return found.filter(main_service=kind) if kind else found


def _state(each: Standing, period: Period, today: date) -> SafeString:
    stands = timing(period, saved_on=each.first_on if each.is_submitted else None, today=today)
    word = TIMING_WORDS[stands]
    if each.is_submitted and each.first_on is not None:
        how = how_words(each.entered or "", each.entered_as or "")
        unchanged = ", nothing had changed" if each.no_change else ""
        return format_html("{}<br>{}", word, small(f"{long_day(each.first_on)}, {how}{unchanged}"))
    shown = format_html('<span class="ow-tag ow-tag--late">{}</span>', word) if stands is Timing.NONE else word
    begun = small("Begun, not sent") if each.state == ReturnState.DRAFT.value else ""
    return format_html("{}<br>{}", shown, begun) if begun else format_html("{}", shown)


def _named(word: str, url: str, name: str) -> SafeString:
    return format_html('<a href="{}">{}<span class="govuk-visually-hidden">: {}</span></a>', url, word, name)
