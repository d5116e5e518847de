"""What is no character is shown as an unreadable one, whatever the format."""

from overwinter.reading.document import Cell, Document, Paragraph, Place, Row, Table
from overwinter.reading.readers.characters import in_characters


def test_zeros_and_halves_of_pairs_become_the_sign_for_an_unreadable_character() -> None:
    cell = Cell("a\0b", Place(row=1, column=1), paragraphs=("a\0b",))
    blocks = (Paragraph("x\ud800y 🎉", Place(line=1)), Table((Row((cell,), Place(row=1)),), Place(table=1)))
    given = in_characters(Document("n", "m", "s", blocks, "x\ud800y 🎉\na\0b", ("Sheet '\udfff' is hidden.",)))
    paragraph, table = given.blocks
    assert isinstance(paragraph, Paragraph) and isinstance(table, Table)
    assert paragraph.text == "x\ufffdy 🎉"
    assert (table.rows[0].cells[0].text, table.rows[0].cells[0].paragraphs) == ("a\ufffdb", ("a\ufffdb",))
    assert (given.text, given.warnings) == ("x\ufffdy 🎉\na\ufffdb", ("Sheet '\ufffd' is hidden.",))


def test_a_document_of_characters_is_left_as_it_is() -> None:
    document = Document("n", "m", "s", (Paragraph("שלום 🎉 \ue000", Place(line=1)),), "שלום 🎉 \ue000")
    assert in_characters(document) is document
