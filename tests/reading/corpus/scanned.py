"""A seven-column plan as the text of its scan: narrow columns read across, or one after the other, over pages.

The cells are set in columns of a page as a word processor sets them, and printed as character recognition reads
them: the lines of all columns of a row as one line each, with or without the drawn edges, or cell after cell. A row
that goes over a page may be read the other way there. Statuses are lost, references lose their dots, raised letters
become signs.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from random import Random
from typing import Any

from overwinter.reading.type_widths import width_of
from tests.reading.corpus.answers import Answer, expected

SHOWN = ("theme", "section", "ref", "requirement", "response", "fully_met", "gap", "lead", "when")
PAGE = 46
"""Lines of a page."""
LEADS = (
    "Director of Adult Social Care",
    "Deputy Director, Commissioning",
    "Director of Public Health",
    "Head of Provider Services",
)
WHENS = (("Ongoing", None), (None, None), ("31st October", "2020-10-31"), ("December 2020", "2020-12-31"), (None, None))
GAPS = (
    None,
    "Agree the rota with the two homes that have not yet answered, and report to the cell in November.",
    None,
    None,
    "Recruitment to both vacant posts is to be finished before the next review.",
    "Revised terms to be sent to all agencies.\nCalls will follow where no answer is received.",
    None,
    "Continue to offer sessions until every team has attended",
)
SAID = (
    "A weekly call is held with each home, and the points agreed are kept in a log that both sides can see.",
    "Our teams meet every fortnight with the hospital trust.\nPlaces have been agreed with three homes near the coast "
    "and are reviewed each month.",
    "The offer was renewed in August and is taken up by most agencies. Those that have not joined are called by the "
    "contracts team, who explain what help there is.",
    "In place and working well",
    "Stock is held at two depots and is sent out within a day.\nOrders are made through the web form or by telephone."
    "\nShortages are reported to the forum at once.",
    "This is reviewed by the outbreak cell. The cell brings together public health, the commissioners and the care "
    "association, and its notes go to all managers.",
    "Not required so far",
)
DAMAGE = {"31st": ("31%", "31t", "31st")}
Cell = list[str | None]
"""The printed lines of a cell; None where an empty paragraph stands."""


def answers_of_a_scan(answers: Sequence[Answer]) -> list[Answer]:
    """The same requirements answered as a council with a seven-column form would, with references by section."""
    leads, whens, gaps, said, states = cycle(LEADS), cycle(WHENS), cycle(GAPS), cycle(SAID), cycle(("yes", "no", "yes"))
    found: list[Answer] = []
    number, within, before = -1, 0, ""
    for answer in answers:
        section = answer.section or answer.theme or "General"
        if section != before:
            number, within, before = number + 2, 0, section
        within += 1
        when, day = next(whens)
        gap, met = next(gaps), next(states)
        found.append(
            replace(
                answer,
                section=section,
                ref=f"{number}.{within}",
                response=answer.response or next(said),
                rag=None,
                fully_met="partial" if met == "no" or gap else "yes",
                gap=gap,
                lead=next(leads),
                when=when,
                when_date=day,
                reporting=None,
            )
        )
    return found


def scan(answers: Sequence[Answer], seed: int) -> tuple[str, dict[str, Any]]:
    """The text of a scan of these answers, and what must be read from it."""
    printer = _Printer(seed)
    said = [printer.row(answer) for answer in answers]
    return printer.text(), expected(said, SHOWN)


def written(path: Path, answers: Sequence[Answer], *, seed: int) -> dict[str, Any]:
    """Write the text of a scan of these answers; what must be read from it."""
    text, wanted = scan(answers_of_a_scan(answers), seed)
    path.write_text(text, encoding="utf-8")
    return wanted


class _Printer:
    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        between = self.random.randint
        self.widths = (between(11_500, 14_500), between(12_500, 15_500), between(12_000, 15_000), 7_100, 6_300)
        self.apart = self.random.random() < 0.75
        self.bullet = self.random.choice(("e ", "• ", ""))
        self.edged = self.random.uniform(0.1, 0.6)
        self.pages: list[list[str]] = [[]]
        self.used = 0
        self.theme: str | None = None
        self.section: str | None = None
        self.themes = 0

    def text(self) -> str:
        numbered = [[*page, "", str(number)] for number, page in enumerate(self.pages, 1)]
        return "\n\f".join("\n".join(page) for page in numbered)

    def row(self, answer: Answer) -> Answer:
        """Print a row; what it says as it is printed."""
        self._headings(answer)
        random = self.random
        day, *rest = (answer.when or "").split()[:1], *(answer.when or "").split()[1:]
        printed_day = [random.choice(DAMAGE.get(word, (word,))) for word in day]
        when = " ".join([*printed_day, *rest]) or None
        shown = random.random() < 0.55
        status = ("Y" if answer.fully_met == "yes" else "N") if shown else None
        texts = (answer.requirement, answer.response, answer.gap, answer.lead, when)
        cells = [list(self._set(text, column)) for column, text in enumerate(texts)]
        height = max(len(cell) for cell in cells)
        if PAGE - self.used < 3:
            self._turn()
        first = True
        while height:
            room = min(height, PAGE - self.used)
            part = [cell[:room] for cell in cells]
            self._print(part, self._reference(answer) if first else None, status if first else None)
            cells = [cell[room:] for cell in cells]
            height -= room
            self.used += room + 1
            first = False
            if height:
                self._turn()
        theme = f"THEME {chr(64 + self.themes)}: {(answer.theme or 'General').upper()}"
        return replace(
            answer,
            theme=theme,
            section=self.section,
            when=when,
            fully_met={"Y": "yes", "N": "partial", None: None}[status],
        )

    def _headings(self, answer: Answer) -> None:
        if answer.theme != self.theme:
            self.theme = answer.theme
            self.themes += 1
            self.pages[-1] += ["", f"THEME {chr(64 + self.themes)}: {(answer.theme or 'General').upper()}", ""]
            self.used += 3
        number = (answer.ref or "1.1").split(".")[0]
        heading = f"{number}. {(answer.section or '').upper()} (LOCAL AUTHORITIES)"
        if heading != self.section:
            self.section = heading
            self.pages[-1] += ["", heading, "", "KEY: Y = FULLY MET", "", "N = ONLY PARTIALLY MET, GAPS TO ADDRESS", ""]
            self.pages[-1] += ["REF | REQUIREMENT CURRENT STATUS FULLY | HOW TO CLOSE THE WHO'S THE BY"]
            self.pages[-1] += ["MET? GAP LEAD? WHEN?", "(Y/N)"]
            self.used += 10

    def _turn(self) -> None:
        self.pages.append([])
        self.used = 0

    def _reference(self, answer: Answer) -> str:
        ref = answer.ref or ""
        return ref.replace(".", "") if self.random.random() < 0.1 and not ref.endswith(".1") else ref

    def _set(self, text: str | None, column: int) -> Iterator[str | None]:
        """The printed lines of a cell."""
        paragraphs = (text or "").split("\n") if text else []
        listed = len(paragraphs) > 2 and column == 1
        for number, paragraph in enumerate(paragraphs):
            if number and self.apart:
                yield None
            indent = 2_600 if listed and self.bullet else 0
            words = paragraph.split()
            line = ""
            for word in words:
                longer = f"{line} {word}" if line else word
                if line and width_of(longer) > self.widths[column] - indent:
                    yield line
                    line = word
                else:
                    line = longer if line else (self.bullet if listed and word is words[0] else "") + word
            yield line

    def _print(self, part: list[Cell], ref: str | None, status: str | None) -> None:
        page = self.pages[-1]
        if self.random.random() < 0.62:
            page += self._across(part, ref, status)
        else:
            page += self._stacked(part, ref, status)

    def _across(self, part: list[Cell], ref: str | None, status: str | None) -> Iterator[str]:
        random = self.random
        held: set[int] = set()
        yield ""
        for number in range(max(len(cell) for cell in part)):
            pieces = [(column, cell[number]) for column, cell in enumerate(part) if number < len(cell) and cell[number]]
            holds = {column for column, _ in pieces}
            if number and held and len(holds) == 1 and len(held) > 1 and random.random() < 0.4:
                yield ""
            line = ""
            for column, text in pieces:
                if status and number == 0 and column >= 2 and f" {status} " not in f"{line} ":
                    line += f"{self._edge()}{status}"
                line += (self._edge() if line else "") + str(text)
            if number == 0 and status and f" {status} " not in f"{line} ":
                line += f" {status}"
            if number == 0 and ref:
                line = f"{ref}{' |' if random.random() < 0.7 else ''} {line}"
            held = holds
            if line:
                yield line

    def _edge(self) -> str:
        return " | " if self.random.random() < self.edged else " "

    def _stacked(self, part: list[Cell], ref: str | None, status: str | None) -> Iterator[str]:
        if ref:
            yield from ("", ref)
        for column, cell in enumerate(part):
            if column == 2 and status:
                yield from ("", status)
            if cell:
                yield ""
                yield from ("" if line is None else line for line in cell)
