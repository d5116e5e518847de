"""What the page of a letter that was sent shows."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.urls import reverse

from overwinter.assurance.domain.comparing import compare
from overwinter.assurance.domain.letter import write
from overwinter.assurance.models import SentLetter
from overwinter.assurance.pages.letter import ChangedTables, ShownPart, shown_part
from overwinter.assurance.queries import LetterOf, as_sent
from overwinter.design.parts import Fact, Link
from overwinter.kernel.days import full_day
from overwinter.kernel.winter import Winter


@dataclass(frozen=True)
class SentPage:
    record: SentLetter
    now: LetterOf
    before: SentLetter | None
    """The one sent before it, which it may speak of."""

    @property
    def plan_id(self) -> int:
        return self.record.plan_id

    @property
    def title(self) -> str:
        return f"The letter of {full_day(self.record.sent_on)}"

    @property
    def place(self) -> str:
        return f"Winter plan {Winter.parse(self.record.plan.winter)} · letter {self.record.number}"

    @property
    def lede(self) -> str:
        changed = "It says what the plan says today." if self.changed is None else "The plan says something else today."
        return f"This is what was sent; the files are kept as they went out. {changed}"

    @property
    def breadcrumbs(self) -> tuple[Link, ...]:
        return (Link("The letter to the department", reverse("assurance:letter", args=(self.plan_id,))),)

    @property
    def facts(self) -> tuple[Fact, ...]:
        record, signing = self.record, self.record.signing
        files = (("Word file", record.docx.sha256), ("PDF file", record.pdf.sha256))
        found = [
            Fact("To", record.to), Fact("Sent", f"{full_day(record.sent_on)}, {record.get_how_display().lower()}"),
            Fact("Recorded by", record.sent_as),
            *([Fact("Note", record.note)] if record.note else []),
            Fact("Confirms", "The plan that was signed" if signing else "The plan", _short(signing)),
            *(Fact(name, "Kept as it was sent", _short(digest)) for name, digest in files),
            *([Fact("About the PDF", record.pdf_note)] if record.pdf_note else []),
        ]  # fmt: skip
        return tuple(found)

    @property
    def files(self) -> tuple[Link, ...]:
        return tuple(
            Link(words, reverse("assurance:sent-file", args=(self.plan_id, self.record.number, code)), "as it was sent")
            for code, words in (("docx", "Word"), ("pdf", "PDF"))
        )

    @property
    def parts(self) -> tuple[ShownPart, ...]:
        was, before = as_sent(self.record), as_sent(self.before) if self.before is not None else None
        letter = write(was.facts, was.words, day=self._day, earlier=before)
        return tuple(shown_part(part, self.plan_id, was.facts.as_at) for part in letter.parts)

    @property
    def _day(self) -> date:
        return self.record.sent_on

    @cached_property
    def changed(self) -> ChangedTables | None:
        was = as_sent(self.record)
        found = compare(was, self.now.facts, self.now.words)
        return None if found.nothing else ChangedTables(was, found)


def _short(digest: str) -> str:
    return f"digest {digest[:16]}…" if digest else ""
