"""The PDF is tagged, says its language, and sets every text as text."""

import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from overwinter.design.documents import fonts
from overwinter.plans.exports import make
from overwinter.plans.exports.wording import COLUMNS
from tests.plans.exports.sheets import row, sheet


@pytest.fixture(scope="module")
def pdf() -> Iterator[pikepdf.Pdf]:
    many = [row(number, section=f"Section {number // 20}") for number in range(1, 61)]
    with pikepdf.open(BytesIO(make(sheet(*many), "pdf"))) as opened:
        yield opened


def tags(node: pikepdf.Object) -> Iterator[str]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from tags(child)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield str(node["/S"])
        if "/K" in node:
            yield from tags(node["/K"])


def test_it_is_a_tagged_document_in_british_english(pdf: pikepdf.Pdf) -> None:
    assert str(pdf.Root.Lang) == "en-GB"
    assert bool(pdf.Root.MarkInfo.Marked)
    with pdf.open_metadata() as about:
        assert about["dc:title"] == "Marlshire County Council winter plan 2020-21"
        assert about["pdfuaid:part"] == "1"
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)


def test_tables_run_over_pages_as_one_with_their_heads(pdf: pikepdf.Pdf) -> None:
    found = Counter(tags(pdf.Root.StructTreeRoot))
    sections = 4
    assert len(pdf.pages) > sections
    assert found["/Table"] == sections + 1, "the counts, and one for each section"
    assert found["/TH"] >= sections * len(COLUMNS)
    assert found["/TR"] >= 60 + sections
    assert found["/H1"] + found["/H2"] >= 1 + sections


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs pdftotext (Debian: poppler-utils)")
def test_its_words_are_the_plan_s(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(make(sheet(), "pdf"))
    text = " ".join(
        subprocess.run(["pdftotext", str(path), "-"], capture_output=True, text=True, check=True).stdout.split()
    )
    for words in (
        "As at 13 November 2020", "Contents", "Theme 1: Preventing and controlling", "Local actions", "Not known",
        "#panic(\"no\") *not bold* <b>& not HTML</b>", "=SUM(A1:A9)", "Page 1 of", "Red",
    ):  # fmt: skip
        assert words in text


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs pdftotext (Debian: poppler-utils)")
def test_rows_do_not_split_unless_they_are_longer_than_a_page(tmp_path: Path) -> None:
    short = [row(at, response=f"first{at} " + "words of it " * 30 + f" last{at}") for at in range(1, 21)]
    long = row(30, response="beginning " + "words of it " * 900 + " theveryend")
    path = tmp_path / "plan.pdf"
    path.write_bytes(make(sheet(*short, long), "pdf"))
    pages = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True
    ).stdout.split("\f")
    for at in range(1, 21):
        holding = [number for number, page in enumerate(pages) if f"first{at} " in page or f"last{at}\n" in page]
        assert len(holding) == 1, f"row {at} is on pages {holding}"
    assert len([page for page in pages if "words of it" in page]) > 3
    assert "theveryend" in "".join(pages)


@pytest.mark.parametrize("sign", ["漢", "\x01", "\U000e0001", "\\", '"'])
def test_a_sign_that_no_typeface_draws_stops_nothing(sign: str) -> None:
    make(sheet(row(1, response=f"before {sign} after")), "pdf")


def test_without_a_sans_serif_the_compiler_s_own_is_used_and_the_log_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(fonts, "WANTED", ("A typeface that nobody has",))
    assert fonts.choose.__wrapped__(tmp_path).families == ("Libertinus Serif",)
    assert "Run make setup" in caplog.text
