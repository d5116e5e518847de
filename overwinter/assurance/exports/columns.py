"""How wide the columns of a report's table are on a page: as the report says, and so that no word breaks."""

from overwinter.assurance.domain.report import Cell, Grid

LONGEST = 14
"""Letters of a word that are kept together; a longer one may break."""
BOLD = 1.2
"""How much wider the letters of a head are."""


def fitted(grid: Grid, room: float, *, letter: float, padding: float) -> list[float]:
    """The widths of the columns within ``room``; ``letter`` is how wide a letter is, in the same measure."""
    shares = [room * width / sum(grid.widths) for width in grid.widths]
    least = [
        padding + letter * max(_longest_word(head) * BOLD, *(_longest_of(row[place]) for row in grid.rows), 1)
        for place, head in enumerate(grid.heads)
    ]
    if sum(least) >= room:
        return [room * each / sum(least) for each in least]
    lacking = sum(max(low - share, 0) for low, share in zip(least, shares, strict=True))
    spare = sum(max(share - low, 0) for low, share in zip(least, shares, strict=True))
    given = lacking / spare if spare else 0
    return [
        low if share <= low else share - (share - low) * given for low, share in zip(least, shares, strict=True)
    ]  # fmt: skip


def _longest_of(cell: Cell) -> int:
    return _longest_word(cell.text)


def _longest_word(text: str) -> int:
    return min(max(map(len, text.split()), default=0), LONGEST)
