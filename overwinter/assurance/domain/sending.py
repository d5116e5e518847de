"""When the letter may be sent, and until when it is asked for."""

from dataclasses import dataclass
from datetime import date

from overwinter.assurance.domain.facts import FreeWords, LetterFacts, LetterKind
from overwinter.kernel.verdict import ALLOWED, Verdict, refused
from overwinter.kernel.winter import Winter


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What is in the way of sending, after "It cannot be sent yet:", and what mends it: "sign", "row:12" or "words"."""

    words: str
    to_do: str
    mend: str


def obstacles(facts: LetterFacts, words: FreeWords, *, signed: bool) -> tuple[Obstacle, ...]:
    found = []
    if not signed:
        found.append(Obstacle("the plan is not signed by all who sign it", "See who is to sign", "sign"))
    if not words.to.strip():
        found.append(Obstacle("it does not say to whom it goes", "Write to whom it goes", "words"))
    silent = [each for each in facts.continuity if not each.is_answered]
    if not words.providers.strip() and len(silent) == len(facts.continuity):
        said = "it says nothing of providers’ business continuity plans"
        if silent:
            found.append(Obstacle(said, f"Answer {silent[0].name.split()[0]}", f"row:{silent[0].response_id}"))
        else:
            found.append(Obstacle(said, "Write a paragraph about it", "words"))
    return tuple(found)


def may_send(found: tuple[Obstacle, ...]) -> Verdict:
    if not found:
        return ALLOWED
    more = len(found) - 1
    rest = f", and {more} more {'thing is' if more == 1 else 'things are'} in the way" if more else ""
    return refused(f"It cannot be sent yet: {found[0].words}{rest}.")


def may_have_been_sent(sent_on: date, today: date) -> Verdict:
    if sent_on > today:
        return refused("The day it was sent is still to come. Record it when it has gone.")
    return ALLOWED


def asked_for(kind: LetterKind, winter: Winter) -> date | None:
    """The day by which the department asks for it, in this winter."""
    if not kind.asked_for:
        return None
    month, day = map(int, kind.asked_for.split("-"))
    return date(winter.year_of_month(month), month, day)
