"""Whatever the text, every word of it comes out again."""

from hypothesis import example, given
from hypothesis import strategies as st

from overwinter.reading.document import plain_text
from tests.reading.plain_text import document, lost_words, not_kept, reading

TEXTS = (
    "Local authorities should share guidance with providers staff testing PPE Green Amber Yes No N/A 31-Mar Ongoing "
    "1.1 1.2 2.10 Director of Adult Social Care We will Actions £6m (12%) end-of-life don't"
)
WORD = st.sampled_from(sorted(set(TEXTS.split())))
PHRASE = st.lists(WORD, min_size=1, max_size=9).map(" ".join)
HEADINGS = st.sampled_from(
    [
        "Theme 1: Staying well",
        "STAFF TRAINING",
        "Actions",
        "We will",
        "Lead Officers: A, B",
        "Reporting to: Cell",
        "Ref | REQUIREMENT",
        "3",
        "",
        "\f",
    ]
)
SEPARATOR = st.sampled_from(["\t", " | ", "   ", "\t\t", "  "])


@st.composite
def table(draw: st.DrawFn) -> str:
    separator = draw(SEPARATOR)
    width = draw(st.integers(1, 5))
    rows = draw(
        st.lists(st.lists(st.one_of(PHRASE, st.just("")), min_size=width, max_size=width), min_size=1, max_size=6)
    )
    return "\n".join(separator.join(row) for row in rows)


@st.composite
def sheet(draw: st.DrawFn) -> str:
    rows = draw(st.lists(st.lists(st.one_of(PHRASE, st.just("")), min_size=5, max_size=5), min_size=3, max_size=9))
    numbers = draw(st.lists(st.booleans(), min_size=len(rows), max_size=len(rows)))
    lines = ["\tA\tB\tC\tD\tE"]
    for number, (cells, numbered) in enumerate(zip(rows, numbers, strict=True), start=1):
        lines.append("\t".join([str(number) if numbered else "", *cells]))
    return "\n".join(lines)


BULLETS = st.lists(PHRASE, min_size=1, max_size=5).map(lambda items: "\n".join(f"- {item}" for item in items))
TEXT = st.lists(st.one_of(PHRASE, HEADINGS, BULLETS, table()), min_size=1, max_size=12).map("\n".join)


SIDE_BY_SIDE = (
    "(12%)   (12%)   (12%)   (12%)\n(12%)   (12%) (12%)   (12%)   (12%)\n(12%) (12%)   (12%) (12%)   (12%)   (12%)"
)
"""Texts beside each other that no two lines agree on."""
PARTED_BY_TABS = (
    "(12%) |  | (12%)\n\t\t(12%) (12%) (12%)\t(12%) (12%) (12%)\t\n"
    "(12%)\t(12%)\t(12%)\t(12%)\t(12%)\n(12%)\t(12%)\t(12%)\t(12%)\t(12%)\n(12%)\t(12%)\t(12%)\t(12%)\t(12%)"
)
"""A line that is longer than its signs, and holds texts of two columns."""
HEADINGS_ALONE = "Ref | REQUIREMENT\n(12%) (12%) (12%) (12%) (12%) (12%)\nActions"
"""Column headings with nothing that could be a cell."""
REFERENCES_BELOW_EACH_OTHER = (
    "(12%)   (12%)   (12%)   (12%)\n(12%)   (12%)   (12%)   (12%) (12%)\n"
    "(12%)   (12%)   (12%)   (12%) (12%) (12%) (12%) (12%)\n"
    "(12%)   (12%) (12%) (12%) (12%) (12%) Adult      1.1\nAdult   (12%) (12%) (12%) (12%) (12%) (12%)      1.1"
)
"""Two whole references in one cell are not the halves of one."""

BELOW_EACH_OTHER = "(12%)   \n(12%) 1.1   (12%)\nauthorities   (12%)\nguidance   (12%)"
"""Two words that fill their lines are not the halves of one."""

HALVES_OF_ONE_WORD = (
    "(12%)  Ongoing\n(12%) 1.1 PPE  (12%)\nTheme 1: Staying well\n2.10 31-Mar\nGreen   Local Social   \n"
    "guidance Actions Adult Director N/A   1.2 No   Amber Care\n(12%)   Actions   (12%)"
)
"""Two words, of which one fills its line, that may as well be one which the column broke."""


@given(TEXT)
@example(SIDE_BY_SIDE)
@example(PARTED_BY_TABS)
@example(HEADINGS_ALONE)
@example(REFERENCES_BELOW_EACH_OTHER)
@example(BELOW_EACH_OTHER)
@example(HALVES_OF_ONE_WORD)
def test_the_reader_keeps_every_word(text: str) -> None:
    if text.strip():
        assert not not_kept(text, plain_text(document(text).blocks))


@given(sheet())
def test_the_print_of_a_sheet_keeps_every_word(text: str) -> None:
    assert not not_kept(text, plain_text(document(text).blocks))


@given(TEXT)
@example(SIDE_BY_SIDE)
@example(PARTED_BY_TABS)
@example(HEADINGS_ALONE)
def test_layout_places_every_word(text: str) -> None:
    if text.strip():
        assert not lost_words(text, reading(text))
