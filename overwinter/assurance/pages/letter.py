"""What the page of the letter shows: each figure linked to its source, what is in the way, what was sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from overwinter.assurance import permissions
from overwinter.assurance.addresses import source_url
from overwinter.assurance.domain import sending
from overwinter.assurance.domain.comparing import Differences, compare
from overwinter.assurance.domain.facts import SentFacts
from overwinter.assurance.domain.letter import Letter, Part, write
from overwinter.assurance.domain.said import Paragraph, Piece, standing
from overwinter.assurance.domain.sending import Obstacle
from overwinter.assurance.models import SentLetter
from overwinter.assurance.queries import LetterOf
from overwinter.design.parts import Link
from overwinter.design.table import Column, Row, Table, linked
from overwinter.kernel.days import full_day
from overwinter.kernel.verdict import Verdict
from overwinter.kernel.winter import Winter
from overwinter.organisations.api import Viewer


@dataclass(frozen=True)
class ShownPart:
    """A part of the letter as it is drawn."""

    heading: str
    paragraphs: tuple[SafeString, ...]
    points: tuple[SafeString, ...]
    issues: Table | None
    after: tuple[SafeString, ...]


@dataclass(frozen=True)
class LetterPage:
    found: LetterOf
    viewer: Viewer
    today: date

    @property
    def plan_id(self) -> int:
        return self.found.plan.pk

    @property
    def title(self) -> str:
        return "The letter to the department"

    @property
    def place(self) -> str:
        return f"Winter plan {Winter.parse(self.found.plan.winter)}"

    @property
    def lede(self) -> str:
        return f"{self._sent_words} {self._asked_words}".strip()

    @property
    def _sent_words(self) -> str:
        if not self.found.sent:
            return "It has not been sent yet. Its figures are the plan’s, as they stand now."
        last = self.found.sent[0]
        changed = "Nothing that it says has changed since." if self.differences.nothing else (
            "What it says has changed since: see below."
        )  # fmt: skip
        return f"It was last sent on {full_day(last.sent_on)}. {changed}"

    @property
    def _asked_words(self) -> str:
        day = self.found.asked_for
        if day is None or self.found.sent:
            return ""
        return f"The department {'asked' if day < self.today else 'asks'} for it by {full_day(day)}."

    @property
    def source_note(self) -> str:
        return self.found.kind.source

    # --- the letter

    @cached_property
    def letter(self) -> Letter:
        return write(self.found.facts, self.found.words, day=self.today, earlier=self.found.earlier)

    @property
    def day(self) -> str:
        return full_day(self.letter.day)

    @property
    def to_lines(self) -> Sequence[str]:
        return self.letter.to.split("\n") if self.letter.to else ("To whom it goes is not written yet.",)

    @property
    def parts(self) -> tuple[ShownPart, ...]:
        return tuple(shown_part(part, self.plan_id) for part in self.letter.parts)

    # --- writing and sending

    @property
    def may_write(self) -> Verdict:
        return permissions.may_write_letter(self.viewer, council_id=self.found.plan.council_id)

    @cached_property
    def obstacles(self) -> tuple[Obstacle, ...]:
        return sending.obstacles(self.found.facts, self.found.words, signed=self.found.is_signed)

    @property
    def obstacle_words(self) -> tuple[str, ...]:
        return tuple(f"{each.words[0].upper()}{each.words[1:]}." for each in self.obstacles)

    @property
    def signed_note(self) -> str:
        """Where the figures of the letter are no longer those that were signed."""
        changed = self.found.changed
        if not changed:
            return ""
        rows = "1 row says" if changed == 1 else f"{changed} rows say"
        return f"{rows} something else than the plan that was signed. If that matters, have it signed again first."

    @property
    def mends(self) -> tuple[Link, ...]:
        return tuple(Link(each.to_do, self._mend_url(each.mend)) for each in self.obstacles)

    def _mend_url(self, mend: str) -> str:
        if mend == "words":
            return reverse("assurance:words", args=(self.plan_id,))
        return source_url(mend if mend.startswith("row:") else "signing", self.plan_id)

    @property
    def take_away(self) -> tuple[Link, ...]:
        return tuple(
            Link(words, reverse("assurance:letter-file", args=(self.plan_id, code)))
            for code, words in (("docx", "Word"), ("pdf", "PDF"))
        )

    @property
    def template_link(self) -> Link | None:
        allowed = permissions.may_choose_template(self.viewer, council_id=self.found.plan.council_id)
        return Link("Use your own Word template", reverse("assurance:template", args=("letter",))) if allowed else None

    # --- what was sent

    @cached_property
    def differences(self) -> Differences:
        earlier = self.found.earlier
        return compare(earlier, self.found.facts, self.found.words) if earlier else Differences((), (), (), ())

    @property
    def changed(self) -> "ChangedTables | None":
        earlier = self.found.earlier
        return ChangedTables(earlier, self.differences) if earlier and not self.differences.nothing else None

    @property
    def sent_table(self) -> Table | None:
        return sent_table(self.found.sent, self.plan_id) if self.found.sent else None


@dataclass(frozen=True)
class ChangedTables:
    """What is different from the letter that was sent, in figures and words."""

    earlier: SentFacts
    found: Differences

    @property
    def heading(self) -> str:
        return f"Changed since the letter of {full_day(self.earlier.sent_on)}"

    @property
    def figures(self) -> Table | None:
        if not self.found.figures:
            return None
        columns = (
            Column("Figure", width=8),
            Column("Then", numeric=True, keep=True),
            Column("Now", numeric=True, keep=True),
        )
        rows = tuple(Row((each.label, str(each.before), str(each.now))) for each in self.found.figures)
        return Table("Figures that have changed", columns, rows=rows)

    @property
    def issues(self) -> tuple[str, ...]:
        new = tuple(f"Newly a key issue: {each.name}." for each in self.found.new_issues)
        return (*new, *(f"No longer a key issue: {each.name}." for each in self.found.ended_issues))

    @property
    def words(self) -> Table | None:
        if not self.found.words:
            return None
        columns = (Column("What", width=5), Column("Then", plain=True), Column("Now", plain=True))
        rows = tuple(Row((each.label, each.before or "Nothing", each.now or "Nothing")) for each in self.found.words)
        return Table("Words that have changed", columns, rows=rows)


def shown_part(part: Part, plan_id: int, on: date | None = None) -> ShownPart:
    """``on``: the day whose figures they are, for a letter of the past."""
    return ShownPart(
        part.heading,
        tuple(_linked(words, plan_id, on) for words in part.paragraphs),
        tuple(_linked(words, plan_id, on) for words in part.points),
        _issues(part, plan_id, on) if part.issues else None,
        tuple(_linked(words, plan_id, on) for words in part.after),
    )


def sent_table(sent: Sequence[SentLetter], plan_id: int) -> Table:
    columns = (Column("Letter", width=6), Column("To", width=6, plain=True), Column("How"), Column("Recorded by"))
    rows = tuple(
        Row((
            linked(
                f"Letter {each.number}, of {full_day(each.sent_on)}",
                reverse("assurance:sent", args=(plan_id, each.number)),
            ),
            each.to, SentLetter.How(each.how).label, each.sent_as,
        ))
        for each in sent
    )  # fmt: skip
    return Table("Letters that were sent", columns, rows=rows)


def _linked(words: Paragraph, plan_id: int, on: date | None) -> SafeString:
    return format_html_join("", "{}", ((_piece(piece, plan_id, on),) for piece in words))


def _piece(piece: Piece, plan_id: int, on: date | None) -> SafeString:
    if not piece.source:
        return format_html("{}", piece.text)
    return format_html('<a href="{}">{}</a>', source_url(piece.source, plan_id, on), piece.text)


def _issues(part: Part, plan_id: int, on: date | None) -> Table:
    columns = (
        Column("Key issue", width=7),
        Column("How it stands", width=4, keep=True),
        Column("What we are doing about it", plain=True),
    )
    rows = tuple(
        Row((
            linked(each.name, source_url(f"row:{each.response_id}", plan_id, on)),
            standing(each.rag, each.fully_met).capitalize(),
            format_html_join(SafeString("<br>"), "{}", ((line,) for line in each.doing or (each.text or "Not said",))),
        ))
        for each in part.issues
    )  # fmt: skip
    return Table("Key issues", columns, rows=rows)
