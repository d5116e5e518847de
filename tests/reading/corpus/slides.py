"""Forms as slides: a table on each, the theme as title, "cont'd" where it goes on."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from pptx import Presentation
from pptx.util import Inches

from tests.reading.corpus.answers import Answer
from tests.reading.corpus.form import Form

ON_A_SLIDE = 4


def write_slides(path: Path, form: Form, answers: Sequence[Answer], *, continued: str = " (cont'd)") -> None:
    show = Presentation()
    first = show.slides.add_slide(show.slide_layouts[0])
    first.shapes.title.text = form.titles[0] if form.titles else "Winter plan"
    for theme, rows in groupby(answers, key=lambda answer: answer.theme):
        own = list(rows)
        for start in range(0, len(own), ON_A_SLIDE):
            slide = show.slides.add_slide(show.slide_layouts[5])
            slide.shapes.title.text = (theme or "Actions") + (continued if start else "")
            part = own[start : start + ON_A_SLIDE]
            shape = slide.shapes.add_table(
                len(part) + 1, len(form.columns), Inches(0.5), Inches(1.5), Inches(9), Inches(5)
            )
            lines = [line for line in form.lines(part) if line.kind in ("head", "row")]
            for r, line in enumerate(lines):
                for c, cell in enumerate(line.cells):
                    shape.table.cell(r, c).text = cell.text
    show.save(str(path))
