"""The tags of every page: ``{% load overwinter %}``. What each takes is in ``overwinter/design/README.md``."""

from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.template.context import Context
from django.template.loader import get_template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from overwinter.design import charts, curve, govuk, marks, matrix, parts, problems, wall
from overwinter.design.excerpt import mark_words
from overwinter.design.table import Table

register = template.Library()

Shown = dict[str, Any]
SECTION_CLASSES = {"": "ow-block", "quiet": "ow-block ow-block--quiet", "form": "ow-call", "hidden": "ow-block--bare"}


# --- status


@register.simple_tag
def rag(value: str, *, size: str = "") -> SafeString:
    """RAG chip and word. ``size="large"`` is the line of a status panel."""
    return _sized(marks.rag_words(value), size)


@register.simple_tag
def met(value: str, *, size: str = "", phrase: bool = False) -> SafeString:
    """Fully-met disc and word ("Yes"), or with ``phrase=True`` "Fully met"."""
    return _sized(marks.met_words(value, phrase=phrase), size)


def _sized(words: SafeString, size: str) -> SafeString:
    return format_html('<p class="ow-state">{}</p>', words) if size == "large" else words


@register.simple_tag
def change(before: str, after: str) -> SafeString:
    """Two RAG chips, an arrow, and words."""
    return marks.rag_change(before, after)


@register.simple_tag
def met_change(before: str, after: str) -> SafeString:
    """Two discs, an arrow, and words."""
    return marks.met_change(before, after)


@register.simple_tag(name="tag")
def time_tag(words: str, kind: str = "") -> SafeString:
    """A box about time and nothing else. ``kind`` is "late", "soon" or empty."""
    return format_html('<span class="ow-tag{}">{}</span>', f" ow-tag--{kind}" if kind else "", words)


@register.simple_tag
def link(to: parts.Link) -> SafeString:
    """A link, with the hidden words that tell it apart from others of the same text."""
    about = format_html('<span class="govuk-visually-hidden">: {}</span>', to.about) if to.about else ""
    return format_html('<a href="{}">{}{}</a>', to.url, to.text, about)


@register.simple_tag
def links(several: tuple[parts.Link, ...]) -> SafeString:
    """Links in one line."""
    return format_html_join(" ", '<span class="ow-links">{}</span>', ((link(to),) for to in several))


# --- blocks of a page


@register.simple_block_tag
def section(
    content: str, heading: str, *, anchor: str, links: tuple[parts.Link, ...] = (), note: str = "", kind: str = ""
) -> SafeString:
    """A section under its rule and h2, with at most two quiet links, or a note, at its right end.

    ``anchor`` is the id of the section. ``kind`` is empty, "quiet" (thin rule), "form" (the black box of the form one
    came here to use) or "hidden" (only a reader of the page aloud is told the heading).
    """
    return _render(
        "section",
        heading=heading,
        anchor=anchor,
        links=links,
        note=note,
        kind=kind,
        classes=SECTION_CLASSES[kind],
        content=content,
    )


@register.inclusion_tag("design/parts/finding.html")
def finding(found: parts.Finding) -> Shown:
    return {"finding": found}


@register.inclusion_tag("design/parts/summary.html")
def summary(facts: tuple[parts.Fact, ...]) -> Shown:
    """Summary rows: name, value, and a link to change it."""
    return {"facts": facts, "editable": any(fact.change for fact in facts)}


@register.inclusion_tag("design/parts/timeline.html")
def timeline(events: tuple[parts.Event, ...]) -> Shown:
    """A history, newest first."""
    return {"events": events}


@register.inclusion_tag("design/parts/needs.html")
def needs(waiting: tuple[parts.Need, ...], empty: str) -> Shown:
    """The list of a Today page. ``empty`` says why nothing waits and what comes next."""
    return {"waiting": waiting, "empty": empty}


@register.inclusion_tag("design/parts/queue.html")
def queue(groups: tuple[parts.QueueGroup, ...]) -> Shown:
    return {"groups": groups}


@register.inclusion_tag("design/parts/steps.html")
def steps(counts: tuple[parts.Step, ...]) -> Shown:
    """Counts of what was read, each the way to its rows."""
    return {"counts": counts}


