"""The columns of a random table: which, under what heading, in what order, and what each holds of a row."""

from dataclasses import dataclass, replace
from datetime import date
from random import Random

from tests.reading.corpus.chance import values
from tests.reading.corpus.chance.pages import Box, Want
from tests.reading.corpus.chance.said import EXTRAS, Said

HEADINGS = {
    "ref": ("Ref", "Ref.", "No.", "#", "Reference", "Item no"),
    "requirement": (
        "Requirement", "National requirement", "Winter plan requirement", "Actions required by local authorities",
        "Required action", "Expectation", "Action required", "What is required",
    ),
    "response": (
        "Current position", "Response", "Our response", "Current status", "What is happening in Marshwick", "Progress",
        "Local position", "Action taken in Marshwick", "Arrangements in place", "Where are we now?",
    ),
    "rag": ("RAG", "RAG rating", "RAG status", "Status", "Rating", "Overall status (RAG)"),
    "met": ("Fully met?", "Requirement fully met (Y/N)?", "Is this fully in place?", "Met", "Compliant?"),
    "gap": ("How to close the gap", "Actions required to fill gaps", "Next steps", "Further action", "Gaps identified"),
    "lead": ("Lead", "Who's the lead?", "By who?", "Lead officer", "Owner", "Responsible officer", "Who"),
    "when": ("By when?", "Deadline", "Target date", "Due date", "When", "Timescale", "Completion date"),
    "reporting": ("Reporting to", "Governance", "Reporting cell", "Governance group"),
    "risk": ("Risk", "Risks", "Associated risks", "Key risks"),
    "mitigation": ("Mitigation", "Mitigating action"),
    "cost": ("Cost", "Cost (£)", "Budget", "Cost to the council"),
    "evidence": ("Evidence", "Assurance and evidence"),
    "comments": ("Comments", "Notes", "Additional comments"),
    "impact": ("Impact", "Impact on people"),
    "theme": ("Theme", "Priority theme"),
    "section": ("Section", "Topic", "Workstream", "Sub-theme"),
}  # fmt: skip
GROUPS = {"rag": "Assessment", "met": "Assessment", "lead": "Delivery", "when": "Delivery", "gap": "Delivery"}
AUDIENCES = (("Council", "NHS"), ("In-house services", "Private providers"), ("Local authority", "Care providers"))
UPDATES = (("Update 12 October", "Update 9 November"), ("Position at 30 September", "Position at 31 October"))
REFS = ("{0}.{1}", "{0}.{1}", "{0}{2}", "{3}{1}", "R{4}", "{4}", "WP-{4:02}", "{0}({2})", "{0}.0{1}")
MARKS = ("X", "x", "✓", "✔", "●")


@dataclass(frozen=True)
class Column:
    name: str
    """The field; ``response.2`` for the second answer, ``rag.red`` for a column that is ticked for red."""
    label: str
    group: str = ""
    """A heading above several columns."""


@dataclass(frozen=True)
class Style:
    """How the values of one plan are written."""

    rag: str
    met: values.MetStyle
    ref: str
    typed: bool
    mark: str
    labels: tuple[str, ...]
    """What stands over the response columns, where there are two."""


def draw_style(rng: Random, *, fills: bool, typed: bool, signs: bool) -> Style:
    """``signs``: the file's font has ticks, boxes and coloured dots."""
    met = rng.choice([style for style in values.MET_STYLES if signs or style.yes.isascii()])
    rags = [*values.RAG_STYLES, *(values.FILL_STYLES if fills else ())]
    rag = rng.choice([style for style in rags if signs or "emoji" not in style])
    return Style(rag, met, rng.choice(REFS), typed, rng.choice(MARKS if signs else MARKS[:2]), ())


def draw_columns(rng: Random, style: Style, *, grouped: bool) -> tuple[list[Column], Style]:
    """The columns from left to right, and ``style`` with the labels of several responses."""
    chances = {"ref": 0.7, "requirement": 1, "response": 0.93, "rag": 0.65, "met": 0.5, "gap": 0.5}
    chances |= {"lead": 0.6, "when": 0.6, "reporting": 0.25}
    names = [name for name, chance in chances.items() if rng.random() < chance]
    if "response" not in names and "gap" not in names:
        names.insert(names.index("requirement") + 1, "response")
    extras = ("risk", "mitigation", "cost", "impact") if "response" not in names else tuple(EXTRAS)
    names += [n for n in rng.sample(extras, k=rng.randint(0, 2)) if "risk" in names or n != "mitigation"]
    columns = [Column(name, rng.choice(HEADINGS[name])) for name in names]
    if rng.random() < 0.35:
        rng.shuffle(columns)
    if rng.random() < 0.3:
        columns, style = _several_responses(rng, columns, style, grouped=grouped)
    if style.rag == "three columns":
        columns = _ticked(rng, columns, "rag", ("Red", "Amber", "Green"), grouped=grouped)
    if style.met.name == "three columns":
        columns = _ticked(
            rng,
            columns,
            "met",
            rng.choice((("Yes", "No", "Partial"), ("Met", "Partly met", "Not met"))),
            grouped=grouped,
        )
    if style.rag == "brag":
        columns = [replace(c, label=rng.choice(("BRAG", "BRAG rating"))) if c.name == "rag" else c for c in columns]
    if rng.random() < 0.2:
        columns = [replace(c, label=c.label.upper()) for c in columns]
        style = replace(style, labels=tuple(label.upper() for label in style.labels))
    if grouped and rng.random() < 0.3:
        columns = [replace(c, group=c.group or GROUPS.get(c.name, "")) for c in columns]
    return _lone_groups_dropped(columns), style


