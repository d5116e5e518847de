"""OpenDocument files by hand: what office programs write that a conversion of a plan seldom shows."""

import zipfile
from datetime import date
from pathlib import Path

import pytest

from overwinter.reading.document import Document, Paragraph, UnreadableError
from overwinter.reading.readers import read_document

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{path}:1.0"'
    for name, path in {
        "office": "office", "style": "style", "text": "text", "table": "table", "draw": "drawing",
        "svg": "svg-compatible", "fo": "xsl-fo-compatible", "presentation": "presentation", "manifest": "manifest",
    }.items()
)  # fmt: skip
STYLES = (
    '<style:style style:name="g" style:family="table-cell"><style:table-cell-properties fo:background-color="#00b050"/>'
    '</style:style><style:style style:name="child" style:family="table-cell" style:parent-style-name="g"/>'
    '<style:style style:name="off" style:family="table"><style:table-properties table:display="false"/></style:style>'
    '<style:style style:name="b" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<text:list-style style:name="dots"><text:list-level-style-bullet text:level="1"/></text:list-style>'
    '<text:list-style style:name="counted"><text:list-level-style-number text:level="1" style:num-format="1" '
    'style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="1" text:display-levels="2"/>'
    "</text:list-style>"
)


def written(path: Path, kind: str, body: str, *, heads: str = "", manifest: str = "") -> Path:
    def part(name: str, inner: str) -> str:
        return f"<office:{name} {SPACES}>{inner}</office:{name}>"

    styles = f"<office:automatic-styles>{STYLES}</office:automatic-styles>"
    with zipfile.ZipFile(path, "w") as pack:
        pack.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        content = f"{styles}<office:body><office:{kind}>{body}</office:{kind}></office:body>"
        pack.writestr("content.xml", part("document-content", content))
        pack.writestr("styles.xml", part("document-styles", f"<office:master-styles>{heads}</office:master-styles>"))
        pack.writestr("META-INF/manifest.xml", f"<manifest:manifest {SPACES}>{manifest}</manifest:manifest>")
    return path


def sheet(tmp_path: Path, body: str) -> Document:
    return read_document(written(tmp_path / "plan.ods", "spreadsheet", body))


def cell(text: str, more: str = "") -> str:
    return f"<table:table-cell {more}><text:p>{text}</text:p></table:table-cell>"


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def test_a_sheet_with_fills_spans_and_hidden_rows(tmp_path: Path) -> None:
    document = sheet(
        tmp_path,
        '<table:table table:name="Plan"><table:table-column table:default-cell-style-name="child"/>'
        + row(
            cell("Theme 1", 'table:number-columns-spanned="3"'),
            "<table:covered-table-cell/><table:covered-table-cell/>",
        )
        + row(cell("1.1"), cell("Do", 'table:number-rows-spanned="2"'), cell("", 'table:style-name="g"'))
        + row(cell("1.2"), "<table:covered-table-cell/>", cell("x"), more='table:visibility="filter"')
        + "</table:table>"
        '<table:table table:name="Lists" table:style-name="off">' + row(cell("Green")) + "</table:table>"
        "<table:table table:name=\"'file:///other.ods'#Plan\"><table:table-source/>"
        + row(cell("not ours"))
        + "</table:table>",
    )
    plan, lists = document.tables()
    assert [[(c.text, c.start, c.columns, c.rows, c.fill) for c in r.cells] for r in plan.rows] == [
        [("Theme 1", 0, 3, 1, "00B050")],
        [("1.1", 0, 1, 1, "00B050"), ("Do", 1, 1, 2, None), ("", 2, 1, 1, "00B050")],
        [("1.2", 0, 1, 1, "00B050"), ("x", 2, 1, 1, None)],
    ]
    assert [r.hidden for r in plan.rows] == [False, False, True]
    assert lists.hidden and document.warnings == (
        "Sheet 'Lists' is hidden. Its text is kept, but no rows are made from it.",
    )


def test_values_are_typed_and_dates_are_shown_day_first(tmp_path: Path) -> None:
    document = sheet(
        tmp_path,
        '<table:table table:name="Plan">'
        + row(
            cell("10/31/20", 'office:value-type="date" office:date-value="2020-10-31T00:00:00"'),
            cell("31 Oct", 'office:value-type="date" office:date-value="2020-10-31"'),
            cell("1.10", 'office:value-type="float" office:value="1.1"'),
            cell("One<office:annotation><text:p>A comment</text:p></office:annotation>"),
        )
        + "</table:table>",
    )
    (table,) = document.tables()
    assert [(c.text, c.value) for c in table.rows[0].cells] == [
        ("31/10/2020", date(2020, 10, 31)),
        ("31 Oct", date(2020, 10, 31)),
        ("1.10", 1.1),
        ("One", None),
    ]
    assert [b.text for b in document.blocks if isinstance(b, Paragraph)] == ["A comment"]


