"""Tables in PDFs: with rules, and without."""

from pathlib import Path

import typst

from overwinter.reading.document import Document, Paragraph, Table
from overwinter.reading.layout import understand
from overwinter.reading.readers import read_document
from tests.reading.layout.support import WINTER


def test_a_heading_that_runs_on_over_empty_cells_is_one_text(tmp_path: Path) -> None:
    """A spreadsheet prints a long text over its empty neighbours, and still draws the rules between them."""
    source = """
    #set page(flipped: true)
    #set text(size: 9pt)
    #let over(body) = box(width: 0pt, box(width: 400pt, body))
    #table(columns: (60pt, 200pt, 60pt),
      [Reference], [Requirement], [Status],
      over[Managing staff movement between homes], [], [],
      [1.1], [Pay the fund out to each home], [Green],
      [1.2], [Follow the guidance], [Amber],
    )
    """
    read = _printed(tmp_path, source)
    table = next(read.tables())
    assert [cell.text for cell in table.rows[1].cells if cell.text] == ["Managing staff movement between homes"]
    assert [cell.text for cell in table.rows[2].cells] == ["1.1", "Pay the fund out to each home", "Green"]


def test_labels_with_short_values_or_none_are_parted_where_nothing_is_ruled(tmp_path: Path) -> None:
    """Their words tell where a label ends; one of two lines is one, and a heading as long as both columns is none."""
    source = """
    #set text(size: 10pt)
    = Winter plan
    #let card(ask, said) = table(columns: (90pt, 1fr), stroke: none, [*Requirement*], ask, [*Response*], said,
      [*Actions required to fill gaps*], [], [*RAG*], [Green], [*By whom*], [])
    #card([Visit each home with an outbreak and write down what was learnt from it, so that other homes hear of it], [])
    *Staff who move between homes and are away for some of the week*
    #card([Share rotas], [Done weekly])
    """
    first, heading, second = [*_printed(tmp_path, source).blocks][1:]
    assert isinstance(first, Table) and isinstance(second, Table) and isinstance(heading, Paragraph)
    assert [[cell.text for cell in row.cells] for row in second.rows] == [
        ["Requirement", "Share rotas"], ["Response", "Done weekly"], ["Actions required to fill gaps"],
        ["RAG", "Green"], ["By whom"],
    ]  # fmt: skip
    assert [row.cells[0].text for row in first.rows] == [row.cells[0].text for row in second.rows]


def test_a_form_that_nobody_filled_in_keeps_its_texts_in_their_column(tmp_path: Path) -> None:
    """Only the headings show where the next column begins; texts end before it, further right than their heading."""
    asks = ("Visit each home that had an outbreak", "Share rotas of all the homes nearby", "Agree with the NHS on beds")
    asked = [f"{ask} each week, and write down what was learnt so that others hear of it" for ask in asks]
    rows = ", ".join(f"[{ask}], []" for ask in asked)
    parts = [
        f"*Part {n}*\n#table(columns: (1fr, 1fr), stroke: none, [*Requirement*], [*Response*], {rows})"
        for n in range(4)
    ]
    source = "#set text(size: 10pt)\n= Adult social care winter plan\n" + "\n".join(parts)
    reading = understand(_printed(tmp_path, source), winter=WINTER, framework="test")
    assert [row.requirement for row in reading.rows] == asked * 4


def test_a_card_that_a_page_cuts_is_whole(tmp_path: Path) -> None:
    source = """
    #set page(height: 150pt, margin: 20pt)
    #set text(size: 10pt)
    #let card(ask, said) = table(columns: (90pt, 1fr), stroke: none,
      [Requirement], ask, [Response], said, [RAG], [Green])
    #for (ask, said) in (("Visit homes", "Done"), ("Share rotas", "Weekly"), ("Find beds", "Agreed")) {
      card(ask, said)
    }
    """
    reading = understand(_printed(tmp_path, source), winter=WINTER, framework="test")
    assert [(row.requirement, row.responses[0].text, row.rag) for row in reading.rows] == [
        ("Visit homes", "Done", "green"), ("Share rotas", "Weekly", "green"), ("Find beds", "Agreed", "green"),
    ]  # fmt: skip


