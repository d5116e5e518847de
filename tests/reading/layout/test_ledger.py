"""What the ledger makes of text that no rule could place."""

from collections.abc import Sequence

from overwinter.reading.document import Block, Document, Paragraph, Place
from overwinter.reading.layout.ledger import Ledger
from overwinter.reading.result import Reading


def _told(texts: Sequence[tuple[str, int]]) -> Reading:
    blocks: list[Block] = [Paragraph(text, Place(page=page, line=40)) for text, page in texts]
    document = Document("plan.txt", "text/plain", "0" * 64, tuple(blocks))
    ledger = Ledger()
    for text, page in texts:
        ledger.aside(text, Place(page=page, line=40))
    return ledger.reading(document, "test")


def test_numbers_that_count_their_pages_wait_for_no_place() -> None:
    reading = _told([("3", 1), ("4", 2), ("Rights", 2), ("31", 3), ("5", 3), ("6", 4)])
    assert [piece.text for piece in reading.unplaced] == ["Rights", "31"]
    assert [piece.text for piece in reading.headings] == ["3", "4", "5", "6"]
    assert reading.words == 6 and reading.caught == 0


def test_a_few_numbers_or_such_that_count_nothing_wait_for_a_person() -> None:
    assert [piece.text for piece in _told([("1", 1), ("2", 2)]).unplaced] == ["1", "2"]
    assert [piece.text for piece in _told([("7", 1), ("2", 2), ("31", 3)]).unplaced] == ["7", "2", "31"]
