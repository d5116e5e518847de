"""Tables whose cells run over printed lines with nothing drawn between the rows: what tells where a row begins."""

from overwinter.reading.document import Table
from overwinter.reading.readers.text import document_of

BARS = """\
| Requirement          | What we do           |
|----------------------|----------------------|
| Tell every care home | We write to them all |
| about new guidance   | each week            |
| as soon as it comes  |                      |
| Keep the homes safe  | Nurses visit         |
| from it              | them all             |
| Give out masks       | The store is stocked |
| to all who need some | twice a week, always |
|                      | and on holidays too  |
"""
RULED = BARS.replace("|", " ")


def table_of(text: str) -> Table:
    (table,) = document_of(text, name="plan.txt", sha256="0").tables()
    return table


def test_a_row_begins_surely_where_a_cell_beside_it_had_ended() -> None:
    for text in (BARS, RULED):
        table = table_of(text)
        assert table.undivided and [row.begins_unsurely for row in table.rows] == [False, False, False, True]


def test_references_tell_where_rows_begin() -> None:
    lines = BARS.splitlines()
    heads = ("Ref", "---", "1.1", "", "", "1.2", "", "1.3", "", "")
    table = table_of("\n".join(f"| {ref:3} {line}" for ref, line in zip(heads, lines, strict=True)))
    assert not table.undivided and not any(row.begins_unsurely for row in table.rows)
    assert [row.cells[0].text for row in table.rows] == ["Ref", "1.1", "1.2", "1.3"]