@register.inclusion_tag("design/parts/progress.html")
def progress(words: str, done: int, of: int) -> Shown:
    """One line of long work: the step, and how far. ``words`` such as "Reading page 14 of 31"."""
    return {"words": words, "done": done, "of": of}


@register.inclusion_tag("design/parts/excerpt.html", name="excerpt")
def excerpt_tag(shown: Any) -> Shown:
    """A piece of an original document, with this row marked."""
    return {"excerpt": shown}


@register.filter
def marked_whole(text: str, words: tuple[str, ...]) -> SafeString:
    """``text`` with each of ``words`` marked where it is not part of another word."""
    return mark_words(text, words, whole=True)


# --- lists


@register.inclusion_tag("design/parts/filter_bar.html")
def filter_bar(bar: parts.FilterBar) -> Shown:
    return {"bar": bar}


@register.inclusion_tag("design/parts/slider.html")
def slider(days: parts.Slider) -> Shown:
    """One radio for each day, under a bar of how the plan stood."""
    bars = [
        {"day": day, "drawing": charts.draw_day(day.counts), "words": wall.say_counts(day.counts)} for day in days.days
    ]
    return {"slider": days, "bars": bars}


@register.inclusion_tag("design/parts/table.html", name="table")
def table_tag(shown: Table) -> Shown:
    return {"table": shown}


@register.inclusion_tag("design/parts/pagination.html", takes_context=True)
def pagination(context: Context, page: "Page[Any]") -> Shown:
    """Previous, next and pages, keeping the rest of the address."""
    kept = context["request"].GET.copy()
    kept.pop("page", None)
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {"page": page, "numbers": numbers, "kept": f"{kept.urlencode()}&" if kept else ""}


# --- pictures


@register.inclusion_tag("design/parts/wall.html", name="wall")
def wall_tag(shown: wall.Wall) -> Shown:
    """The wall, its key above, and the card of the opened tile."""
    return {"wall": shown}


@register.inclusion_tag("design/parts/small_wall.html")
def small_wall(shown: wall.Wall) -> Shown:
    return {"wall": shown}


@register.inclusion_tag("design/parts/wall_key.html")
def wall_key() -> Shown:
    return {"rags": marks.RAG_MARKS, "mets": marks.MET_MARKS}


@register.inclusion_tag("design/parts/matrix.html", name="matrix")
def matrix_tag(shown: matrix.Matrix) -> Shown:
    return {"matrix": shown}


@register.simple_tag
def strip(shown: charts.Strip) -> SafeString:
    """A small line of one measure over the winter. Its figures stand beside it, not in it."""
    return charts.draw_strip(shown)


@register.simple_tag(name="curve")
def curve_tag(shown: curve.Curve) -> SafeString:
    """How many have come in by each day of a window, beside the window before."""
    return curve.draw_curve(shown)


@register.inclusion_tag("design/parts/long_strip.html")
def long_strip(shown: charts.LongStrip) -> Shown:
    """The large form, with the declared status under each week and its table in a details below."""
    return {"strip": shown, "drawing": charts.draw_long_strip(shown)}


@register.simple_tag
def wide_strip(shown: charts.Strip) -> SafeString:
    """The large form of a measure alone. Its table stands beneath it on the page."""
    drawing = charts.draw_long_strip(charts.LongStrip(shown, (), shown.reading_aloud))
    box = '<div class="ow-scroll ow-scroll--end" tabindex="0" role="region" aria-label="Chart: {}">'
    return format_html(f'{box}<div class="ow-strip__box">{{}}</div></div>', shown.label, drawing)


@register.simple_tag
def stack(shown: charts.Stack) -> SafeString:
    """Things that can be counted, as that many units of equal width."""
    return charts.draw_stack(shown)


# --- forms and the library's components


@register.inclusion_tag("design/forms/error_summary.html")
def error_summary(form: BaseForm) -> Shown:
    """What is wrong with a refused form, each linked to its field."""
    found = problems.of_form(form)
    return {"problems": found, "heading": problems.heading(len(found))}


@register.simple_tag(name="govuk")
def govuk_tag(component: str, **parameters: Any) -> SafeString:
    """A component of the library: ``{% govuk "warning-text" text="…" iconFallbackText="Warning" %}``."""
    return govuk.render_component(component, **parameters)


def _render(part: str, **context: Any) -> SafeString:
    return SafeString(get_template(f"design/parts/{part}.html").render(context))
