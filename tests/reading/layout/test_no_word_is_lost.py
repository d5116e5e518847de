"""The rule of words: each word of a document is in a row, a section, a heading or aside."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from overwinter.reading.document import Block, Paragraph, Place, Table, plain_text
from overwinter.reading.result import Reading
from overwinter.reading.words import count_words
from tests.reading.layout.support import read, table

VOCABULARY = """
ensure providers guidance weekly homes Green Amber Yes No 31 October 1.1 2.3 lead theme Director board testing PPE
continue Actions requirement • Ref status cont'd
"""
WORDS = st.lists(st.sampled_from(VOCABULARY.split()), max_size=9).map(" ".join)
HEADINGS = st.sampled_from(
    [
        "Ref",
        "Requirement",
        "Current status",
        "RAG",
        "Fully met?",
        "Gap",
        "By who",
        "By when",
        "Comments",
        "Risk",
        "Riverton Council",
        "",
    ]
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    width = draw(st.integers(1, 6))
    rows = draw(
        st.lists(
            st.one_of(st.lists(WORDS, min_size=width, max_size=width), st.lists(WORDS, min_size=1, max_size=1)),
            max_size=7,
        )
    )
    head = draw(st.lists(HEADINGS, min_size=width, max_size=width))
    return table(head, *rows, number=draw(st.integers(1, 99)))


@st.composite
def paragraphs(draw: st.DrawFn) -> Paragraph:
    start = draw(st.sampled_from(["", "Theme 1: ", "Lead officers: ", "We will ", "Appendix A ", "Y = "]))
    return Paragraph(
        start + draw(WORDS),
        Place(line=draw(st.integers(1, 999))),
        level=draw(st.sampled_from([None, None, 1, 2, 3])),
        bullet=draw(st.booleans()),
        bold=draw(st.booleans()),
        furniture=draw(st.sampled_from([False, False, False, True])),
    )


def said(reading: Reading) -> Counter[str]:
    """Every word of the output that came from the document."""
    data = reading.as_dict()
    texts: list[str] = []
    for row in data["rows"]:
        texts += [
            row[name] or ""
            for name in ("ref", "requirement", "gap_actions", "lead", "by_when", "reporting_to", "theme", "section")
        ]
        texts += [response["text"] for response in row["responses"]] + [
            source["text"] for source in row["sources"].values()
        ]
    for section in data["sections"]:
        texts += [section["theme"] or "", section["section"] or "", *section["actions"], *section["responses"]]
        texts += [*section["leads"], *section["reporting_to"]]
    texts += [piece["text"] for name in ("headings", "unplaced") for piece in data[name]]
    texts += [cell["text"] for cell in data["columns"]]
    return count_words("\n".join(texts))


@settings(max_examples=150)
@given(st.lists(st.one_of(tables(), paragraphs()), max_size=6))
def test_every_word_of_any_document_is_somewhere(blocks: list[Block]) -> None:
    reading = read(*blocks)
    words = count_words(plain_text(blocks))
    assert set(words) <= set(said(reading))
    assert reading.words == words.total()


@given(
    st.lists(
        st.lists(st.text("abcdefgh", min_size=3, max_size=8), min_size=2, max_size=6).map(" ".join),
        min_size=1,
        max_size=8,
        unique=True,
    )
)
def test_rows_written_into_a_plain_plan_come_back(texts: list[str]) -> None:
    plan = table(
        ("Ref", "Requirement", "Response"),
        *((f"1.{n}", f"Ensure {text}", f"Answer to {text}.") for n, text in enumerate(texts, 1)),
    )
    rows = read(plan).rows
    assert [row.requirement for row in rows] == [f"Ensure {text}" for text in texts]
    assert [row.responses[0].text for row in rows] == [f"Answer to {text}." for text in texts]
    assert [row.ref for row in rows] == [f"1.{n}" for n in range(1, len(texts) + 1)]