def test_what_is_repeated_is_written_out_within_bounds(tmp_path: Path) -> None:
    document = sheet(
        tmp_path,
        '<table:table table:name="Plan">'
        + row(cell("a", 'table:number-columns-repeated="3"'), more='table:number-rows-repeated="2"')
        + row("<table:table-cell/>", more='table:number-rows-repeated="1000"')
        + row(cell("z", 'table:number-columns-repeated="16384"'), more='table:number-rows-repeated="1048576"')
        + row("<table:table-cell/>", more='table:number-rows-repeated="1048576"')
        + "</table:table>",
    )
    (table,) = document.tables()
    assert [r.place.row for r in table.rows] == [1, 2, 1003]
    assert [c.text for c in table.rows[0].cells] == ["a", "a", "a"]
    assert len(table.rows[2].cells) <= 16384
    assert document.warnings == ("Cells that the file repeats many thousand times were read once.",)


def test_a_text_with_lists_notes_boxes_and_changes(tmp_path: Path) -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion>"
        '</text:changed-region></text:tracked-changes><text:h text:outline-level="2">Theme  1</text:h>'
        '<text:list text:style-name="dots"><text:list-item><text:p>A<text:s text:c="2"/>dot</text:p>'
        "</text:list-item></text:list>"
        '<text:list text:style-name="counted"><text:list-item><text:p>One</text:p><text:list><text:list-item><text:p/>'
        "</text:list-item></text:list></text:list-item></text:list>"
        '<text:section><text:p><text:span text:style-name="b">Bold</text:span><text:note text:note-class="footnote">'
        "<text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>A note</text:p></text:note-body></text:note>"
        "</text:p></text:section>"
        "<text:p><draw:frame><draw:text-box><text:p>In a box</text:p></draw:text-box></draw:frame>"
        "</text:p>"
    )
    heads = "<style:master-page><style:header><text:p>Draft</text:p></style:header></style:master-page>"
    document = read_document(written(tmp_path / "plan.odt", "text", body, heads=heads))
    said = [(b.text, b.level, b.bullet, b.bold, b.place.part) for b in document.blocks if isinstance(b, Paragraph)]
    assert said == [
        ("Theme 1", 2, False, False, None),
        ("A  dot", None, True, False, None),
        ("One", None, False, False, None),
        ("Bold", None, False, True, None),
        ("In a box", None, False, False, None),
        ("A note", None, False, False, "footnote 1"),
        ("Draft", None, False, False, "page header"),
    ]
    assert "1 tracked changes" in document.warnings[0]


def test_a_reference_that_the_program_counts_is_the_text_of_its_cell(tmp_path: Path) -> None:
    counted = '<text:list text:style-name="counted" text:continue-numbering="true">'
    number = f"{counted}<text:list-item><text:p/></text:list-item></text:list>"
    body = "<table:table>" + "".join(
        row(f"<table:table-cell>{number}</table:table-cell>", cell(text)) for text in ("Do", "Be")
    )
    (table,) = read_document(written(tmp_path / "plan.odt", "text", body + "</table:table>")).tables()
    assert [[c.text for c in r.cells] for r in table.rows] == [["1.", "Do"], ["2.", "Be"]]


def test_slides_in_the_order_of_the_page_with_their_notes(tmp_path: Path) -> None:
    def frame(inner: str, top: str, more: str = "") -> str:
        return f'<draw:frame svg:x="1cm" svg:y="{top}" {more}>{inner}</draw:frame>'

    body = (
        "<draw:page>"
        + frame("<draw:text-box><text:p>Below</text:p></draw:text-box>", "9cm")
        + frame("<table:table>" + row(cell("Required action"), cell("Taken")) + "</table:table>", "40mm")
        + frame("<draw:text-box><text:p>Theme 1</text:p></draw:text-box>", "12cm", 'presentation:class="title"')
        + "<presentation:notes>"
        + frame("<draw:text-box><text:p>Thank you</text:p></draw:text-box>", "1cm", 'presentation:class="notes"')
        + frame("<draw:text-box><text:p>7</text:p></draw:text-box>", "1cm", 'presentation:class="page-number"')
        + "</presentation:notes></draw:page>"
    )
    document = read_document(written(tmp_path / "plan.odp", "presentation", body))
    said = [(b.text, b.level) if isinstance(b, Paragraph) else b.rows[0].text for b in document.blocks]
    assert said == [("Theme 1", 1), "Required action\tTaken", ("Below", None), ("Thank you", None)]


def test_a_single_xml_file_is_read_as_the_packed_one(tmp_path: Path) -> None:
    body = "<office:body><office:text><text:p>A plan</text:p></office:text></office:body>"
    (tmp_path / "plan.fodt").write_text(
        f'<?xml version="1.0"?><office:document {SPACES} office:mimetype="application/vnd.oasis.opendocument.text">'
        f"{body}</office:document>",
        encoding="utf-8",
    )
    assert read_document(tmp_path / "plan.fodt").text == "A plan"


def test_one_with_a_password_is_refused(tmp_path: Path) -> None:
    lock = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
    path = written(tmp_path / "plan.odt", "text", "<text:p>x</text:p>", manifest=lock)
    with pytest.raises(UnreadableError, match="password"):
        read_document(path)
