"""The letter as a Word file by way of a template, and as a tagged PDF; and what is said of a bad template."""

from collections.abc import Callable
from io import BytesIO

import pdfplumber
import pikepdf
import pytest
from docx import Document
from docx.document import Document as WordDocument

from overwinter.assurance.domain.letter import write
from overwinter.assurance.exports import as_docx, make_pdf, own_pdf, starter
from overwinter.assurance.exports.placeholders import LETTER as ALLOWED
from overwinter.assurance.exports.template import check, paragraphs
from overwinter.assurance.models import OwnTemplate
from overwinter.infra import files
from overwinter.infra.models import StoredFile
from overwinter.kernel.verdict import Refused
from tests.assurance.test_letter import DAY, FACTS, WORDS
from tests.support.office import needs_office

LETTER = write(FACTS, WORDS, day=DAY)
WHOLE = ("{{ plan }}", "{{ providers }}", "{{ issues }}", "{{ partners }}", "{{ signatures }}")


def word_file(*lines: str, make: Callable[[WordDocument], None] = lambda _: None) -> bytes:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    make(document)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def said(content: bytes) -> str:
    document = Document(BytesIO(content))
    return "\n".join("".join(run.text for run in each.runs) for each in paragraphs(document))


def test_the_template_that_comes_with_it_holds_the_whole_letter() -> None:
    content = starter.make("Northmere Council", "#1d4f7c")
    check(content, ALLOWED)
    text = said(as_docx.fill(content, LETTER))
    for words in ("31 October 2020", "Working with providers", "Nine of ten homes", "1.8 Staff movement", "Hire two",
                  "Kim Ash", "Figures as at 30 October 2020"):  # fmt: skip
        assert words in text
    assert "{{" not in text and "Our reference" not in text


def test_a_placeholder_over_several_runs_in_a_table_or_a_header_gives_way() -> None:
    def dress(document: WordDocument) -> None:
        paragraph = document.add_paragraph("About ")
        for piece, bold in (("{{ cou", True), ("ncil", False), (" }} and ", False), ("{{date}}", False)):
            paragraph.add_run(piece).bold = bold
        document.sections[0].header.paragraphs[0].text = "{{ subject }}"
        document.add_table(rows=1, cols=1).cell(0, 0).text = "{{ closing }}"

    content = word_file(*WHOLE, make=dress)
    check(content, ALLOWED)
    filled = as_docx.fill(content, LETTER)
    assert "About Northmere Council and 31 October 2020" in said(filled)
    assert "Winter plan for adult social care, 2020 to 2021: confirmation" in said(filled)
    assert "{{" not in said(filled)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"no Word file", "not a Word file"),
        (word_file(*WHOLE, "{{ councl }}"), r"Did you mean “{{ council }}”"),
        (word_file(*WHOLE, "{{ council"), "without its other half"),
        (word_file(*WHOLE, "{% for row in rows %}"), "has a command"),
        (word_file(*WHOLE, "Then {{ closing }} comes"), "a paragraph of its own"),
        (word_file(*WHOLE[1:]), r"no place for “{{ plan }}”"),
        (word_file(*WHOLE[:-1]), "no place for who signs"),
        (b"x" * 5_000_001, "larger than 5 MB"),
    ],
)
def test_a_bad_template_is_refused_in_words(content: bytes, words: str) -> None:
    with pytest.raises(Refused, match=words):
        check(content, ALLOWED)


def test_the_last_words_go_with_the_signatures_to_one_page() -> None:
    filled = Document(BytesIO(as_docx.fill(starter.make("Northmere Council", "#1d4f7c"), LETTER)))
    kept = [each.text for each in filled.paragraphs if each.paragraph_format.keep_with_next and each.text]
    assert kept[-1] == "Yours faithfully" and len(kept) > 2, "what stands before it is kept too"


OWN = word_file("From the desk of {{ council }}", "{{ letter }}", "{{ signatures }}")


@pytest.fixture
def own_template(monkeypatch: pytest.MonkeyPatch) -> OwnTemplate:
    monkeypatch.setattr(files, "open_kept", lambda _: BytesIO(OWN))
    return OwnTemplate(file=StoredFile(sha256="of the template"))


@needs_office
def test_the_pdf_has_the_look_of_the_councils_own_template(own_template: OwnTemplate) -> None:
    made = make_pdf(LETTER, own_template, "#1d4f7c")
    with pdfplumber.open(BytesIO(made.content)) as pdf:
        text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    for words in ("From the desk of Northmere Council", "Nine of ten homes", "1.8 Staff movement", "Kim Ash"):
        assert words in text
    with pikepdf.open(BytesIO(made.content)) as pdf:
        assert pdf.Root.MarkInfo.Marked and not made.note


def test_where_it_cannot_be_made_from_the_template_the_pdf_says_so(
    own_template: OwnTemplate, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_docx: bytes, **_: object) -> bytes:
        raise own_pdf.NotTurned("LibreOffice is not on this machine")

    monkeypatch.setattr(own_pdf, "of_document", fail)
    made = make_pdf(LETTER, own_template, "#1d4f7c")
    assert made.content.startswith(b"%PDF") and "not your own template’s: LibreOffice is not" in made.note


def test_the_pdf_is_tagged_and_names_what_it_is() -> None:
    with pikepdf.open(BytesIO(make_pdf(LETTER, None, "#1d4f7c").content)) as pdf:
        assert pdf.Root.MarkInfo.Marked and str(pdf.Root.Lang) == "en-GB"
        assert str(pdf.docinfo.Title) == LETTER.subject
