"""Binary Excel workbooks, which only Excel writes: the least of one, by hand."""

import struct
import zipfile
from pathlib import Path

from overwinter.kernel.winter import Winter
from overwinter.reading.layout import understand
from overwinter.reading.readers import read_document

TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>'
)
LINKS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="{target}" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"/></Relationships>'
)
BUNDLE_START, BUNDLE_END, SHEET, ROW, TEXT, DATA_START, DATA_END = 143, 144, 156, 0, 6, 145, 146
RANGE, BOOK_END = 148, 132


def record(kind: int, data: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size = bytes([len(data)]) if len(data) < 128 else bytes([len(data) & 0x7F | 0x80, len(data) >> 7])
    return head + size + data


def string(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def write(path: Path, rows: list[list[str]]) -> None:
    book = record(BUNDLE_START) + record(SHEET, struct.pack("<II", 0, 1) + string("rId1") + string("Plan"))
    sheet = record(RANGE, struct.pack("<IIII", 0, len(rows) - 1, 0, len(rows[0]) - 1)) + record(DATA_START)
    for number, texts in enumerate(rows):
        sheet += record(ROW, struct.pack("<I", number) + bytes(21))
        for column, text in enumerate(texts):
            sheet += record(TEXT, struct.pack("<II", column, 0) + string(text))
    with zipfile.ZipFile(path, "w") as pack:
        pack.writestr("[Content_Types].xml", TYPES)
        pack.writestr("_rels/.rels", LINKS.format(target="xl/workbook.bin", kind="officeDocument"))
        pack.writestr("xl/workbook.bin", book + record(BUNDLE_END) + record(BOOK_END))
        pack.writestr("xl/_rels/workbook.bin.rels", LINKS.format(target="worksheets/sheet1.bin", kind="worksheet"))
        pack.writestr("xl/worksheets/sheet1.bin", sheet + record(DATA_END))


def test_a_binary_workbook_gives_its_rows_and_says_what_is_not_read(tmp_path: Path) -> None:
    write(tmp_path / "plan.xlsb", [["Ref", "Requirement", "Response"], ["1.1", "Provide it", "Held at the hub"]])
    reading = understand(read_document(tmp_path / "plan.xlsb"), winter=Winter(2020), framework="test")
    (row,) = reading.rows
    assert (row.ref, row.requirement, row.place) == ("1.1", "Provide it", "sheet 'Plan', row 2")
    assert "colours" in reading.warnings[0]
