"""What speaks for and against cutting a printed line of a row into pieces of columns in one way or another."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise

from overwinter.reading.layout.columns.continuity import BULLETS, SENTENCE_END, Continuity, ending, is_name
from overwinter.reading.layout.columns.edges import Edges
from overwinter.reading.layout.columns.leads import Names, is_date_word
from overwinter.reading.layout.columns.pieces import TEXTS, Column, Last, Name, Piece, Printed
from overwinter.reading.layout.columns.type_widths import SPACE, width_of

LEAD_PAUSE = 4
"""Lines after which a lead that is not read to its end does not go on."""


@dataclass(frozen=True, slots=True)
class Costs:
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
    stray: float = 3.0
    """a bullet at the end of a piece"""
    no_response: float = 2.5
    no_lead: float = 2.5
    name_word: float = -1.8
    date_word: float = -1.2
    """what speaks for the words of a lead and of a date, as much as the best of sentences would"""
    any_word: float = -0.7
    """what a word that ends a line may still bring"""
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
Option = tuple[int, float, Piece | None]
"""The word after a column's piece, what the piece costs, and the column's last piece with it."""
Ends = tuple[int, float, Piece | None, Piece | None, Name]
"""The word after a lead's piece, what lead and date cost, their last pieces, and the lead as far as it is read."""


