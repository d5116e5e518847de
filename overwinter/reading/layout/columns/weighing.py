"""What speaks for and against cutting a printed line of a row into pieces of columns in one way or another."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from operator import add

from overwinter.reading.layout.columns.continuity import BULLETS, Continuity, ended, ending, is_name
from overwinter.reading.layout.columns.costs import COSTS
from overwinter.reading.layout.columns.edges import Edges
from overwinter.reading.layout.columns.leads import Names, is_date_word
from overwinter.reading.layout.columns.pieces import TEXTS, Column, Last, Name, Piece, Printed
from overwinter.reading.type_widths import SPACE, unit_width, width_of

REQUIREMENT, RESPONSE, GAP, WHEN = map(int, (Column.REQUIREMENT, Column.RESPONSE, Column.GAP, Column.WHEN))
"""Plain numbers: to ask the enumeration for its members takes longer than what is done with them."""
INFINITE = float("inf")
LEAD_PAUSE = 4
"""Lines after which a lead that is not read to its end does not go on."""
Option = tuple[int, float, Piece | None]
"""The word after a column's piece, what the way costs with it, and the column's last piece with it."""
Ends = tuple[int, float, Piece | None, Piece | None, Name]
"""The word after a lead's piece, what lead and date cost, their last pieces, and the lead as far as it is read."""
Cut = tuple[float, int, float, Piece]
"""A piece: what it and the words after it cost at least, the word after it, what it costs itself, and the piece."""
Opening = tuple[float, list[Cut]]
"""What it costs that a column goes on with a word, and the pieces that may start there, the best first."""
Tail = tuple[Name, Piece | None, Piece | None]
"""The lead as far as it is read, and the last pieces of lead and date."""


@dataclass(slots=True)
class Sums:
    """Of a line in one column: what speaks against the words up to each, summed up so that differences tell pieces."""

    before: list[float]
    """What is not a piece's that starts at a word."""
    upto: list[float]
    """What is a piece's that ends before a word."""
    least: list[float] = field(default_factory=list)
    """About the least that the words from each on cost, where this column is the next that may hold some."""


