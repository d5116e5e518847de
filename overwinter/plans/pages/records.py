"""What the records show beside what a row says: the measures that speak to it, and the evidence that stands on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from overwinter.design.charts import Declared, LongStrip, draw_strip
from overwinter.design.limits import origin
from overwinter.design.parts import Link
from overwinter.design.table import Column, Row, Table, linked
from overwinter.kernel.days import full_day, long_day
from overwinter.kernel.measured import Measured, Standing
from overwinter.kernel.threshold import Threshold
from overwinter.kernel.words import counted
from overwinter.measures.api import Followed, long_strip_of, standard_on, standard_source, strip_of
from overwinter.plans.domain.evidence import EvidenceKind
from overwinter.plans.domain.past import Record
from overwinter.plans.models import Evidence
from overwinter.plans.pages.words import row_url

_LARGE_FIRST = (Standing.BEYOND, Standing.REACHED, Standing.NO_STANDARD, Standing.NO_DATA)


@dataclass(frozen=True)
class MeasuresShown:
    """The measures of a row. One with readings is drawn large, over what was said each week: the first that is beyond
    its standard, else the first that is held to one."""

    followed: tuple[Followed, ...]
    records: tuple[Record, ...]
    days: tuple[date, ...]
    """The Fridays of the row, and today."""

    @cached_property
    def now(self) -> tuple[Measured, ...]:
        return tuple(each.now for each in self.followed)

    @cached_property
    def main(self) -> Followed | None:
        read = [(each, now) for each, now in zip(self.followed, self.now, strict=True) if now.as_of is not None]
        read.sort(key=lambda pair: _LARGE_FIRST.index(pair[1].standing))
        return read[0][0] if read and len(self.days) > 1 else None

    @cached_property
    def long(self) -> LongStrip | None:
        if self.main is None:
            return None
        strip, now = long_strip_of(self.main, self.days), self.main.now
        return LongStrip(strip, tuple(self._said(day) for day in self.days), f"{strip.reading_aloud} {_stands(now)}")

    @property
    def about(self) -> str:
        """Where the large one comes from, and who set its standard."""
        if self.main is None:
            return ""
        standard = standard_on(self.main.day, self.main.standards)
        return f"Source: {self.main.definition.source}. {standard_source(standard)}"

    @property
    def main_url(self) -> str:
        return measure_url(self.main.definition.code) if self.main is not None else ""

    @cached_property
    def others(self) -> tuple[Followed, ...]:
        return tuple(each for each in self.followed if each is not self.main)

    @property
    def table(self) -> Table:
        span = f"{long_day(self.days[0])} to {long_day(self.days[-1])}" if self.days else ""
        return Table(
            caption="Measures that speak to this row",
            columns=(
                Column("Measure and source", width=8),
                Column(span or "So far", width=7),
                Column("Latest", width=5),
            ),
            rows=tuple(self._row(each) for each in self.others),
        )

    @property
    def figures(self) -> Table:
        """The figures that the small strips draw, a line for each day of them."""
        several = [(each, each.on(self.days)) for each in self.others]
        return Table(
            caption="The figures of these measures",
            columns=(Column("Day"), *(Column(each.definition.title) for each, _ in several)),
            rows=tuple(
                Row((full_day(day), *(points[place].figure(each.definition.unit) for each, points in several)))
                for place, day in enumerate(self.days)
            ),
        )

    def _row(self, each: Followed) -> Row:
        now = each.now
        title = linked(each.definition.title, measure_url(each.definition.code))
        source = format_html('{}<br><span class="ow-meta">{}</span>', title, each.definition.source)
        return Row((source, draw_strip(strip_of(each, self.days)), latest_cell(now)))

    def _said(self, day: date) -> Declared:
        standing = [record for record in self.records if record.day <= day]
        values = standing[-1].values if standing else {"rag": "unknown", "fully_met": "unknown"}
        return Declared(str(values["rag"]), str(values["fully_met"]))


def latest_cell(now: Measured) -> SafeString:
    """The figure, what it is made of, and the standard in words."""
    counted_of = f"{now.counted}; " if now.counted else ""
    return format_html(
        '<strong class="ow-num">{}</strong><br><span class="ow-small">{}{}</span>', now.figure, counted_of, _stands(now)
    )


def _stands(now: Measured) -> str:
    if not now.standard:
        return "no standard set"
    words = {Standing.REACHED: "reached", Standing.BEYOND: "not reached"}.get(now.standing, "")
    return f"standard {now.standard}{', ' + words if words else ''}"


def measure_url(code: str) -> str:
    return reverse("measures:measure", args=(code,))


@dataclass(frozen=True)
class EvidenceLine:
    """A file, a link or a record, with its dates in words."""

    title: SafeString
    what: str
    dates: str
    note: str
    tag: str
    tag_kind: str
    change: Link


def evidence_lines(
    evidence: Sequence[Evidence], today: date, soon: Threshold, *, plan_id: int
) -> tuple[EvidenceLine, ...]:
    return tuple(
        _line(each, today, soon, f"{row_url(plan_id, each.response_id)}evidence/{each.pk}/") for each in evidence
    )


def soon_words(lines: Sequence[EvidenceLine], soon: Threshold) -> str:
    """When a tag turns amber and who says so; empty where none is."""
    if all(line.tag_kind != "soon" for line in lines):
        return ""
    return f"Amber from {soon.said} before it expires. {origin(soon)}"


def _line(evidence: Evidence, today: date, soon: Threshold, url: str) -> EvidenceLine:
    facts = evidence.facts
    days = (facts.expires_on - today).days
    tag, kind = "", ""
    if days < 0:
        tag, kind = f"Expired {counted(-days, 'day')} ago", "late"
    elif days <= soon.days:
        tag, kind = ("Expires today" if days == 0 else f"Expires in {counted(days, 'day')}"), "soon"
    owner = f" Kept by: {facts.owner}." if facts.owner else ""
    dates = f"True on {full_day(facts.true_on)}. Expires on {full_day(facts.expires_on)}.{owner}"
    return EvidenceLine(
        _title(evidence, url), _what(evidence), dates, evidence.note, tag, kind, Link("Renew or end", url, facts.title)
    )


def _title(evidence: Evidence, url: str) -> SafeString:
    kind = EvidenceKind(evidence.kind)
    if kind is EvidenceKind.FILE:
        return linked(evidence.title, f"{url}file/")
    if kind is EvidenceKind.LINK:
        return format_html('<a href="{}" rel="noopener noreferrer external">{}</a>', evidence.url, evidence.title)
    if kind is EvidenceKind.MEASURE:
        return linked(evidence.title, measure_url(evidence.measure_code))
    return format_html("{}", evidence.title)


def _what(evidence: Evidence) -> str:
    kind = EvidenceKind(evidence.kind)
    if kind is EvidenceKind.FILE and evidence.file is not None:
        suffix = evidence.file_name.rpartition(".")[2].lower()
        size = max(1, round(evidence.file.size / 1024))
        return f"{suffix} file, {size} kB" if size < 1024 else f"{suffix} file, {size / 1024:.1f} MB"
    return {EvidenceKind.LINK: "Link", EvidenceKind.MEASURE: "Measure"}.get(kind, "Record kept elsewhere")
