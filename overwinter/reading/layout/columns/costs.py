"""What speaks for and against ways to cut the printed lines of a row: the weights.

``python -m bench.reading scan`` shows, on plans printed as scans, what a change of one does.
"""

from msgspec import Struct


class Costs(Struct, frozen=True):
    """What speaks against a way through the lines, in steps of about one."""

    bar: float = 4.0
    """a drawn edge within a column"""
    over: tuple[float, float, float] = (1.5, 2.5, 12.0)
    """a line wider than its column: at least; for each em more; at most"""
    room: tuple[float, float, float] = (1.2, 1.0, 6.0)
    """a sentence that goes on although the next word would have fitted: the same three"""
    paragraph: tuple[float, float] = (0.4, 0.9)
    """a paragraph that begins where one ended: after an empty line; right beneath"""
    second_paragraph: float = 3.0
    """more than one paragraph in a requirement"""
    small_start: float = 4.0
    """a column that starts with a small letter"""
    no_requirement: float = 15.0
    """a row that does not begin with its requirement"""
    one_line: float = 1.5
    """a requirement of a single line in a row of several"""
    piece: float = 0.3
    """each piece, so that a line is not cut more than it must be"""
    stray: float = 3.0
    """a bullet at the end of a piece"""
    no_response: float = 2.5
    """a row without a response"""
    no_lead: float = 2.5
    """a row without a lead"""
    name_word: float = -1.8
    date_word: float = -1.2
    """what speaks for the words of a lead and of a date, as much as the best of sentences would"""
    opening: float = -1.2
    """about the least that a piece costs before its words are weighed, for giving up ways early"""
    gap: float = 1.5
    gap_after: tuple[float, float] = (5.0, 0.0)
    """a gap column that is not empty; where the requirement is met; where it is not"""
    cut_name: float = 9.0
    """a lead's name that is not read to its end; for each of the next lines that it skips"""
    skipped: float = 2.5
    late: float = 5.0
    """a column that begins beneath the row's first line; after a blank line"""
    late_blank: float = 1.0
    pause: tuple[float, float] = (0.0, 4.0)
    """a column that goes on after a pause: after the end of a sentence; within one"""
    pause_blank: tuple[float, float] = (0.0, 1.0)
    """the same where a blank line was read in the pause"""
    blank_inside: float = 2.0
    """a blank line and a capital within a sentence"""
    pause_page: float = 0.3
    """a column that goes on within a sentence over the end of a page"""
    pause_line: float = 1.0
    """for each further line of a pause"""
    pause_most: tuple[float, float] = (3.0, 1.0)
    """for all of them; where a blank line was read in the pause"""
    split: float = 2.5
    """cells one after the other, and two of them in one line"""
    open_end: tuple[float, float, float] = (-0.6, 0.2, -0.2)
    """a text that ends without the end of a sentence, more or less by column"""
    alone: float = 0.8
    """a requirement that goes on alone, where the response stopped within a sentence"""
    turn: float = 3.0
    """cells one after the other, and a new one without a blank line"""
    back: float = 4.0
    """cells one after the other, and a column left of the one before"""
    left_of_met: float = 4.0
    no_date: tuple[float, float] = (8.0, 1.0)
    """words that are no date under "by when": once; for each line"""
    no_leader: float = 3.0
    """a date without a lead"""
    date_late: float = 0.8
    """for each line that it begins beneath its row's first line"""


COSTS = Costs()
