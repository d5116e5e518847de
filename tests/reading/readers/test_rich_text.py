"""Rich text as Word and other programs write it: tables, merged and nested cells, code pages, what stands beside."""

from pathlib import Path

from overwinter.reading.document import Document, Paragraph, Table
from overwinter.reading.readers import read_document

HEAD = (
    r"{\rtf1\ansi\ansicpg1252\uc1\deff0{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial Cyr;}"
    r"{\f2\fcharset2 Wingdings;}}{\colortbl;\red255\green0\blue0;\red0\green176\blue80;\red255\green255\blue255;}"
    r"{\stylesheet{\s0 Normal;}{\s2\b heading 2;}{\s9\outlinelevel0 Our title;}}{\info{\title Not in the text}}"
)


def rich(tmp_path: Path, body: str) -> Document:
    (tmp_path / "plan.rtf").write_bytes((HEAD + body + "}").encode("cp1252"))
    return read_document(tmp_path / "plan.rtf")


def grid(table: Table) -> list[list[tuple[str, int | None, int, int]]]:
    return [[(cell.text, cell.start, cell.columns, cell.rows) for cell in row.cells] for row in table.rows]


def test_headings_lists_and_characters(tmp_path: Path) -> None:
    document = rich(
        tmp_path,
        r"\pard\plain\s9 Plan \'96 2020\par\pard\plain\s2\b Theme 1\par"
        r"\pard\plain{\listtext\pard\plain \u61623 ?\tab}Caf\'e9 \u8364?5 \u55357?\u56832?\par"
        r"\pard\plain{\listtext 1.\tab}Numbered\par\pard {\f1\'c4\'e0} {\f2\'fc}\par"
        r"\pard {\v0 Kept}{\deleted gone}{\field{\*\fldinst HYPERLINK x}{\fldrslt  link}}{\*\unknown no}\par",
    )
    read = [(b.text, b.level, b.bullet) for b in document.blocks if isinstance(b, Paragraph)]
    assert read == [
        ("Plan – 2020", 1, False),
        ("Theme 1", 2, False),
        ("Café €5 😀", None, True),
        ("Numbered", None, False),
        ("Да ✓", None, False),
        ("Kept link", None, False),
    ]
    assert document.warnings == ("The document holds 1 tracked changes. It was read as if all of them were accepted.",)


def test_merged_cells_and_fills(tmp_path: Path) -> None:
    (table,) = rich(
        tmp_path,
        r"\trowd\trhdr\cellx1000\cellx2000\cellx4000\pard\intbl Ref\cell Requirement\cell Status\cell\row"
        r"\trowd\clmgf\cellx1000\clmrg\cellx2000\cellx4000\pard\intbl Theme 1\cell\cell Note\cell\row"
        r"\trowd\clvmgf\cellx1000\cellx2000\clcbpat2\cellx4000\pard\intbl 1.1\cell One\par and more\cell Green\cell\row"
        r"\trowd\clvmrg\cellx1000\cellx2000\clcbpat3\cellx4000\pard\intbl\cell Two\cell\cell\row"
        r"\trowd\cellx4000\pard\intbl Across\cell\row",
    ).tables()
    assert grid(table) == [
        [("Ref", 0, 1, 1), ("Requirement", 1, 1, 1), ("Status", 2, 1, 1)],
        [("Theme 1", 0, 2, 1), ("Note", 2, 1, 1)],
        [("1.1", 0, 1, 2), ("One\nand more", 1, 1, 1), ("Green", 2, 1, 1)],
        [("Two", 1, 1, 1), ("", 2, 1, 1)],
        [("Across", 0, 3, 1)],
    ]
    assert table.rows[0].header
    assert [row.cells[-1].fill for row in table.rows] == [None, None, "00B050", None, None]


def test_a_table_in_a_cell_and_a_definition_that_follows_its_row(tmp_path: Path) -> None:
    (table,) = rich(
        tmp_path,
        r"\pard\intbl\itap1 1.1\cell\pard\intbl\itap1 Before\par"
        r"\pard\intbl\itap2 a\nestcell b\nestcell{\*\nesttableprops\trowd\cellx500\cellx900\nestrow}"
        r"{\nonesttables\par}\pard\intbl\itap1 After\cell{\trowd\cellx1000\cellx3000\row}\pard Text",
    ).tables()
    assert grid(table) == [[("1.1", 0, 1, 1), ("Before\na | b\nAfter", 1, 1, 1)]]


def test_what_stands_beside_the_text(tmp_path: Path) -> None:
    document = rich(
        tmp_path,
        r"{\header\pard Draft\par}{\footer\pard Draft\par}\pard Text{\footnote\pard A note\par}"
        r"{\*\atnauthor AB}{\*\annotation\pard A comment\par} goes on"
        r"{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt\pard In a box\par}}}\par{\pict\bin4 {{{{}",
    )
    said = [(block.text, str(block.place)) for block in document.blocks if isinstance(block, Paragraph)]
    assert said == [
        ("Text goes on", "line 1"),
        ("Draft", "page header"),
        ("A note", "footnote 1"),
        ("A comment", "comment 1"),
        ("In a box", "text box"),
    ]


def test_a_file_cut_short_gives_what_there_is(tmp_path: Path) -> None:
    (table,) = rich(tmp_path, r"\trowd\cellx1000\cellx2000\pard\intbl One\cell Two").tables()
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["One", "Two"]]
