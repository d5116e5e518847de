"""What each heading is for, where columns are gone."""

import pytest

from overwinter.reading.document import Place
from overwinter.reading.layout.cell_by_cell.pieces import Gap, Kind, Piece
from overwinter.reading.layout.cell_by_cell.purposes import as_printed
from overwinter.reading.layout.roles import Role

ASKED, ANSWERED, GAP, LEAD, WHEN = Role.REQUIREMENT, Role.RESPONSE, Role.GAP, Role.LEAD, Role.WHEN
MOVED = [ASKED, ANSWERED, WHEN, LEAD, GAP]
KINDS = {"t": Kind.TEXT, "n": Kind.SHORT, "d": Kind.DATE}


@pytest.mark.parametrize(
    ("printed", "roles"),
    [
        ("ndndt nd nd t nd", [ASKED, ANSWERED, GAP, LEAD, WHEN]),
        ("dndnt dn dn t dn", MOVED),
        ("ndnt dn dn t dn nd", MOVED),
        ("nd t nd t nd", MOVED),
    ],
    ids=["names before dates", "dates before names", "now so, now so", "too few"],
)
def test_headings_that_a_print_moved_are_known_by_the_order_of_the_cells(printed: str, roles: list[Role]) -> None:
    kinds = [KINDS.get(letter, Kind.TEXT) for letter in printed]
    assert as_printed(MOVED, [Piece("", Place(line=n), kind, Gap.BLANK) for n, kind in enumerate(kinds)]) == roles


def test_headings_in_the_order_of_the_cells_stay_as_they_are() -> None:
    roles = [ASKED, LEAD, WHEN, ANSWERED]
    pieces = [Piece("", Place(line=n), KINDS[letter], Gap.BLANK) for n, letter in enumerate("ndtndtndtnd")]
    assert as_printed(roles, pieces) == roles