@dataclass(slots=True)
class Weighed:
    """What is known of one line, for all ways to come to it."""

    number: int
    line: Printed
    widths: list[int]
    columns: list[Sums]
    after: list[list[float]]
    """About the least that the words from each on cost, by the column that comes before them."""
    tail: list[float]
    """The same as a lead and a date: after the last column of prose."""
    openings: tuple[dict[Piece | None, list[Opening | None]], ...]
    """By column: for the last piece above, and for the word that a piece starts at."""
    cuts: dict[tuple[int, int, bool], list[Cut]] = field(default_factory=dict)
    ends: dict[Tail, list[list[Ends] | None]] = field(default_factory=dict)


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
        self.breaks = list(accumulate(line.blank or line.page for line in lines))
        self.widths = [[edges.width(column, bullet=bullet) for bullet in (False, True)] for column in Column]
        self.slack = [edges.slack(bullet=bullet) for bullet in (False, True)]

    def line(self, number: int) -> Weighed:
        """A line made ready for all ways to come to it."""
        line = self.lines[number]
        words = line.words
        tail = self._tail(words)
        columns: list[Sums] = []
        for follows, suits in self.talk.inside(words):
            columns.append(Sums([*map(add, follows, suits)], [0.0, *map(add, follows, suits[1:])]))
        after = tail
        for sums in reversed(columns):
            after = sums.least = _least(sums, after)
        afterwards = [*(sums.least for sums in columns[1:]), tail]
        return Weighed(number, line, self.sums[number], columns, afterwards, tail, ({}, {}, {}))

    def _tail(self, words: tuple[str, ...]) -> list[float]:
        found = [0.0] * (len(words) + 1)
        plain = True
        for at in range(len(words) - 1, -1, -1):
            word = words[at]
            if self.names.has(word):
                found[at] = found[at + 1] + COSTS.name_word
            elif is_date_word(word):
                found[at] = found[at + 1] + COSTS.date_word
            else:
                found[at] = found[at + 1] + (COSTS.no_date[1] if plain else 0.0)
                plain = False
        return found

    def ends(self, weighed: Weighed, tail: Tail) -> list[list[Ends] | None]:
        """Where the narrow columns at a line's end are kept, by the word that they start at, filled by ``end``."""
        found = weighed.ends.get(tail)
        if found is None:
            found = weighed.ends[tail] = [None] * (len(weighed.line.words) + 1)
        return found

    def end(self, weighed: Weighed, start: int, tail: Tail, known: list[list[Ends] | None]) -> list[Ends]:
        """The narrow columns at a line's end, from a word on."""
        name, lead, when = tail
        number, total = weighed.number, len(weighed.line.words)
        found = known[start] = []
        for end, cost, piece, read in self._names(number, start, name, lead):
            if end < total:
                more, date = self._date(number, end, total, bool(read), when)
                found.append((end, cost + more, piece, date, read))
            else:
                found.append((end, cost, piece, when, read))
        return found

    def openings(self, weighed: Weighed, column: int, before: Piece | None) -> list[Opening | None]:
        """Where the pieces that go on from one above are kept, by the word that they start at, filled by ``texts``."""
        found = weighed.openings[column].get(before)
        if found is None:
            found = weighed.openings[column][before] = [None] * len(weighed.line.words)
        return found

    def texts(
        self,
        weighed: Weighed,
        column: int,
        start: int,
        before: Piece | None,
        known: list[Opening | None],
        cost: float,
        limit: float,
    ) -> list[Option]:
        """The ways to go on from one that costs ``cost`` with a column's piece at a word, or without one."""
        after = weighed.after[column]
        nothing = cost if weighed.number or column else cost + COSTS.no_requirement
        found: list[Option] = [(start, nothing, before)] if nothing + after[start] <= limit else []
        if start < len(known):
            opening = known[start]
            if opening is None:
                opening = known[start] = self._opening(weighed, column, start, before)
            opened, cuts = opening
            cost += opened
            for least, end, more, piece in cuts:
                if cost + least > limit:
                    break
                found.append((end, cost + more, piece))
            if len(found) > 1 and found[0][2] is before and cost + cuts[0][0] < nothing + after[start]:
                found.append(found.pop(0))
        return found

    def _opening(self, weighed: Weighed, column: int, start: int, before: Piece | None) -> Opening:
        line, number = weighed.line, weighed.number
        mark = line.words[start] in BULLETS
        cost, bullet = self._begin(column, before, number, start, mark)
        cuts = self._cuts(weighed, column, start, bullet)
        if mark and cuts:
            # A bullet that stands alone is a word like others.
            other, inside = self._begin(column, before, number, start, False)
            alone = [
                (least + other - cost, end, more + other - cost, piece)
                for least, end, more, piece in self._cuts(weighed, column, start, inside)
                if end == start + 1
            ]
            cuts = sorted([*alone, *(cut for cut in cuts if cut[1] > start + 1)])
        return cost, cuts

    def _begin(self, column: int, before: Piece | None, number: int, start: int, mark: bool) -> tuple[float, bool]:
        """What it costs that a column's piece starts at a word, and whether it is within a bullet."""
        if before is not None:
            return self._going_on(column, before, number, start, mark)
        line = self.lines[number]
        cost = self.gap if column == GAP else 0.0
        if number:
            cost += COSTS.late_blank if line.blank or line.page else COSTS.late
        if line.words[start][:1].islower() and not mark:
            cost += COSTS.small_start
        return cost, mark

    def _cuts(self, weighed: Weighed, column: int, start: int, bullet: bool) -> list[Cut]:
        """The pieces of a column that may start at a word; the first is the one that with what remains costs least."""
        key = (column, start, bullet)
        found = weighed.cuts.get(key)
        if found is not None:
            return found
        found = weighed.cuts[key] = []
        line, number, widths, sums = weighed.line, weighed.number, weighed.widths, weighed.columns[column]
        if line.met is not None and column > RESPONSE and start < line.met:
            return found
        stop = len(line.words) if line.met is None or column > RESPONSE else line.met
        after = weighed.after[column]
        left = widths[start] + SPACE
        widest = self.widths[column][False] + left + self.edges.most_over
        fits = self.widths[column][bullet] + left + self.slack[bullet]
        base = COSTS.piece - sums.before[start]
        if (line.after_met and column <= RESPONSE) or (line.before_met and column > RESPONSE):
            base += COSTS.left_of_met
        upto, words, bars = sums.upto, line.words, line.bars
        least, each, most = COSTS.over
        for end in range(start + 1, stop + 1):
            width = widths[end]
            if width > widest:
                break
            cost = base + upto[end]
            if width > fits:
                cost += min(most, least + each * (width - fits) / 1000)
            if bars:
                cost += COSTS.bar * sum(start < bar < end for bar in bars)
            if words[end - 1] in BULLETS:
                cost += COSTS.stray
            found.append((cost + after[end], end, cost, (number, start, end, bullet)))
        found.sort()
        return found

    def _going_on(self, column: int, before: Piece, number: int, start: int, mark: bool) -> tuple[float, bool]:
        """What it costs that a column goes on with a word, and whether it is then within a bullet."""
        above, begin, stop, bullet = before
        line = self.lines[number]
        last, first = self.lines[above].words[stop - 1], line.words[start]
        cost = 0.0
        stopped = ended(last)
        blank = self.breaks[number] > self.breaks[above]
        pause = number - above - 1
        if pause and self.pages[above] == self.pages[number]:
            cost += (COSTS.pause_blank if line.blank else COSTS.pause)[not stopped and not mark]
            most = COSTS.pause_most[line.blank]
            cost += min(most, COSTS.pause_line * (pause - 1)) if stopped or not line.blank else 0.0
        elif pause and not stopped and not mark:
            cost += COSTS.pause_page
        filled = self.sums[above][stop] - self.sums[above][begin] + unit_width(first)
        room = self.widths[column][bullet] - self.slack[bullet] - filled
        if room < 0 and not mark and line.blank and not pause and is_name(first) and not stopped:
            cost += COSTS.blank_inside
        if room < 0 and not mark:
            return cost + self.talk.onwards(last, first, column), bullet
        if column == REQUIREMENT and not bullet and not (mark and last.endswith(":")):
            cost += COSTS.second_paragraph
        opens = mark or first[:1].isupper() or first[:1].isdigit()
        if opens and (stopped or mark or last.endswith((":", ";"))):
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
        over = width - self.widths[WHEN][False] - self.slack[False]
        if over > 0:
            least, each, most = COSTS.over
            cost += min(most, least + each * over / 1000)
        return cost, (number, start, end, False)

    def order(self, last: Last, number: int, used: list[int], across: bool, reached: int) -> float:
        """What speaks against the columns of a line, after those of the lines above."""
        line = self.lines[number]
        response = last[RESPONSE]
        alone = 0.0
        if used[0] == REQUIREMENT and used[1:2] != [RESPONSE] and response and response[0] == number - 1:
            alone = 0.0 if ended(self.lines[number - 1].words[response[2] - 1]) else COSTS.alone
        if number == 0 or line.page or across:
            return alone if number or self.begins_across or used[-1] > RESPONSE or len(used) < 2 else COSTS.split
        if len(used) > 1:
            return alone + (COSTS.split if used[1] <= GAP else 0.0)
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
        cost += COSTS.no_response if last[RESPONSE] is None else 0.0
        first = last[REQUIREMENT]
        if first is not None and first[0] == 0 and len(self.lines) > 1:
            cost += COSTS.one_line
        if not name:
            cost += COSTS.no_lead
        elif not self.names.is_whole(name):
            cost += COSTS.cut_name
        return cost


def _least(sums: Sums, after: list[float]) -> list[float]:
    """About the least that the words from each on cost, where ``after`` is that of the columns that follow."""
    found, upto, before, opening = list(after), sums.upto, sums.before, COSTS.opening
    inside = INFINITE
    for at in range(len(after) - 2, -1, -1):
        # From this word on: the column ends here, or goes on with the next word.
        ended_here = after[at + 1] + upto[at + 1]
        if ended_here < inside:
            inside = ended_here
        begun = opening + inside - before[at]
        if begun < found[at]:
            found[at] = begun
    return found
