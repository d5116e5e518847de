"""What speaks for and against cutting a printed line of a row into pieces of columns in one way or another."""

from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from operator import add

from overwinter.reading.layout.columns.continuity import BULLETS, Continuity, Inside, ended, ending, is_name
from overwinter.reading.layout.columns.costs import COSTS
from overwinter.reading.layout.columns.edges import Edges
from overwinter.reading.layout.columns.leads import Names, is_date_word
from overwinter.reading.layout.columns.pieces import TEXTS, Column, Last, Name, Piece, Printed
from overwinter.reading.layout.columns.weighed import Above, Cut, Ends, Opening, Openings, Option, Sums, Tail, Weighed
from overwinter.reading.type_widths import SPACE, unit_width, width_of

REQUIREMENT, RESPONSE, GAP, WHEN = map(int, (Column.REQUIREMENT, Column.RESPONSE, Column.GAP, Column.WHEN))
"""Plain numbers: to ask the enumeration for its members takes longer than what is done with them."""
INFINITE = float("inf")
ROUNDING = 1e-9
"""By which a sum may differ from the same sum in another order."""
LEAD_PAUSE = 4
"""Lines after which a lead that is not read to its end does not go on."""
REMEMBERED = 4096
"""Lines whose widths are remembered from round to round."""


