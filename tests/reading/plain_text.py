"""Text as a document, and what layout makes of it: the short way from a fixture to rows."""

from overwinter.kernel.winter import Winter
from overwinter.reading.document import Document, Table
from overwinter.reading.layout import understand
from overwinter.reading.readers.text import document_of
from overwinter.reading.result import Reading
from overwinter.reading.words import count_words

WINTER = Winter(2020)


def document(text: str) -> Document:
    return document_of(text, name="plan.txt", sha256="0" * 64)


def reading(text: str) -> Reading:
    return understand(document(text), winter=WINTER, framework="test")


def only_table(text: str) -> list[list[str]]:
    """The cells of the one table that ``text`` holds."""
    (table,) = [block for block in document(text).blocks if isinstance(block, Table)]
    return [[cell.text for cell in row.cells] for row in table.rows]


def lost_words(text: str, read: Reading) -> dict[str, int]:
    """Words of ``text`` that are in no row, section, heading or unplaced piece, and how often."""
    told = [piece.text for piece in (*read.headings, *read.unplaced)]
    for row in read.rows:
        fields = (
            row.ref,
            row.requirement,
            row.gap_actions,
            row.lead,
            row.by_when,
            row.reporting_to,
            row.theme,
            row.section,
        )
        told += [field for field in fields if field]
        told += [response.text for response in row.responses]
        told += [label for label, _ in row.extra] + [extra for _, extra in row.extra]
        told += [source.text for name, source in row.sources if name in ("rag", "fully_met")]
    for section in read.sections:
        told += [section.theme or "", section.section or ""]
        told += [*section.actions, *section.responses, *section.leads, *section.reporting_to]
    return not_kept(text, "\n".join(told), often=False)


def not_kept(text: str, kept: str, *, often: bool = True) -> dict[str, int]:
    """Words of ``text`` that ``kept`` lacks, and how often; ``often``: it must have each as often.

    Two words that were taken for the halves of one, which a narrow column broke, are one word there.
    """
    asked, there = count_words(text), count_words(kept)
    lost = asked - there if often else {word: times for word, times in asked.items() if word not in there}
    made = [word for word in there if word not in asked]
    return {word: n for word, n in lost.items() if not any(m.startswith(word) or m.endswith(word) for m in made)}