def _printed(folder: Path, source: str) -> Document:
    path = folder / "plan.pdf"
    path.write_bytes(typst.compile(source.encode(), format="pdf"))
    return read_document(path)


ASKED = ("Visit each home that had an outbreak and write down what was learnt", "Share rotas", "Agree on beds")


def _open_table(inset: str, *rows: str) -> str:
    columns = "columns: (110pt, 180pt, 60pt, 60pt, 60pt), stroke: none"
    return f"#table({columns}, inset: (x: 4pt, y: {inset}), {', '.join(rows)})\n"


def _open_rows(part: int) -> list[str]:
    return [f"[{part}.{n}], [{ASKED[n % 3]}], [Green], [Y], [Ann]" for n in range(1, 10)]


HEADS = "[*Reference*], [*Requirement*], [*RAG*], [*Met?*], [*Lead*]"


def test_lines_of_a_cell_are_nearer_than_rows_where_most_cells_are_one_line(tmp_path: Path) -> None:
    body = _open_table("3.9pt", HEADS, "[*Keeping warm*], [], [], [], []", "[*Homes*], [], [], [], []", *_open_rows(1))
    table = next(_printed(tmp_path, f"#set text(size: 9pt)\n= Winter plan\n{body}").tables())
    assert [row.cells[0].text for row in table.rows[:4]] == ["Reference", "Keeping warm", "Homes", "1.1"]


def test_column_headings_are_known_on_the_first_page_by_the_next(tmp_path: Path) -> None:
    """There the heading of the rows follows in the first column as close as a second line would."""
    pages = [
        f"= Winter plan\n{_open_table('2.3pt', HEADS, f'[*{theme}*], [], [], [], []', *_open_rows(part))}"
        for part, theme in enumerate(("Keeping warm", "Getting about"), 1)
    ]
    read = _printed(tmp_path, "#set text(size: 9pt)\n" + "#pagebreak()\n".join(pages))
    assert [table.rows[1].cells[0].text for table in read.tables()] == ["Keeping warm", "Getting about"]
    reading = understand(read, winter=WINTER, framework="test")
    assert {row.section for row in reading.rows} == {"Keeping warm", "Getting about"}


def test_the_rest_of_a_row_on_a_page_with_one_reference_goes_on_with_it(tmp_path: Path) -> None:
    """Nothing but its place tells that, where the rest of the sentence begins with a name."""
    rest = "[], [Control Fund has been spent], [], [], []"
    cut = "[1.10], [Say to each home how the money of the Infection], [Green], [Y], [Ann]"
    last = f"[1.11], [{ASKED[0]}], [Green], [Y], [Ann]"
    pages = (_open_table("6pt", HEADS, *_open_rows(1), cut), _open_table("6pt", HEADS, rest, last))
    read = _printed(tmp_path, "#set text(size: 9pt)\n= Winter plan\n" + "#pagebreak()\n".join(pages))
    reading = understand(read, winter=WINTER, framework="test")
    whole = "Say to each home how the money of the Infection Control Fund has been spent"
    assert [" ".join(row.requirement.split()) for row in reading.rows[9:]] == [whole, ASKED[0]]


def test_a_year_alone_in_a_line_is_no_page_number(tmp_path: Path) -> None:
    heads = HEADS.replace("Lead", "By when")
    rows = [[row.replace("Ann", "31 October 2020") for row in _open_rows(part)] for part in (1, 2)]
    pages = [_open_table("6pt", heads, *held) for held in rows]
    source = '#set page(numbering: "1")\n#set text(size: 9pt)\n= Winter plan\n' + "#pagebreak()\n".join(pages)
    reading = understand(_printed(tmp_path, source), winter=WINTER, framework="test")
    assert {" ".join((row.by_when or "").split()) for row in reading.rows} == {"31 October 2020"}