class Weighing:
    """What the pieces of one row cost."""

    def __init__(
        self, lines: tuple[Printed, ...], edges: Edges, names: Names, talk: Continuity, met: str, across: bool
    ) -> None:
        self.lines, self.edges, self.names, self.talk = lines, edges, names, talk
        self.begins_across = across
        self.gap = COSTS.gap_after[met == "N"] if met else COSTS.gap
        self.sums = [_widths(line.words) for line in lines]
        self.dates = [_dates(line.words) for line in lines]
        self.pages = list(accumulate(line.page for line in lines))
        self.breaks = list(accumulate(line.blank or line.page for line in lines))
        self.widths = [[edges.width(column, bullet=bullet) for bullet in (False, True)] for column in Column]
        self.slack = [edges.slack(bullet=bullet) for bullet in (False, True)]
        self.fits = [[width + slack for width, slack in zip(own, self.slack, strict=True)] for own in self.widths]

    def line(self, number: int) -> Weighed:
        """A line made ready for all ways to come to it."""
        line = self.lines[number]
        words = line.words
        tail = self._tail(words)
        strays = {end for end, word in enumerate(words, start=1) if word in BULLETS}
        columns: list[Sums] = []
        told: Inside | None = None
        for inside in self.talk.inside(words):
            same = columns[-1] if inside is told else None
            columns.append(_sums(*inside, strays) if same is None else Sums(same.before, same.upto, same.ends))
            told = inside
        after = tail
        for sums in reversed(columns):
            _look_ahead(sums, after)
            after = sums.least
        afterwards = [*(sums.least for sums in columns[1:]), tail]
        bars = _counted(line.bars, len(words)) if line.bars else None
        return Weighed(number, line, self.sums[number], bars, columns, afterwards, tail, ({}, {}, {}))

    def _tail(self, words: tuple[str, ...]) -> list[float]:
        found = self.names.tails.get(words)
        if found is not None:
            return found
        found = self.names.tails[words] = [0.0] * (len(words) + 1)
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

    def openings(self, weighed: Weighed, column: int, before: Piece | None) -> Openings:
        """What is known of the pieces that go on from one above, filled by ``texts``."""
        found = weighed.openings[column].get(before)
        if found is None:
            count = len(weighed.line.words)
            least = Continuity.LEAST if before is not None else self.gap if column == GAP else 0.0
            floor = [least + cost for cost in weighed.columns[column].floor]
            found = weighed.openings[column][before] = Openings(before, floor, [None] * count, [None] * count)
        return found

    def texts(
        self, weighed: Weighed, column: int, start: int, openings: Openings, cost: float, limit: float
    ) -> list[Option]:
        """The ways to go on from one that costs ``cost`` with a column's piece at a word, or without one."""
        after = weighed.after[column]
        before, known = openings.before, openings.known
        nothing = cost if weighed.number or column else cost + COSTS.no_requirement
        found: list[Option] = [(start, nothing, before)] if nothing + after[start] <= limit else []
        if cost + openings.floor[start] > limit or start == len(known):
            return found
        opening = known[start] or self._opening(weighed, column, start, openings, limit - cost)
        if opening is None:
            return found
        opened, cuts = opening
        cost += opened
        for least, end, more, piece in cuts:
            if cost + least > limit:
                break
            found.append((end, cost + more, piece))
        if len(found) > 1 and found[0][2] is before and cost + cuts[0][0] < nothing + after[start]:
            found.append(found.pop(0))
        return found

    def _opening(self, weighed: Weighed, column: int, start: int, openings: Openings, most: float) -> Opening | None:
        """What may start at a word; None where all of it costs more than ``most``."""
        mark = weighed.line.words[start] in BULLETS
        begun = openings.begun[start]
        if begun is None:
            begun = openings.begun[start] = self._opened(weighed, column, start, openings, mark)
            if not mark:
                openings.floor[start] = begun[0] + weighed.columns[column].floor[start]
        if openings.floor[start] > most:
            return None
        cost, bullet = begun
        cuts = self._cuts(weighed, column, start, bullet)
        if mark and cuts:
            # A bullet that stands alone is a word like others.
            other, inside = self._opened(weighed, column, start, openings, False)
            alone = [
                (least + other - cost, end, more + other - cost, piece)
                for least, end, more, piece in self._cuts(weighed, column, start, inside)
                if end == start + 1
            ]
            cuts = sorted([*alone, *(cut for cut in cuts if cut[1] > start + 1)])
        found = openings.known[start] = cost, cuts
        return found

    def _opened(self, weighed: Weighed, column: int, start: int, openings: Openings, mark: bool) -> tuple[float, bool]:
        """What it costs that a column has a piece from a word on, and whether it is then within a bullet."""
        if openings.before is None:
            return self._beginning(column, weighed.number, start, mark), mark
        above = openings.above
        if above is None:
            above = openings.above = self._above(column, openings.before, weighed.number)
        return self._going_on(column, above, weighed.line.words[start], mark)

    def _beginning(self, column: int, number: int, start: int, mark: bool) -> float:
        """What it costs that a column's first piece starts at a word."""
        line = self.lines[number]
        cost = self.gap if column == GAP else 0.0
        if number:
            cost += COSTS.late_blank if line.blank or line.page else COSTS.late
        if line.words[start][:1].islower() and not mark:
            cost += COSTS.small_start
        return cost

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
        after, ends = weighed.after[column], sums.ends
        left = widths[start] + SPACE
        fits = self.fits[column][bullet] + left
        base = COSTS.piece - sums.before[start]
        if (line.after_met and column <= RESPONSE) or (line.before_met and column > RESPONSE):
            base += COSTS.left_of_met
        (least, each, most), bar = COSTS.over, COSTS.bar
        within = bisect_right(widths, fits, start + 1, stop + 1)
        widest = self.widths[column][False] + left + self.edges.most_over
        bars = weighed.bars
        if bars is None:
            found += [
                ((cost := base + ends[end]) + after[end], end, cost, (number, start, end, bullet))
                for end in range(start + 1, within)
            ]
        else:
            crossed = bars[start + 1]
            found += [
                ((cost := base + ends[end] + bar * (bars[end] - crossed)) + after[end], end, cost,
                 (number, start, end, bullet))
                for end in range(start + 1, within)
            ]  # fmt: skip
        for end in range(within, stop + 1):
            width = widths[end]
            if width > widest:
                break
            cost = base + ends[end] + min(most, least + each * (width - fits) / 1000)
            if bars is not None:
                cost += bar * (bars[end] - bars[start + 1])
            found.append((cost + after[end], end, cost, (number, start, end, bullet)))
        found.sort()
        return found

    def _above(self, column: int, before: Piece, number: int) -> Above:
        """A column's last piece, as it looks from a line beneath it."""
        above, begin, stop, bullet = before
        line = self.lines[number]
        last = self.lines[above].words[stop - 1]
        stopped = ended(last)
        pause = number - above - 1
        plain = marked = 0.0
        if pause and self.pages[above] == self.pages[number]:
            paused = COSTS.pause_blank if line.blank else COSTS.pause
            most = COSTS.pause_most[line.blank]
            longer = min(most, COSTS.pause_line * (pause - 1)) if stopped or not line.blank else 0.0
            plain, marked = paused[not stopped] + longer, paused[False] + longer
        elif pause and not stopped:
            plain = COSTS.pause_page
        apart = bool(pause) or self.breaks[number] > self.breaks[above]
        room = self.widths[column][bullet] - self.slack[bullet] - (self.sums[above][stop] - self.sums[above][begin])
        broken = line.blank and not pause and not stopped
        return Above(last, stopped, bullet, plain, marked, apart, broken, room)

    def _going_on(self, column: int, above: Above, first: str, mark: bool) -> tuple[float, bool]:
        """What it costs that a column goes on with a word, and whether it is then within a bullet."""
        last, stopped, bullet, plain, marked, apart, broken, room = above
        room -= unit_width(first)
        if mark:
            cost = marked
        elif room < 0:
            cost = plain + COSTS.blank_inside if broken and is_name(first) else plain
            return cost + self.talk.onwards(last, first, column), bullet
        else:
            cost = plain
        if column == REQUIREMENT and not bullet and not (mark and last.endswith(":")):
            cost += COSTS.second_paragraph
        opens = mark or first[:1].isupper() or first[:1].isdigit()
        if opens and (stopped or mark or last.endswith((":", ";"))):
            return cost + COSTS.paragraph[not apart], mark
        if opens and apart and ending(last) < 2:
            return cost + COSTS.paragraph[not apart] + ending(last), mark
        if opens and ending(last) < 2 and room > 2000:
            return cost + COSTS.paragraph[not apart] + 2 * ending(last), mark or bullet
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
        count = end - start
        other = self.dates[number][end] - self.dates[number][start] < count
        cost = 0.0 if led else COSTS.no_leader
        cost += COSTS.no_date[1] if other else COSTS.date_word * count
        if before is None:
            cost += COSTS.no_date[0] if other else 0.0
            cost += 0.0 if line.blank or line.page else min(4.0, COSTS.date_late * number)
        else:
            above, begun, ended_at, _ = before
            dates = self.dates[above]
            cost += COSTS.no_date[0] if other and dates[ended_at] - dates[begun] == ended_at - begun else 0.0
            cost += 1.0 if above != number - 1 else 0.0
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


