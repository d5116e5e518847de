"""Random layouts: rows put into tables, cards, lists or sections, with titles, themes and notes around them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from random import Random

from overwinter.reading.catalogue import Catalogue
from tests.reading.corpus.chance import said as told
from tests.reading.corpus.chance.columns import HEADINGS, Column, Style, draw_columns, draw_style, fill_in
from tests.reading.corpus.chance.pages import Answered, Block, Box, Grid, Heading, Line, Plan, Sheet, Want
from tests.reading.corpus.chance.said import Said

THEME_NAMES = ("Theme {n}: {name}", "THEME {n}: {name}", "Theme {l} - {name}", "Priority {n}: {name}", "{name}")
SHEETS = ("xlsx", "ods")
MERGES = ("xlsx", "ods", "docx", "odt", "rtf", "html", "pdf")
GROUPED = MERGES
FILLED = ("xlsx", "ods", "docx", "odt", "pdf")
IN_ONE_GRID = ("xlsx", "ods", "csv")
"""Formats without paragraphs: titles and notes are rows."""


@dataclass(frozen=True)
class _Frame:
    """Where the themes and sections stand, and what is around the rows."""

    suffix: str
    themes: str
    sections: str
    again: bool
    """The column headings come back beneath each theme or in each table."""
    theme_name: str

    def theme(self, said: Said) -> str:
        n = said.number[0]
        return self.theme_name.format(n=n, l="ABCD"[n - 1], name=said.theme)


def draw(seed: int, suffix: str, catalogue: Catalogue) -> Plan:
    """The plan of ``seed`` as a file of ``suffix``: the same one each time."""
    rng = Random(f"{suffix} {seed}")
    rows = told.rows(rng, catalogue, rng.randint(1, 3))
    shapes: list[Callable[[Random, str, list[Said]], Plan]] = [_table] * 6
    if suffix not in ("csv", "txt"):
        shapes += [_cards]
    if suffix in ("docx", "odt", "xlsx", "ods", "html"):
        shapes += [_across]
    if suffix in ("docx", "odt", "rtf", "html", "md", "pdf", "txt"):
        shapes += [_bullets, _sections]
    return rng.choice(shapes)(rng, suffix, rows)


# ---- tables


def _table(rng: Random, suffix: str, rows: list[Said]) -> Plan:
    style = draw_style(rng, fills=suffix in FILLED, typed=suffix in SHEETS, signs=suffix != "pdf")
    columns, style = draw_columns(rng, style, grouped=suffix in GROUPED)
    if suffix == "txt" and len(columns) < 3:
        columns.append(Column("lead", "Lead officer"))  # two cells a line are no table to any program
    frame = _draw_frame(rng, suffix)
    if rows[-1].number[0] == 1 and frame.theme_name == "{name}":
        frame = replace(frame, theme_name=THEME_NAMES[0])  # one heading alone may as well be a title
    columns = [
        *([Column("theme", rng.choice(HEADINGS["theme"]))] if frame.themes.startswith("column") else []),
        *([Column("section", rng.choice(HEADINGS["section"]))] if frame.sections.startswith("column") else []),
        *columns,
    ]
    merges = suffix in MERGES and rng.random() < 0.5
    head = list(_heads(columns, suffix))
    maker = _Rows(rng, columns, style, frame, merges=merges)
    blocks: list[Block] = []
    wants: list[Want] = []
    for block, want in maker.blocks(rows, head):
        blocks.append(block)
        wants += want
    titles = [text for text in told.TITLES if rng.random() < 0.6]
    key = [style.met.key] if style.met.key and any(c.name == "met" for c in columns) else []
    notes = [rng.choice(told.NOTES)] if rng.random() < 0.4 else []
    laid = list(_around(rng, suffix, titles, key, notes, blocks, len(columns)))
    if suffix in SHEETS and rng.random() < 0.3:
        lists = Grid(tuple((Box(a), Box(b)) for a, b in (("RAG", "Met"), ("Green", "Yes"), ("Red", "No"))), 2)
        laid += [Sheet("Lists", hidden=rng.random() < 0.5), lists]
    choices = (
        f"themes {frame.themes}", f"sections {frame.sections}", f"rag {style.rag}", f"met {style.met.name}",
        f"again {frame.again}", f"merges {merges}", " / ".join(f"{c.group}>{c.label}" for c in columns),
    )  # fmt: skip
    return Plan(suffix, tuple(laid), tuple(wants), choices=choices, spread=tuple(maker.spread))


def _draw_frame(rng: Random, suffix: str) -> _Frame:
    columns = ["column repeated", "column first", *(["column merged"] if suffix in MERGES else [])]
    if suffix in IN_ONE_GRID:
        themes = rng.choice(["line", "line", *columns, *(["sheet"] * 3 if suffix in SHEETS else [])])
    else:
        themes = rng.choice(["heading", "heading", "line" if suffix not in ("md", "pptx") else "heading", *columns])
    if suffix == "pptx":
        themes = "heading"
    sections = (
        rng.choice(["line", "none", *columns]) if suffix not in ("md", "pptx") else rng.choice(["none", *columns])
    )
    if themes in ("heading",) and suffix in ("docx", "odt", "rtf", "html", "md", "pdf") and rng.random() < 0.3:
        sections = "heading"
    if themes.startswith("column") and sections == "line":
        sections = "none"
    return _Frame(
        suffix, themes, sections, rng.random() < 0.8 or suffix in ("md", "pptx", "txt"), rng.choice(THEME_NAMES)
    )


def _heads(columns: Sequence[Column], suffix: str) -> Iterator[tuple[Box, ...]]:
    """One or two rows of headings."""
    if not any(column.group for column in columns):
        yield tuple(Box(column.label, bold=True, fill="1F3864" if suffix in SHEETS else None) for column in columns)
        return
    upper: list[Box] = []
    lower: list[Box] = []
    for group, own in groupby(columns, key=lambda column: column.group):
        inner = list(own)
        if group:
            upper.append(Box(group, across=len(inner), bold=True))
            lower += [Box(column.label, bold=True) for column in inner]
        else:
            upper += [Box(column.label, down=2, bold=True) for column in inner]
    yield tuple(upper)
    yield tuple(lower)


class _Rows:
    """The rows of a table, with headings within, merged cells and rows that go on in the next."""

    def __init__(self, rng: Random, columns: list[Column], style: Style, frame: _Frame, *, merges: bool) -> None:
        self._rng, self._columns, self._style, self._frame, self._merges = rng, columns, style, frame, merges
        self._n = 0
        self._repeats = rng.random() < 0.2
        self._splits = rng.random() < 0.2 and frame.suffix != "pptx"
        names = {column.name for column in columns}
        self._pairs = rng.random() < 0.15
        self._lists = not self._splits and {"gap", "response"} <= names and rng.random() < 0.25
        self.spread: list[str] = []

    def blocks(self, rows: list[Said], head: list[tuple[Box, ...]]) -> Iterator[tuple[Block, list[Want]]]:
        frame, width = self._frame, len(self._columns)
        grid: list[tuple[Box, ...]] = []
        wants: list[Want] = []
        started = False
        heads = 0
        for _, own in groupby(rows, key=lambda said: said.theme):
            inner = list(own)
            name = frame.theme(inner[0])
            if frame.themes in ("heading", "sheet"):
                if grid:
                    yield Grid(tuple(grid), width, heads), wants
                    grid, wants, heads = [], [], 0
                yield (Heading(name, 1) if frame.themes == "heading" else Sheet(self._sheet(name))), []
            banner = [(Box(name, "D9E2F3", across=width, bold=True),)] if frame.themes == "line" else []
            headed = not started or frame.themes == "sheet" or (frame.again and not frame.themes.startswith("column"))
            heads_first = not started and self._rng.random() < 0.5
            if headed and not banner:
                heads = len(head) if not grid else heads
                grid += head
            elif headed:
                heads = len(head) if heads_first and not grid else heads
                grid += [*head, *banner] if heads_first else [*banner, *head]
            else:
                grid += banner
            started = True
            for number, (section, part) in enumerate(groupby(inner, key=lambda said: said.section)):
                of_section = list(part)
                if frame.sections == "heading":
                    if number and grid:
                        yield Grid(tuple(grid), width, heads), wants
                        grid, wants, heads = list(head), [], len(head)
                    elif not number and grid:
                        grid, heads = list(head), len(head)
                    else:
                        grid, heads = list(head), len(head)
                    yield Heading(section, 2), []
                if frame.sections == "line":
                    grid.append((Box(section, across=width, bold=True),))
                for at, said in enumerate(of_section):
                    made, want = self._row(said, at, of_section, inner)
                    grid += made
                    wants.append(want)
        if grid:
            yield Grid(tuple(grid), width, heads), wants

    def _sheet(self, name: str) -> str:
        return name.replace(":", "")[:31]

    def _row(self, said: Said, at: int, section: list[Said], theme: list[Said]) -> tuple[list[tuple[Box, ...]], Want]:
        self._n += 1
        boxes, want = fill_in(self._rng, said, self._columns, self._style, self._n)
        frame = self._frame
        named = self._sheet(frame.theme(said)) if frame.themes == "sheet" else frame.theme(said)
        named = said.theme if frame.themes.startswith("column") else named
        want = replace(want, theme=named, section=said.section if frame.sections != "none" else None)
        index = next(i for i, one in enumerate(theme) if one is said)
        done: list[Box | None] = list(boxes)
        for name, style, first, count in (
            ("theme", frame.themes, index == 0, len(theme)),
            ("section", frame.sections, at == 0, len(section)),
        ):
            if style in ("column merged", "column first"):
                place = next(i for i, column in enumerate(self._columns) if column.name == name)
                merged = style == "column merged"
                done[place] = (
                    replace(boxes[place], down=count if merged else 1) if first else (None if merged else Box(""))
                )
        if self._pairs and self._rng.random() < 0.3:
            want = self._second_requirement(done, want)
        rows = [tuple(box for box in done if box is not None)]
        if self._lists and self._rng.random() < 0.5:
            return self._with_actions(done, want)
        merged_down = any((box is not None and box.down > 1) or box is None for box in done)
        if self._splits and not merged_down and self._rng.random() < 0.4:
            rows = self._cut(done, rows)
        return rows, want

    def _second_requirement(self, done: list[Box | None], want: Want) -> Want:
        """Two requirements in one cell."""
        place = next(i for i, column in enumerate(self._columns) if column.name == "requirement")
        box = done[place]
        text = f"{want.requirement}\n{told.invented(self._rng)}"
        done[place] = replace(box, text=text) if box is not None else None
        return replace(want, requirement=text, id=None)

    def _with_actions(self, done: list[Box | None], want: Want) -> tuple[list[tuple[Box, ...]], Want]:
        """The row again with another action to close the gap, led by somebody else."""
        index = {column.name: i for i, column in enumerate(self._columns)}
        if want.gap is None or any(box is None or box.down > 1 for box in done):
            return [tuple(box for box in done if box is not None)], want
        further = "Hold a second exercise in the spring"
        again = [replace(box, text=further) if i == index["gap"] else box for i, box in enumerate(done) if box]
        want = replace(want, gap=f"{want.gap}\n{further}")
        if "lead" in index:
            again[index["lead"]] = replace(again[index["lead"]], text="Estates team")
            want = replace(want, lead=f"{want.lead or ''}\nEstates team".strip())
        return [tuple(box for box in done if box is not None), tuple(again)], want

    def _cut(self, done: list[Box | None], rows: list[tuple[Box, ...]]) -> list[tuple[Box, ...]]:
        """The row cut as a page break cuts it: the rest of the answer stands in a row of its own."""
        place = next((i for i, column in enumerate(self._columns) if column.name == "response"), None)
        box = done[place] if place is not None else None
        if box is None or place is None:
            return rows
        words = box.text.replace("\n", " ").split()
        middle = next((i for i in range(len(words) // 2, len(words)) if words[i][0].islower()), None)
        if middle is None:
            return rows
        first = [replace(box, text=" ".join(words[:middle])) if i == place else one for i, one in enumerate(done)]
        rest = [Box(" ".join(words[middle:])) if i == place else Box("") for i in range(len(done))]
        return [tuple(one for one in first if one is not None), tuple(rest)]


def _around(
    rng: Random, suffix: str, titles: list[str], key: list[str], notes: list[str], blocks: list[Block], width: int
) -> Iterator[Block]:
    """The blocks with titles and the key above, and notes below."""
    if suffix in IN_ONE_GRID:
        above = [(Box(text, bold=suffix in SHEETS),) for text in titles] + [(Box(text),) for text in key]
        above += [()] if above and rng.random() < 0.5 else []
        below = [(), *((Box(text),) for text in notes)] if notes else []
        grids = [i for i, block in enumerate(blocks) if isinstance(block, Grid)]
        for i, block in enumerate(blocks):
            if isinstance(block, Grid):
                top = above if i == grids[0] else []
                rows = (*top, *block.rows, *(below if i == grids[-1] else []))
                hidden = frozenset(n for n in range(len(rows)) if rng.random() < 0.1)
                columns = frozenset(n for n in range(block.width) if rng.random() < 0.1)
                yield Grid(rows, block.width, block.heads if not top else 0, hidden, columns)
            else:
                yield block
        return
    for n, text in enumerate(titles):
        yield Heading(text, 0) if n == 0 else Line(text)
    yield from (Line(text) for text in key)
    yield from blocks
    yield from (Line(text) for text in notes)


# ---- other shapes


def _cards(rng: Random, suffix: str, rows: list[Said]) -> Plan:
    """A small table for each requirement: labels on the left, what is said on the right."""
    style = draw_style(rng, fills=suffix in FILLED, typed=suffix in SHEETS, signs=suffix != "pdf")
    style = replace(
        style,
        rag=style.rag if style.rag != "three columns" else "word",
        met=replace(style.met, yes="Yes", no="No", partial="Partly")
        if style.met.name == "three columns"
        else style.met,
    )
    names = ["ref", "requirement", "response", *rng.sample(("rag", "met", "gap", "lead", "when", "reporting"), k=4)]
    columns = [Column(name, rng.choice(HEADINGS[name])) for name in names if name != "ref" or rng.random() < 0.7]
    if style.rag == "brag":
        columns = [replace(c, label="BRAG") if c.name == "rag" else c for c in columns]
    blocks: list[Block] = [Heading("Winter plan 2020-21", 0)] if suffix not in IN_ONE_GRID else []
    blocks += [Line(style.met.key)] if style.met.key and "met" in names and suffix not in IN_ONE_GRID else []
    style = replace(style, met=replace(style.met, no_means="no", key="")) if suffix in IN_ONE_GRID else style
    if style.met.name in ("digits",) and suffix in IN_ONE_GRID:
        style = replace(style, met=replace(style.met, yes="Yes", no="No"))
    if style.met.name == "N is partial" and suffix in IN_ONE_GRID:
        style = replace(style, met=replace(style.met, partial="P"))
    wants: list[Want] = []
    theme = ""
    for n, said in enumerate(rows, 1):
        name = f"Theme {said.number[0]}: {said.theme}"
        if name != theme:
            theme = name
            blocks.append(Heading(name, 1) if suffix not in IN_ONE_GRID else Line(name, bold=True))
        boxes, want = fill_in(rng, said, columns, style, n)
        pairs = zip(columns, boxes, strict=True)
        grid = tuple((Box(column.label, bold=True), box) for column, box in pairs)
        blocks.append(Grid(grid, 2))
        wants.append(replace(want, theme=name))
    choices = ("cards", f"rag {style.rag}", f"met {style.met.name}", " / ".join(c.label for c in columns))
    return Plan(suffix, tuple(blocks), tuple(wants), choices=choices)


def _across(rng: Random, suffix: str, rows: list[Said]) -> Plan:
    """A table with a requirement in each column: the labels stand down the left side."""
    style = draw_style(rng, fills=suffix in FILLED, typed=False, signs=True)
    style = replace(
        style, rag="word", met=replace(style.met, yes="Yes", no="No", partial="Partly", no_means="no", key="")
    )
    names = ["ref", "requirement", "response", *rng.sample(("rag", "met", "gap", "lead", "when", "reporting"), k=4)]
    columns = [Column(name, rng.choice(HEADINGS[name])) for name in names]
    blocks: list[Block] = [Heading("Winter plan 2020-21", 0)] if suffix not in IN_ONE_GRID else []
    wants: list[Want] = []
    for theme, own in groupby(rows, key=lambda said: said.theme):
        inner = list(own)
        name = f"Theme {inner[0].number[0]}: {theme}"
        blocks.append(Heading(name, 1) if suffix not in IN_ONE_GRID else Line(name, bold=True))
        made = [fill_in(rng, said, columns, style, len(wants) + n) for n, said in enumerate(inner, 1)]
        if len(made) < 2:
            pairs = zip(columns, made[0][0], strict=True)
            blocks.append(Grid(tuple((Box(column.label, bold=True), box) for column, box in pairs), 2))
        else:
            lines = [(Box(c.label, bold=True), *(boxes[i] for boxes, _ in made)) for i, c in enumerate(columns)]
            blocks.append(Grid(tuple(lines), len(made) + 1))
        wants += [replace(want, theme=name) for _, want in made]
    return Plan(suffix, tuple(blocks), tuple(wants), choices=("across", " / ".join(c.label for c in columns)))


def _bullets(rng: Random, suffix: str, rows: list[Said]) -> Plan:
    """Each theme a heading with a list beneath it; nobody is named, nothing is dated."""
    with_sections = rng.random() < 0.5
    blocks: list[Block] = [Heading("Adult Social Care Winter Plan 2020-21", 0)]
    wants: list[Want] = []
    for theme, own in groupby(rows, key=lambda said: said.theme):
        inner = list(own)
        name = f"Theme {inner[0].number[0]}: {theme}"
        blocks.append(Heading(name, 1))
        for section, part in groupby(inner, key=lambda said: said.section):
            if with_sections:
                blocks.append(Heading(section, 2))
            for said in part:
                blocks.append(Line(said.requirement, bullet=True))
                wants.append(Want(said.requirement, name, section if with_sections else None, id=said.id))
    if len(wants) < 3:
        return _table(rng, suffix, rows)
    return Plan(suffix, tuple(blocks), tuple(wants), choices=("bullets",))


def _sections(rng: Random, suffix: str, rows: list[Said]) -> Plan:
    """Sections answered as a whole: actions, what will be done, who leads, where it is reported."""
    actions = rng.choice(("Actions", "Required actions", "Actions:"))
    answers = rng.choice(("We will", "We will:", "Our response", "What we will do"))
    lead, group = rng.choice(
        (("Lead officers", "Reporting to"), ("Lead officer", "Governance"), ("Lead", "Reports to"))
    )
    blocks: list[Block] = [Heading("Adult Social Care Winter Plan 2020-21", 0)]
    wants: list[Want] = []
    answered: list[Answered] = []
    for theme, own in groupby(rows, key=lambda said: said.theme):
        inner = list(own)
        name = f"Theme {inner[0].number[0]}: {theme}"
        blocks.append(Heading(name, 1))
        for section, part in groupby(inner, key=lambda said: said.section):
            of_section = list(part)
            who = of_section[0].lead or "Depot manager"
            where = of_section[0].group or "Snow Cell"
            said = tuple(dict.fromkeys(line for one in of_section for line in one.response.split("\n")))
            blocks += [Heading(section, 2), Line(actions, bold=True)]
            blocks += [Line(one.requirement, bullet=True) for one in of_section]
            blocks += [Line(answers, bold=True), *(Line(text, bullet=True) for text in said)]
            blocks += [Line(f"{lead}: {who}"), Line(f"{group}: {where}")]
            wants += [Want(one.requirement, name, section, lead=who, reporting=where, id=one.id) for one in of_section]
            requirements = tuple(one.requirement for one in of_section)
            leads = ("Service Director, Adults",) if who == "Service Director, Adults" else (who,)
            answered.append(Answered(name, section, requirements, said, leads, (where,)))
    if len(answered) < 2:
        return _table(rng, suffix, rows)
    return Plan(suffix, tuple(blocks), tuple(wants), tuple(answered), ("sections", actions, answers, lead, group))
