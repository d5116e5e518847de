"""What the pages of learnt wordings say and show."""

from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localdate

from overwinter.design.parts import Fact, Link
from overwinter.design.table import Column, Row, Table
from overwinter.frameworks.domain.facts import FrameworkFact, RequirementFact
from overwinter.frameworks.models import LearntWording
from overwinter.frameworks.pages.places import linked_list, requirement_url
from overwinter.kernel.days import full_day
from overwinter.kernel.words import counted
from overwinter.organisations.api import Viewer

LONG_TEXT = 300


def wordings_lede(live: int, forgotten: int) -> str:
    if not live:
        return "No wording has been learnt yet. What people confirm in a document is remembered for every council."
    text = (
        f"{counted(live, 'wording', 'wordings')} that people confirmed. A document that holds one of them is matched "
        "without review, whichever council it comes from."
    )
    return text + (f" {counted(forgotten, 'other has', 'others have')} been forgotten." if forgotten else "")


def wordings_table(
    wordings: Iterable[LearntWording],
    known: Mapping[str, RequirementFact],
    framework: FrameworkFact,
    viewer: Viewer,
    *,
    may_forget: bool,
) -> Table:
    columns = [
        Column("Wording", width=8),
        Column("Stands for", width=5, keep=True),
        Column("Taught by", width=5, keep=True),
    ]
    if may_forget:
        columns.append(Column("Forget", width=2, keep=True, plain=True))
    return Table(
        caption="Learnt wordings",
        columns=tuple(columns),
        rows=tuple(
            Row(
                (
                    _shortened(one.text),
                    stands_for(one, known, framework),
                    taught_by(one, viewer),
                    *((_forget_link(one, framework),) if may_forget else ()),
                )
            )
            for one in wordings
        ),
        empty="No wording has been learnt for it yet.",
    )


def forgotten_table(
    wordings: Iterable[LearntWording], known: Mapping[str, RequirementFact], framework: FrameworkFact, viewer: Viewer
) -> Table:
    return Table(
        caption="Forgotten wordings",
        columns=(
            Column("Wording", width=8),
            Column("Stood for", width=5, keep=True),
            Column("Taught by", width=4, keep=True),
            Column("Forgotten", width=3, keep=True),
        ),
        rows=tuple(
            Row(
                (
                    _shortened(one.text),
                    stands_for(one, known, framework),
                    taught_by(one, viewer),
                    full_day(localdate(one.forgotten_at)) if one.forgotten_at else "",
                )
            )
            for one in wordings
        ),
    )


def wordings_link(framework: FrameworkFact) -> Link:
    return Link("Learnt wordings", reverse("framework_wordings", args=[framework.key]))


def wording_facts(
    wording: LearntWording, known: Mapping[str, RequirementFact], framework: FrameworkFact, viewer: Viewer
) -> tuple[Fact, ...]:
    return (
        Fact("Wording", wording.text),
        Fact("Stands for", stands_for(wording, known, framework)),
        Fact("Taught by", taught_by(wording, viewer)),
    )


def taught_by(wording: LearntWording, viewer: Viewer) -> str:
    """Role, council and day for everybody; the name only inside the council."""
    who = f"{wording.taught_as}, {wording.council.name}"
    if viewer.belongs_to(wording.council_id):
        who = f"{wording.taught_by.name} ({wording.taught_as}, {wording.council.name})"
    return f"{who}, {full_day(localdate(wording.taught_at))}"


def stands_for(
    wording: LearntWording, known: Mapping[str, RequirementFact], framework: FrameworkFact
) -> SafeString | str:
    if not wording.requirement_keys:
        return "A local action: no national requirement asks it"
    found = [known[key] for key in wording.requirement_keys if key in known]
    gone = [key for key in wording.requirement_keys if key not in known]
    listed = linked_list((one, requirement_url(framework.key, one.key)) for one in found)
    return format_html("{} {}", listed, f"{', '.join(gone)} (withdrawn)") if gone else listed


def _forget_link(wording: LearntWording, framework: FrameworkFact) -> SafeString:
    return format_html(
        '<a href="{}">Forget<span class="govuk-visually-hidden">: {}</span></a>',
        reverse("forget_wording", args=[framework.key, wording.pk]),
        wording.text[:80],
    )


def _shortened(text: str) -> str:
    return text if len(text) <= LONG_TEXT else text[:LONG_TEXT].rsplit(" ", 1)[0] + " …"
