"""Which cells are marked as doubtful, where a print left no columns."""

from collections.abc import Sequence

from msgspec.structs import replace

from overwinter.reading.document import Place
from overwinter.reading.layout.cell_by_cell.doubts import Doubts
from overwinter.reading.layout.cell_by_cell.pieces import Gap, Kind, Piece
from overwinter.reading.layout.cell_by_cell.placed import BEGUN, NONE, ROW, Outcome, Placed, Rules
from overwinter.reading.layout.cell_by_cell.placing import place
from overwinter.reading.layout.roles import Role

ROLES = (Role.REQUIREMENT, Role.RESPONSE, Role.GAP, Role.LEAD)
TEXTS = (
    "Send the guidance to every provider.", "A bulletin goes out each week.", "Director of Adult Social Care",
    "Pay the fund out to care homes.", "Both rounds were paid in full.", "Director of Adult Social Care",
    "Keep the plans for staff.", "Plans are looked at by the cell.", "Director of Adult Social Care",
    "Test people who leave hospital.", "Hospitals test each person.", "Director of Adult Social Care",
)  # fmt: skip


def _doubts(
    texts: Sequence[str],
    rows: dict[int, dict[Role, list[int]]],
    outcome: Outcome | None = None,
    pages: Sequence[int] = (),
) -> Doubts:
    pieces = [Piece(text, Place(line=at), Kind.TEXT, Gap.BLANK) for at, text in enumerate(texts)]
    return Doubts(pieces, rows, ROLES, outcome or Outcome([], frozenset()), pages)


def _rows() -> dict[int, dict[Role, list[int]]]:
    return {
        row: {Role.REQUIREMENT: [3 * row], Role.RESPONSE: [3 * row + 1], Role.LEAD: [3 * row + 2]} for row in range(4)
    }


def test_what_nearly_went_elsewhere_is_in_doubt_and_where_it_nearly_went_to_is_too() -> None:
    assert not any(_doubts(TEXTS, _rows()).of(row) for row in range(4))
    doubts = _doubts(TEXTS, _rows(), Outcome([], frozenset([4]), frozenset([(0, Role.RESPONSE), (1, Role.GAP)])))
    assert [doubts.of(row) for row in range(4)] == [[Role.RESPONSE], [Role.RESPONSE, Role.GAP], [], []]


def test_a_cell_put_together_of_what_was_printed_apart_is_in_doubt() -> None:
    texts = [*TEXTS, "Homes were rung as well.", "It is sent by the hub."]
    rows = _rows()
    rows[3][Role.RESPONSE].append(12)
    assert _doubts(texts, rows).of(3) == [Role.RESPONSE]
    rows[3][Role.RESPONSE] = [10]
    rows[3][Role.LEAD] += [12, 13]
    assert _doubts(texts, rows).of(3) == []


def test_an_empty_cell_is_in_doubt_where_most_rows_have_one() -> None:
    rows = _rows()
    del rows[2][Role.RESPONSE]
    assert _doubts(TEXTS, rows).of(2) == [Role.RESPONSE]
    del rows[1][Role.RESPONSE]
    assert _doubts(TEXTS, rows).of(2) == []


def test_a_list_announced_and_not_there_and_a_part_of_a_lead_are_in_doubt() -> None:
    texts = [*TEXTS]
    texts[4], texts[8] = "This is how they were paid:", "Adult Social Care"
    doubts = _doubts(texts, _rows())
    assert [doubts.of(row) for row in range(4)] == [[], [Role.RESPONSE], [Role.LEAD], []]


def test_a_text_that_shared_a_line_with_a_state_is_in_doubt_where_rows_have_states() -> None:
    texts = [*TEXTS, "Green", "Report shortages to the hub Green Yes"]
    rows = _rows()
    rows[3][Role.REQUIREMENT] = [13]
    assert _doubts(texts, rows).of(3) == []
    rows[0][Role.RAG] = [12]
    assert _doubts(texts, rows).of(3) == [Role.REQUIREMENT]


def _placed(printed: str, leads: dict[str, int]) -> Outcome:
    """References, by their row, and leads as a print has them one after the other."""
    steps = [
        Placed(at, 3, leads[each], BEGUN, None) if each in leads else Placed(at, NONE, int(each), ROW, None)
        for at, each in enumerate(printed.split())
    ]
    return Outcome(steps, frozenset())


def test_cells_given_by_their_order_alone_are_in_doubt_where_a_page_lacks_some_or_kept_no_order() -> None:
    kept = "0 Ann 1 2 3 Bob Cat"
    full = {0: [1], 1: [5], 2: [6], 3: [7]}
    lacking = {0: [1], 1: [5], 3: [6]}
    shuffled = "0 Ann 3 2 1 Bob Cat Dan"
    for printed, held, doubted in (
        (kept + " Dan", full, []),
        (kept, lacking, [1, 3]),
        (shuffled, full, [2, 3]),
    ):
        texts = [*printed.split()]
        rows: dict[int, dict[Role, list[int]]] = {
            row: {Role.LEAD: held[row]} if row in held else {} for row in range(4)
        }
        leads = {texts[at]: row for row, cell in held.items() for at in cell}
        doubts = _doubts(texts, rows, _placed(printed, leads), [1] * 4)
        assert [row for row in held if doubts.of(row)] == doubted
        in_order = replace(_placed(printed, leads), in_order=True)
        assert not any(_doubts(texts, rows, in_order, [1] * 4).of(row) for row in held), "the order is the table's"


def test_placing_tells_which_cell_a_piece_nearly_went_to() -> None:
    kinds = {"1.1": Kind.REF, "1.2": Kind.REF}
    told = ("1.1", "Send the guidance.", "A bulletin goes out.", "1.2", "Pay the fund out.", "Homes were paid.")
    pieces = [Piece(text, Place(line=at), kinds.get(text, Kind.TEXT), Gap.BLANK) for at, text in enumerate(told)]
    asks, answers = {Role.REQUIREMENT: 0.2, Role.RESPONSE: 5.0, Role.GAP: 5.0}, {Role.REQUIREMENT: 5.0}
    rules = Rules(
        roles=[Role.REQUIREMENT, Role.RESPONSE, Role.GAP],
        fits=[asks if at in (1, 4) else answers | {Role.RESPONSE: 0.2, Role.GAP: 0.7} for at in range(len(pieces))],
        fill={Role.REQUIREMENT: 0.9, Role.RESPONSE: 0.8, Role.GAP: 0.5},
        refs={0: 0, 3: 1},
        pages=[1, 1],
    )
    outcome = place(pieces, rules)
    assert {(step.row, step.column) for step in outcome.placed if step.piece == 5} == {(1, 1)}
    assert 5 in outcome.doubtful and (0, Role.RESPONSE) in outcome.lacking
