"""Files that cannot be read are refused with one sentence that says what is wrong and what to do."""

import zipfile
from pathlib import Path

import docx
import pytest
from openpyxl import Workbook

from overwinter.reading.document import UnreadableError
from overwinter.reading.readers import read_document


def refusal(path: Path) -> str:
    with pytest.raises(UnreadableError) as caught:
        read_document(path)
    text = str(caught.value)
    assert "\n" not in text
    return text


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("empty.docx", b"", "is empty"),
        ("plan.docx", b"PK\x03\x04 cut short", "damaged or cut short"),
        ("plan.docx", b"MZ\x90\0\x03\0\0\0 a program", "is not a Word document, although its name says so"),
        ("plan.txt", b"MZ\x90\0\x03\0\0\0 a program", "is not a text file"),
        ("plan.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "damaged or cut short"),
        ("plan.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        ("plan.gif", b"GIF89a....", "is a picture"),
        ("plan.pdf", b"%PDF-1.7\n broken", "damaged or cut short"),
        ("plan.html", b"<!doctype html><html><body></body></html>", "holds no text"),
    ],
)
def test_a_file_of_the_wrong_kind_is_refused(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(data)
    assert words in refusal(tmp_path / name)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert "There is no file" in refusal(tmp_path / "none.docx")


def test_a_folder_is_refused_as_one(tmp_path: Path) -> None:
    assert "is a folder" in refusal(tmp_path)


def test_office_files_cut_short_are_refused(tmp_path: Path) -> None:
    document, book = docx.Document(), Workbook()
    document.add_paragraph("text " * 500)
    document.save(str(tmp_path / "plan.docx"))
    book.save(tmp_path / "plan.xlsx")
    for name in ("plan.docx", "plan.xlsx"):
        data = (tmp_path / name).read_bytes()
        (tmp_path / name).write_bytes(data[: len(data) // 2])
        assert "damaged" in refusal(tmp_path / name)


def test_an_archive_that_unpacks_without_bounds_is_not_opened(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "plan.docx", "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr("word/document.xml", b"\0" * (64 * 1024 * 1024))
    assert "far more than an office file holds" in refusal(tmp_path / "plan.docx")


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">]><w:document xmlns:w="x"><w:body>&a;</w:body></w:document>'
    with zipfile.ZipFile(tmp_path / "plan.docx", "w") as pack:
        pack.writestr("word/document.xml", bomb)
    assert "definitions of its own" in refusal(tmp_path / "plan.docx")


def test_an_open_document_and_an_archive_are_told_apart(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "plan.odt", "w") as pack:
        pack.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    with zipfile.ZipFile(tmp_path / "plans.zip", "w") as pack:
        pack.writestr("plan.txt", "text")
    assert "damaged or cut short" in refusal(tmp_path / "plan.odt")
    assert "zip archive" in refusal(tmp_path / "plans.zip")


def test_the_content_decides_not_the_name(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("A plan")
    document.save(str(tmp_path / "plan.docx"))
    renamed = (tmp_path / "plan.docx").rename(tmp_path / "plan.txt")
    assert read_document(renamed).text == "A plan"