def _counted(bars: frozenset[int], count: int) -> list[int]:
    """How many drawn edges stand left of each word and of the end, but for one right at it."""
    return list(accumulate((at in bars for at in range(count)), initial=0))


@lru_cache(REMEMBERED)
def _widths(words: tuple[str, ...]) -> list[int]:
    """How far a line goes with each of its words, and the blank behind it."""
    return list(accumulate((width_of(word) + SPACE for word in words), initial=0))


@lru_cache(REMEMBERED)
def _dates(words: tuple[str, ...]) -> list[int]:
    """How many words of a date stand in a line before each of its words, and in all of it."""
    return list(accumulate(map(is_date_word, words), initial=0))


def _sums(steps: list[float], suits: tuple[float, ...], strays: set[int]) -> Sums:
    """``strays``: where a piece would end on a bullet."""
    before = list(accumulate(map(add, steps, suits), initial=0.0))
    upto = ends = [0.0, *map(add, before, suits)]
    if strays:
        ends = [cost + COSTS.stray if end in strays else cost for end, cost in enumerate(upto)]
    return Sums(before, upto, ends)


def _look_ahead(sums: Sums, after: list[float]) -> None:
    """Tell what the words from each on cost at least, where ``after`` is that of the columns that follow."""
    found, upto, before, opening, piece = list(after), sums.upto, sums.before, COSTS.opening, COSTS.piece - ROUNDING
    floor = [INFINITE] * len(after)
    inside = INFINITE
    for at in range(len(after) - 2, -1, -1):
        # From this word on: the column ends here, or goes on with the next word.
        ended_here = after[at + 1] + upto[at + 1]
        if ended_here < inside:
            inside = ended_here
        begun = inside - before[at]
        floor[at] = piece + begun
        begun += opening
        if begun < found[at]:
            found[at] = begun
    sums.least, sums.floor = found, floor