def _several_responses(
    rng: Random, columns: list[Column], style: Style, *, grouped: bool
) -> tuple[list[Column], Style]:
    if not any(c.name == "response" for c in columns):
        return columns, style
    dated = rng.random() < 0.3
    labels = rng.choice(UPDATES if dated else AUDIENCES)
    group = rng.choice(("Response", "Current position", "What is happening")) if grouped and not dated else ""
    if not group and not dated:
        labels = (f"{labels[0]} response", f"{labels[1]} response")
    found: list[Column] = []
    for column in columns:
        if column.name == "response":
            found += [Column(f"response{part}", label, group) for part, label in zip(("", ".2"), labels, strict=True)]
        else:
            found.append(column)
    return found, replace(style, labels=labels)


def _ticked(rng: Random, columns: list[Column], name: str, options: tuple[str, ...], *, grouped: bool) -> list[Column]:
    found: list[Column] = []
    group = rng.choice(HEADINGS[name]) if grouped and rng.random() < 0.7 else ""
    for column in columns:
        if column.name == name:
            found += [Column(f"{name}.{option.casefold()}", option, group) for option in options]
        else:
            found.append(column)
    return found


def _lone_groups_dropped(columns: list[Column]) -> list[Column]:
    """A heading above columns needs at least two side by side."""
    done = list(columns)
    for i, column in enumerate(done):
        beside = [done[n].group for n in (i - 1, i + 1) if 0 <= n < len(done)]
        if column.group and column.group not in beside:
            done[i] = replace(column, group="")
    return done


_MEANS = {"yes": "yes", "no": "no", "partial": "partial", "met": "yes", "not met": "no", "partly met": "partial"}


def fill_in(rng: Random, said: Said, columns: list[Column], style: Style, n: int) -> tuple[list[Box], Want]:
    """The boxes of one row, and what must be read from them."""
    names = {column.name for column in columns}
    shows = {name.split(".")[0] for name in names}
    first, within = said.number
    ref = style.ref.format(first, within, "abcdefghijkl"[within - 1], "ABCD"[first - 1], n)
    rag_text, rag_fill = ("", None) if style.rag == "three columns" else values.rag(style.rag, said.rag, rng)
    ticked = style.met.name == "three columns"
    met = (said.met if ticked else style.met.meaning(said.met)) if "met" in shows else None
    when, day, typed = values.when(rng, typed=style.typed)
    gap = said.gap or ("-" if rng.random() < 0.2 else "")
    texts: dict[str, str] = {
        "ref": ref, "requirement": said.requirement, "response": said.response, "rag": rag_text,
        "met": style.met.text(said.met), "gap": gap, "lead": said.lead or "", "when": when,
        "reporting": said.group or "", "theme": said.theme, "section": said.section, **said.extras,
        "response.2": said.second if rng.random() < 0.8 else "",
    }  # fmt: skip
    boxes = [_box(column, texts, said, style, rag_fill, typed) for column in columns]
    labels = style.labels or (None, None)
    responses = [(labels[0], texts["response"])] if "response" in names else []
    responses += [(labels[1], texts["response.2"])] if "response.2" in names and texts["response.2"] else []
    only_gap = not responses and "response" not in shows
    responses = [(None, said.gap)] if only_gap and said.gap else responses
    extra = tuple((c.label, said.extras[c.name]) for c in columns if c.name in said.extras)
    return boxes, Want(
        said.requirement,
        ref=ref if "ref" in names else None,
        responses=tuple(responses),
        rag=said.rag if "rag" in shows else None,
        fully_met=met,
        gap=said.gap if "gap" in names and not only_gap else None,
        lead=said.lead if "lead" in names else None,
        when=(when or None) if "when" in names else None,
        day=day if "when" in names else None,
        reporting=said.group if "reporting" in names else None,
        extra=extra,
        id=said.id,
    )


def _box(column: Column, texts: dict[str, str], said: Said, style: Style, fill: str | None, typed: date | None) -> Box:
    field, _, option = column.name.partition(".")
    if option and field == "rag":
        return Box(style.mark if said.rag == option else "")
    if option and field == "met":
        return Box(style.mark if said.met is not None and _MEANS[option] == said.met else "")
    if field == "rag":
        return Box(texts["rag"], fill)
    if field == "when":
        return Box(texts["when"], day=typed)
    return Box(texts[column.name])
