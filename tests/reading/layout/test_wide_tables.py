"""Tables of very many columns: each column's cells are looked up, not looked for."""

from collections.abc import Iterator

from overwinter.reading.document import Cell, Place, Row
from overwinter.reading.layout.grid import Line, places_between

COLUMNS = 300


class Counting(dict[int, Cell]):
    """The cells of a line, counting how many were looked at one by one."""

    looked_at = 0

    def __iter__(self) -> Iterator[int]:
        Counting.looked_at += len(self)
        return super().__iter__()


def test_the_places_between_two_columns_are_the_same_whichever_way_they_are_found() -> None:
    places = dict.fromkeys((7, 2, 3, 900))
    for start, end in ((0, 3), (2, 4), (3, 901), (0, 10_000), (4, 4)):
        assert places_between(places, start, end) == sorted(at for at in places if start <= at < end)


def test_one_column_of_many_is_found_without_a_look_at_the_others() -> None:
    place = Place(table=1, row=1)
    cells = Counting({at: Cell(str(at), place) for at in range(COLUMNS)})
    line = Line(Row((), place), cells)
    assert [cell.text for at in range(COLUMNS) for cell in line.between(at, at + 1)] == list(map(str, range(COLUMNS)))
    assert Counting.looked_at == 0
