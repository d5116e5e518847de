"""A page's words and rules are those that pdfplumber finds, however its commands are written."""

import zlib
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from pdfplumber.utils.exceptions import PdfminerException

from overwinter.reading.readers import pdf_content
from overwinter.reading.readers.pdf import read_pdf
from overwinter.reading.readers.pdf_page import PdfPage
from tests.reading.corpus import printed
from tests.reading.corpus.answers import dressed, invented
from tests.reading.corpus.form import Form
from tests.reading.corpus.layouts import SEVEN

WRITTEN = {
    "escapes": rb"BT /F1 12 Tf 72 700 Td (Care\040homes \(all\) \\ \053 \q\r) Tj ET",
    "line ended within a string": b"BT /F1 12 Tf 72 700 Td (Care \\\r\nhomes\nmet) Tj ET",
    "brackets within a string": b"BT /F1 12 Tf 72 700 Td (Care (all (most)) homes) Tj 0 -20 Td (Met (yes)) Tj ET",
    "hexadecimal": b"BT /F1 12 Tf 72 700 Td <43 61726 5> Tj <486f6d652> Tj ET",
    "apart": b"BT /F1 12 Tf 72 700 Td [(Ca) -20 (re) -900.5 (ho) .5 (mes)] TJ 2 Tc 5 Tw 90 Tz (fully met) Tj ET",
    "marked": b"/P <</MCID 0 /Lang (en)>> BDC BT /F1 12 Tf 72 700 Td (Marked) Tj ET EMC",
    "remark": b"BT % (not shown) Tj\n/F1 12 Tf 72 700 Td (Shown)Tj ET",
    "operator of no meaning": b"BT /F1 12 Tf 1 2 3 nothing 72 700 Td (Shown) Tj true false ET",
    "picture within": b"BT /F1 12 Tf 72 700 Td (Before) Tj ET BI /W 1 /H 1 /BPC 8 /CS /G ID x EI "
    b"BT /F1 12 Tf 72 650 Td (After) Tj ET 0 0 m 90 0 l S",
    "lines by one command": b"BT /F1 12 Tf 14 TL 72 700 Td (One) Tj (Two) ' 1 2 (Three) \" T* (Four) Tj ET",
    "turned": b"BT /F1 12 Tf 0 1 -1 0 300 300 Tm (Upwards) Tj ET BT /F1 12 Tf 1 0 0 -1 72 500 Tm (Mirror) Tj ET",
    "drawn": b"0.5 0 0 rg 72 600 200 20 re f 1 w 72 590 m 272 590 l S 10 10 m 20 30 30 30 40 10 c h f [3 2] 0 d",
    "drawn in a form": b"q 1 0 0 1 50 60 cm /Form Do Q BT /F1 9 Tf 72 700 Td (Outside) Tj ET",
    "too large an octal": rb"BT /F1 12 Tf 72 700 Td (Before) Tj (\777) Tj ET",
    "broken off": b"BT /F1 12 Tf 72 700 Td (Care) Tj [(homes) 20 (unclosed",
    "closed without opening": b"BT /F1 12 Tf 72 700 Td (Care) Tj ] >> ) ET BT 0 -20 Td (homes) Tj ET",
    "numbers run together": b"BT /F1 12 Tf 72.5.5 700 Td 1-2 (Care) Tj --5 -20 Td (homes) Tj ET",
    "name with a sign": b"BT /F#31 12 Tf 72 700 Td (Care) Tj ET",
}


@pytest.mark.parametrize("commands", WRITTEN.values(), ids=WRITTEN)
def test_words_and_rules_are_those_of_pdfplumber(commands: bytes, tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(_pdf(commands))
    assert _read(path, PdfPage) == _read(path, _Plumbed)


def test_a_printed_plan_gives_the_same_words_and_rules(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    printed.write_ruled(path, Form(SEVEN), dressed(invented("reworded-by-section"))[:20])
    read = _read(path, PdfPage)
    assert read == _read(path, _Plumbed)
    assert read


def test_an_empty_page_among_others_is_no_fault(tmp_path: Path) -> None:
    typst = pytest.importorskip("typst")
    (tmp_path / "plan.pdf").write_bytes(
        typst.compile(b"Care homes are told.\n#pagebreak()\n#pagebreak()\nAll of them.")
    )
    assert read_pdf(tmp_path / "plan.pdf").text.split() == ["Care", "homes", "are", "told.", "All", "of", "them."]


def test_common_commands_are_not_left_to_the_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(_pdf(WRITTEN["apart"] + WRITTEN["escapes"] + WRITTEN["marked"]))
    monkeypatch.delattr(pdf_content.PDFPageInterpreter, "execute")
    assert _read(path, PdfPage)


def test_a_form_that_draws_itself_is_drawn_once(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(_pdf(b"/Form Do", form=b"BT /F1 9 Tf 9 9 Td (Again) Tj ET BI /W 1 /H 1 ID x EI /Form Do"))
    assert [found[4] for found in _read(path, PdfPage)] == ["Again"]


class _Plumbed:
    """pdfplumber's own page under the same names."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.words = page.extract_words(
            x_tolerance_ratio=0.22, y_tolerance=3, keep_blank_chars=False, extra_attrs=["fontname", "size"]
        )
        self.lines, self.rects, self.curves, self.edges = page.lines, page.rects, page.curves, page.edges


PLACE = ("x0", "x1", "top", "bottom")
WORD = (*PLACE, "text", "fontname", "size")
DRAWN = (*PLACE, "width", "height", "fill", "non_stroking_color", "pts")
EDGE = (*PLACE, "width", "height", "orientation")


def _read(path: Path, kind: Any) -> Any:
    """Everything on every page; the kind of error where there is one."""
    found: list[Any] = []
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            try:
                read = kind(page)
                found += [[word[key] for key in WORD] for word in read.words]
                found += [[thing[key] for key in DRAWN] for thing in (*read.lines, *read.rects, *read.curves)]
                found += [[edge[key] for key in EDGE] for edge in read.edges]
            except PdfminerException:
                found.append("an error")
    return found


def _pdf(commands: bytes, form: bytes = b"BT /F1 9 Tf 10 10 Td (Inside) Tj ET 5 5 40 20 re S") -> bytes:
    """A page of A4 that carries out ``commands``."""
    packed = zlib.compress(commands)
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>/XObject<</Form 6 0 R>>>>>>",
        b"<</Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (len(packed), packed),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Type/XObject/Subtype/Form/BBox[0 0 99 99]/Matrix[1 0 0 1 3 4]/Resources<</Font<</F1 5 0 R>>"
        b"/XObject<</Form 6 0 R>>>>/Length %d>>\nstream\n%s\nendstream" % (len(form), form),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(parts) + 1
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        count,
        table,
        count,
        len(out),
    )
