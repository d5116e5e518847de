"""The letter written from facts and free words: its parts in order, each figure with the source it was counted from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from overwinter.assurance.domain.comparing import sentences_since
from overwinter.assurance.domain.facts import FreeWords, LetterFacts, SentFacts, Signer, Statement
from overwinter.assurance.domain.said import Paragraph, Piece, standing
from overwinter.kernel.days import full_day
from overwinter.kernel.status import FullyMet, Rag
from overwinter.kernel.words import counted, inner, joined

HEADINGS = {
    "opening": "", "plan": "Our plan is in place", "providers": "Working with providers on business continuity",
    "issues": "Key issues", "partners": "The NHS and the voluntary and community sector",
    "since": "What has changed since we last wrote", "closing": "",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    key: str
    paragraphs: tuple[Paragraph, ...] = ()
    points: tuple[Paragraph, ...] = ()
    """Set as a list after the paragraphs."""
    issues: tuple[Statement, ...] = ()
    """Set as a table after the paragraphs."""
    after: tuple[Paragraph, ...] = ()
    """What people add to what the plan says."""

    @property
    def heading(self) -> str:
        return HEADINGS[self.key]

    @property
    def is_empty(self) -> bool:
        return not (self.paragraphs or self.points or self.issues or self.after)


@dataclass(frozen=True, slots=True)
class Letter:
    council: str
    to: str
    reference: str
    day: date
    subject: str
    parts: tuple[Part, ...]
    signers: tuple[Signer, ...]
    footer: str

    def part(self, key: str) -> Part:
        return next((part for part in self.parts if part.key == key), Part(key))


def write(facts: LetterFacts, words: FreeWords, *, day: date, earlier: SentFacts | None = None) -> Letter:
    """The whole letter. ``earlier`` is the one sent before, whose differences the new one tells."""
    since = sentences_since(earlier, facts) if earlier is not None else ()
    parts = (
        Part("opening", _free(words.opening)),
        Part("plan", _plan(facts)),
        Part("since", tuple((Piece(sentence),) for sentence in since)),
        Part("providers", _providers(facts), tuple(map(_point, facts.continuity)), after=_free(words.providers)),
        Part("issues", (*_issues(facts), *_free(words.issues)), issues=facts.issues),
        Part("partners", _partners(facts), _partner_points(facts), after=_free(words.partners)),
        Part("closing", _free(words.closing)),
    )
    demo = f" {facts.council} is invented, and so is all that is said of it here." if facts.is_demo else ""
    return Letter(
        council=facts.council, to=words.to, reference=words.reference, day=day,
        subject=f"Winter plan for adult social care, {facts.winter}: confirmation",
        parts=tuple(part for part in parts if not part.is_empty), signers=facts.signers,
        footer=f"Figures as at {full_day(facts.as_at)}, from the council’s winter plan.{demo}",
    )  # fmt: skip


def _free(text: str) -> tuple[Paragraph, ...]:
    """People's own words: an empty line begins a new paragraph."""
    blocks = text.replace("\r\n", "\n").split("\n\n")
    return tuple((Piece(" ".join(block.split())),) for block in blocks if block.strip())


def _plan(facts: LetterFacts) -> tuple[Paragraph, ...]:
    own = f" and {counted(facts.local, 'row')} of our own" if facts.local else ""
    first = (
        Piece(f"{facts.council} has a winter plan for {facts.winter}. It answers "),
        Piece(counted(facts.national, "requirement"), "plan"),
        Piece(f" of “{facts.framework}” that are in force{own}. On {full_day(facts.as_at)}, "),
        *_counts([(facts.rag(Rag.RED), "red", "red"), (facts.rag(Rag.AMBER), "amber", "plan"),
                  (facts.rag(Rag.GREEN), "green", "plan"), (facts.rag(Rag.UNKNOWN), "not known", "plan")]),
        Piece(". "),
        Piece(f"{facts.met(FullyMet.YES)} of {facts.rows}", "plan"),
        Piece(" are fully met, "),
        Piece(str(facts.met(FullyMet.PARTIAL)), "plan"),
        Piece(" partly and "),
        Piece(str(facts.met(FullyMet.NO)), "not-met"),
        Piece(" not"),
        *([Piece("; of "), Piece(str(unknown), "plan"), Piece(" it is not known")]
          if (unknown := facts.met(FullyMet.UNKNOWN)) else []),
        Piece("."),
    )  # fmt: skip
    signed = [each for each in facts.signers if each.signed_on is not None]
    if not signed:
        return (first, (Piece("It has not been signed by all who sign it.", "signing"),))
    who = joined([f"the {inner(each.title)}" for each in signed])
    last = max(each.signed_on for each in signed if each.signed_on is not None)
    return (first, (Piece(f"It has been signed by {who}, last on {full_day(last)}.", "signing"),))


def _counts(found: Sequence[tuple[int, str, str]]) -> list[Piece]:
    """ "4 are red, 27 amber, 62 green": what no row says is left out."""
    said: list[Piece] = []
    for count, word, source in found:
        if count:
            verb = f" {'is' if count == 1 else 'are'} {word}" if not said else f" {word}"
            said += [Piece(", ")] if said else []
            said += [Piece(f"{count}{verb}", source)]
    return said or [Piece("it has no row in force")]


def _providers(facts: LetterFacts) -> tuple[Paragraph, ...]:
    if not facts.continuity:
        return ()
    return ((Piece("We work with our care providers on their business continuity plans. This is how it stands:"),),)


def _issues(facts: LetterFacts) -> tuple[Paragraph, ...]:
    if not facts.issues:
        return ((Piece("No row of our plan is red, and none is not met.", "plan"),),)
    red = sum(each.rag == Rag.RED for each in facts.issues)
    said = [Piece("We draw your attention to "), Piece(counted(len(facts.issues), "row"), "not-met")]
    said.append(Piece(f" of our plan that {'is' if len(facts.issues) == 1 else 'are'} red or not met"))
    said += [Piece("; "), Piece(f"{red} of them {'is' if red == 1 else 'are'} red", "red")] if red else []
    return ((*said, Piece(".")),)


def _partners(facts: LetterFacts) -> tuple[Paragraph, ...]:
    if not (facts.nhs or facts.voluntary):
        return ()
    whom = [
        *(["the NHS"] if facts.nhs else []),
        *(["voluntary and community organisations"] if facts.voluntary else []),
    ]
    return ((Piece(f"The plan is carried out together with {joined(whom)}:"),),)


def _partner_points(facts: LetterFacts) -> tuple[Paragraph, ...]:
    return tuple(_point(each) for each in (*facts.nhs, *facts.voluntary))


def _point(statement: Statement) -> Paragraph:
    """The row, how it stands, and the council's own words."""
    text = " ".join(statement.text.split())
    how = Piece(f"{statement.name}: {standing(statement.rag, statement.fully_met)}.", f"row:{statement.response_id}")
    return (how, Piece(f" {text}")) if text else (how,)
