"""Words that the ends of narrow lines tore, in cells and in headings, put together again."""

import pytest

from overwinter.kernel.winter import Winter
from overwinter.reading.document import Paragraph, Place
from overwinter.reading.layout.cell_by_cell.fronts import Fronts
from overwinter.reading.layout.cell_by_cell.heads import heads_of
from overwinter.reading.layout.cell_by_cell.joining import joined, joined_up
from overwinter.reading.layout.cell_by_cell.pieces import Gap, Kind, Piece
from overwinter.reading.layout.cell_by_cell.references import style_of
from overwinter.reading.layout.cell_by_cell.splitting import Splitter
from overwinter.reading.layout.cell_by_cell.written import FEWEST_TORN, Written
from overwinter.reading.layout.roles import Role

KNOWN = ("commissioning of domiciliary providers", "contingency guidance", "redeploying arrangements")
PIECES = "Commissi oning domiciliar y provid ers contingen cy guidan ce arrangem ents"
TORN = PIECES.split()


def _lines(*texts: str, page: int = 1) -> list[Paragraph]:
    return [Paragraph(text, place=Place(page=page, line=at), wrapped=True) for at, text in enumerate(texts, 1)]


def _written(*texts: str) -> Written:
    return Written(_lines(*TORN, *texts), KNOWN)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Commissi", "oning."),  # the catalogue has the word
        ("Contingen", "cies"),  # or another form of it
        ("dashboar", "d, with"),  # what is left is no word
        ("Northgatesh", "ire homes"),
    ],
)
def test_pieces_are_one_word_where_the_catalogue_has_it_or_what_is_left_is_none(before: str, after: str) -> None:
    text = joined(before, after, _written(before, after))
    assert text == before + after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("guidance", "for providers"),  # each is a word
        ("posts", "vacant"),  # narrower than any that was torn
        ("Commissi", "Oning"),
        ("weekly.", "oning"),
    ],
)
def test_two_words_stay_two(before: str, after: str) -> None:
    assert joined(before, after, _written(before, after)) == f"{before} {after}"


@pytest.mark.parametrize(
    ("before", "after", "date"),
    [
        ("Ann Lee 30/11/202", "0", "Ann Lee 30/11/2020"),
        ("5/1/2", "021. Then weekly", "5/1/2021. Then weekly"),
        ("30/11/20", "20", "30/11/20 20"),
        ("30/11", "2020", "30/11 2020"),
        ("by 30/11/20", "12 homes", "by 30/11/20 12 homes"),
        ("30/11/2020", "0", "30/11/2020 0"),
    ],
)
def test_a_year_that_the_end_of_a_line_tore_is_put_together(before: str, after: str, date: str) -> None:
    assert joined(before, after, _written()) == date


@pytest.mark.parametrize(("month", "pieces"), [("September", 1), ("September 2020", 2)])
def test_a_sentence_goes_on_with_its_month_but_one_with_its_year_may_be_a_cell(month: str, pieces: int) -> None:
    line, below = _lines("Say to all of them how the money of the fund was spent by 30", month)
    said = Piece(line.text, line.place, Kind.TEXT, Gap.BLANK), Piece(month, below.place, Kind.DATE, Gap.NONE)
    assert len(joined_up(iter(said), _written())) == pieces


def test_a_word_that_had_room_is_not_torn() -> None:
    wide = _written("the offer of many homes", "washable", "floorings")
    assert joined("washable", "floorings", wide) == "washable floorings"
    assert joined("washable", "floorings", _written("washable", "floorings")) == "washablefloorings"


def test_no_unknown_pieces_are_joined_where_lines_tear_no_words() -> None:
    few = _lines(*TORN[: 2 * FEWEST_TORN - 2], "dashboar", "d, with")
    assert joined("dashboar", "d, with", Written(few, KNOWN)) == "dashboar d, with"


HEADS = (
    ("No.", "RAG", "rating", "Winter", "plan", "requirem", "ent", "Local", "position", "Next", "steps"),
    ("Account", "able", "officer", "Deadline", "Is this", "fully in", "place?", "Governa", "nce", "group"),
)


def test_headings_that_narrow_lines_tore_are_told_from_each_other_and_from_the_row_beneath() -> None:
    heads = heads_of(_lines(*(line for half in HEADS for line in half), "1.1 Green Continue", "to"))
    assert heads.roles() == [
        Role.REF,
        Role.RAG,
        Role.REQUIREMENT,
        Role.RESPONSE,
        Role.GAP,
        Role.LEAD,
        Role.WHEN,
        Role.MET,
        Role.REPORTING,
    ]


def test_the_heading_is_the_one_on_most_pages_where_a_cell_says_another() -> None:
    lines = []
    for page in range(1, 5):
        cell = ("", "Board") if page == 1 else ()
        texts = [*HEADS[0], *cell, "", *HEADS[1]]
        placed = [Paragraph(text, place=Place(page=page, line=at), wrapped=True) for at, text in enumerate(texts)]
        lines += [line for line in placed if line.text]
    told = [head.text for head in heads_of(lines).columns if head.role is Role.REPORTING]
    assert told == ["Governa nce group"]


ROWS = (
    ("1.1 Y Send", "guidance", "to every", "provider", "Sent weekly.", "J. Marsh Ongoing Y Care", "Board"),
    ("1.2 N Pay", "the fund", "to homes", "Paid out", "twice.", "SMBC", "Dec-20 N Care", "Board"),
    ("1.3 Y Keep", "plans for", "staffing", "The cell", "has them.", "J. Marsh Complete Y Care", "Board"),
)


@pytest.mark.parametrize("first", [0, 1])
def test_narrow_columns_printed_a_row_at_a_time_keep_their_row_and_short_cells_of_a_line_are_parted(first: int) -> None:
    heads = [line for half in HEADS for line in half][first:]  # the references' own heading may be lost
    lines = _lines(*heads, *(line for row in ROWS for line in row))
    splitter = Splitter(Fronts(lines, {}), heads_of(lines), Winter(2020), style_of(lines))
    pieces = splitter.pieces()
    assert {piece.text: piece.beside for piece in pieces if piece.kind is Kind.DATE} == {
        "Ongoing": 1,
        "Dec-20": 2,
        "Complete": 3,
    }
    assert [(piece.beside, piece.text) for piece in pieces if piece.nth] == [
        (1, "Send guidance to every provider"),
        (2, "Pay the fund to homes"),
        (3, "Keep plans for staffing"),
    ]
    assert [piece.text for piece in pieces if piece.kind is Kind.MET] == ["Y", "Y", "N", "N", "Y", "Y"]