class Weighing:
    """What the pieces of one row cost."""

    def __init__(
        self, lines: tuple[Printed, ...], edges: Edges, names: Names, talk: Continuity, met: str, across: bool
    ) -> None:
        self.lines, self.edges, self.names, self.talk = lines, edges, names, talk
        self.begins_across = across
        self.gap = COSTS.gap_after[met == "N"] if met else COSTS.gap
        self.sums = [list(accumulate((width_of(word) + SPACE for word in line.words), initial=0)) for line in lines]
        self.pages = list(accumulate(line.page for line in lines))
        self._ends: dict[tuple[int, int, Name, Piece | None, Piece | None], list[Ends]] = {}
        self._options: dict[tuple[int, int, int, Piece | None], list[Option]] = {}
        self._rests: dict[int, list[float]] = {}
        self._insides: dict[tuple[int, int], tuple[list[float], list[float]]] = {}

    def rest(self, number: int) -> list[float]:
        """About the least that the words of a line, from each on, can cost."""
        found = self._rests.get(number)
        if found is None:
            words = self.lines[number].words
            follows, _ = self._inside(number, Column.REQUIREMENT)
            steps = [0.0, *(after - before for before, after in pairwise(follows))]
            least = [
                min(step, COSTS.name_word if self.names.has(word) or is_date_word(word) else COSTS.any_word)
                for step, word in zip(steps, words, strict=True)
            ]
            found = self._rests[number] = list(accumulate(reversed(least), initial=0.0))[::-1]
        return found

    def ends(self, number: int, start: int, name: Name, lead: Piece | None, when: Piece | None) -> list[Ends]:
        """The narrow columns at a line's end, from a word on: end of the lead, cost, lead, date, the lead read."""
        key = (number, start, name, lead, when)
        found = self._ends.get(key)
        if found is None:
            found = self._ends[key] = []
            total = len(self.lines[number].words)
            for end, cost, piece, read in self._names(number, start, name, lead):
                if end < total:
                    more, date = self._date(number, end, total, bool(read), when)
                    found.append((end, cost + more, piece, date, read))
                else:
                    found.append((end, cost, piece, when, read))
        return found

    def options(self, number: int, column: int, start: int, before: Piece | None) -> list[Option]:
        """The pieces of a column that may start at a word: end, cost, the column's last piece.

        The first is the one that with the words that remain costs least.
        """
        key = (number, column, start, before)
        found = self._options.get(key)
        if found is None:
            rest = self.rest(number)
            found = self._options[key] = sorted(
                self._texts(number, column, start, before), key=lambda option: option[1] + rest[option[0]]
            )
        return found

    def _texts(self, number: int, column: int, start: int, before: Piece | None) -> Iterator[Option]:
        line = self.lines[number]
        yield start, 0.0 if number or column else COSTS.no_requirement, before
        if line.met is not None and column > Column.RESPONSE and start < line.met:
            return
        stop = len(line.words) if line.met is None or column > Column.RESPONSE else line.met
        room = self.edges.width(column, bullet=False) + self.edges.most_over
        for end in range(start + 1, stop + 1):
            if self.sums[number][end] - self.sums[number][start] - SPACE > room:
                break
            cost, piece = self._text(column, before, number, start, end)
            yield end, cost + self._cut(line, start, end, column), piece

    def _cut(self, line: Printed, start: int, end: int, column: int) -> float:
        cost = 0.0
        if end > start and column <= Column.GAP:
            cost += COSTS.bar * sum(start < bar < end for bar in line.bars)
            cost += COSTS.stray if line.words[end - 1] in BULLETS else 0.0
            if (line.after_met and column <= Column.RESPONSE) or (line.before_met and column > Column.RESPONSE):
                cost += COSTS.left_of_met
        return cost

    def _text(self, column: int, before: Piece | None, number: int, start: int, end: int) -> tuple[float, Piece]:
        line = self.lines[number]
        words = line.words
        first = words[start]
        mark = first in BULLETS and end - start > 1
        sums = self._inside(number, column)
        cost = COSTS.piece + sums[0][end - 1] - sums[0][start] + sums[1][end] - sums[1][start]
        bullet = mark
        if before is None:
            if number:
                cost += COSTS.late_blank if line.blank or line.page else COSTS.late
            if first[:1].islower() and not mark:
                cost += COSTS.small_start
            cost += self.gap if column == Column.GAP else 0.0
        else:
            more, bullet = self._going_on(column, before, number, start, mark)
            cost += more
        width = self.sums[number][end] - self.sums[number][start] - SPACE
        over = width - self.edges.width(column, bullet=bullet) - self.edges.slack(bullet=bullet)
        if over > 0:
            least, each, most = COSTS.over
            cost += min(most, least + each * over / 1000)
        return cost, (number, start, end, bullet)

    def _inside(self, number: int, column: int) -> tuple[list[float], list[float]]:
        """Of a line, word by word and summed up: how badly each goes on from the one before, and suits a column."""
        found = self._insides.get((number, column))
        if found is None:
            words = self.lines[number].words
            follows = accumulate(
                (self.talk.onwards(left, right, column) for left, right in pairwise(words)), initial=0.0
            )
            suits = accumulate((self.talk.fits(column, word) for word in words), initial=0.0)
            found = self._insides[number, column] = (list(follows), list(suits))
        return found

    def _going_on(self, column: int, before: Piece, number: int, start: int, mark: bool) -> tuple[float, bool]:
        """What it costs that a column goes on with a word, and whether it is then within a bullet."""
        above, begin, stop, bullet = before
        line = self.lines[number]
        last, first = self.lines[above].words[stop - 1], line.words[start]
        cost = 0.0
        ended = bool(SENTENCE_END.search(last))
        blank = any(self.lines[n].blank or self.lines[n].page for n in range(above + 1, number + 1))
        pause = number - above - 1
        if pause and self.pages[above] == self.pages[number]:
            cost += (COSTS.pause_blank if line.blank else COSTS.pause)[not ended and not mark]
            most = COSTS.pause_most[line.blank]
            cost += min(most, COSTS.pause_line * (pause - 1)) if ended or not line.blank else 0.0
        elif pause and not ended and not mark:
            cost += COSTS.pause_page
        filled = self.sums[above][stop] - self.sums[above][begin]
        unit = first.split("-")[0] + "-" if "-" in first[1:-1] else first
        room = self.edges.width(column, bullet=bullet) - self.edges.slack(bullet=bullet) - filled - width_of(unit)
        if room < 0 and not mark and line.blank and not pause and is_name(first) and not ended:
            cost += COSTS.blank_inside
        if room < 0 and not mark:
            return cost + self.talk.onwards(last, first, column), bullet
        if column == Column.REQUIREMENT and not bullet and not (mark and last.endswith(":")):
            cost += COSTS.second_paragraph
        opens = mark or first[:1].isupper() or first[:1].isdigit()
        if opens and (ended or mark or last.endswith((":", ";"))):
            return cost + COSTS.paragraph[not (pause or blank)], mark
        if opens and (blank or pause) and ending(last) < 2:
            return cost + COSTS.paragraph[not (pause or blank)] + ending(last), mark
        if opens and ending(last) < 2 and room > 2000:
            return cost + COSTS.paragraph[not (pause or blank)] + 2 * ending(last), mark or bullet
        least, each, most = COSTS.room
        return cost + min(most, least + each * room / 1000) + self.talk.onwards(last, first, column), bullet or mark

    def _names(
        self, number: int, start: int, name: Name, before: Piece | None
    ) -> Iterator[tuple[int, float, Piece | None, Name]]:
        """Pieces of a lead's name that start at a word."""
        line = self.lines[number]
        waits = (
            before is not None
            and not self.names.is_whole(name)
            and number - before[0] < LEAD_PAUSE
            and not (line.page or line.blank)
        )
        yield start, COSTS.skipped if waits else 0.0, before, name
        if before is None:
            cost = 0.0 if not number else 0.5 if line.blank or line.page else 3.0
        elif number - before[0] > LEAD_PAUSE and not (line.page or line.blank):
            return
        else:
            cost = 0.0
        for size, read in enumerate(self.names.reading(line.words, start, name), start=1):
            yield start + size, cost + COSTS.name_word * size, (number, start, start + size, False), read

    def _date(self, number: int, start: int, end: int, led: bool, before: Piece | None) -> tuple[float, Piece]:
        line = self.lines[number]
        words = line.words[start:end]
        other = not all(is_date_word(word) for word in words)
        cost = 0.0 if led else COSTS.no_leader
        cost += COSTS.no_date[1] if other else COSTS.date_word * len(words)
        if before is None:
            cost += COSTS.no_date[0] if other else 0.0
            cost += 0.0 if line.blank or line.page else min(4.0, COSTS.date_late * number)
        else:
            above = self.lines[before[0]].words[before[1] : before[2]]
            cost += COSTS.no_date[0] if other and all(is_date_word(word) for word in above) else 0.0
            cost += 1.0 if before[0] != number - 1 else 0.0
        width = self.sums[number][end] - self.sums[number][start] - SPACE
        over = width - self.edges.width(Column.WHEN, bullet=False) - self.edges.slack(bullet=False)
        if over > 0:
            least, each, most = COSTS.over
            cost += min(most, least + each * over / 1000)
        return cost, (number, start, end, False)

    def order(self, last: Last, number: int, used: list[int], across: bool, reached: int) -> float:
        """What speaks against the columns of a line, after those of the lines above."""
        line = self.lines[number]
        response = last[Column.RESPONSE]
        alone = 0.0
        if used[0] == Column.REQUIREMENT and used[1:2] != [Column.RESPONSE] and response and response[0] == number - 1:
            alone = 0.0 if SENTENCE_END.search(self.lines[number - 1].words[response[2] - 1]) else COSTS.alone
        if number == 0 or line.page or across:
            return alone if number or self.begins_across or used[-1] > Column.RESPONSE or len(used) < 2 else COSTS.split
        if len(used) > 1:
            return alone + (COSTS.split if used[1] <= Column.GAP else 0.0)
        column = used[0]
        before = last[column]
        if before is not None and before[0] == number - 1:
            return alone
        cost = 0.0 if line.blank else COSTS.turn
        return cost + (COSTS.back if column < reached else 0.0)

    def finish(self, last: Last, name: Name) -> float:
        cost = 0.0
        for column in TEXTS:
            piece = last[column]
            if piece is not None:
                against = ending(self.lines[piece[0]].words[piece[2] - 1])
                cost += against + COSTS.open_end[column] if against else 0.0
        cost += COSTS.no_response if last[Column.RESPONSE] is None else 0.0
        first = last[Column.REQUIREMENT]
        if first is not None and first[0] == 0 and len(self.lines) > 1:
            cost += COSTS.one_line
        if not name:
            cost += COSTS.no_lead
        elif not self.names.is_whole(name):
            cost += COSTS.cut_name
        return cost
