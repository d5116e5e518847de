"""An answer in which nothing can be looked at."""

import re

from overwinter.kernel.status import FullyMet
from overwinter.plans.domain.facts import RowFacts
from overwinter.plans.domain.findings.finding import Mend, Rule, Scope, Seen, on_each_row
from overwinter.plans.domain.findings.ground import Ground, is_good
from overwinter.plans.domain.findings.words import count_words

_FIGURE_OR_LINK = re.compile(r"\d|@|https?:|www\.", re.IGNORECASE)


def look(row: RowFacts, ground: Ground) -> Seen | None:
    if ground.is_evidenced(row) or row.fully_met in (FullyMet.NO, FullyMet.PARTIAL):
        return None
    mend = "name what shows it: a number, a date, a document, a link, or who does it and how often."
    if not row.text:
        if not is_good(row) or not ground.gives_answers:
            return None
        said = "fully met" if row.fully_met is FullyMet.YES else "green"
        return Seen("Nothing is said that shows it.", f"It is {said}, and the response is empty.", mend, saw=(said,))
    words = count_words(row.text)
    if words > ground.limits["evidence-few-words"].count or _can_be_looked_at(row.text, ground):
        return None
    if ground.words.does_not_apply.first_in(row.text) or ground.words.admits_a_gap.first_in(row.text):
        return None
    many = "1 word" if words == 1 else f"{words} words"
    return Seen(
        "The response says nothing that can be looked at.",
        f"Its {many} hold no number, date, document or link, and name nobody who could be asked.",
        mend,
        saw=(row.text,),
    )


def _can_be_looked_at(text: str, ground: Ground) -> bool:
    return bool(_FIGURE_OR_LINK.search(text) or ground.words.can_be_looked_at.first_in(text))


RULE = Rule(
    code="weak-evidence",
    name="Evidence that says nothing",
    why="“In place and well established” can be written of anything. Whoever has to believe it needs one thing to "
    "look at.",
    how="The row is not declared unmet, and neither a measure with a figure nor evidence in date bears it out. Its "
    "response is empty though it is called met or green; or it is short, has no figure and no link, and names nothing "
    "of `can_be_looked_at` in `catalogue/findings.toml`. Silent where the response says that the requirement does not "
    "apply, or admits a gap.",
    scope=Scope.ROW,
    mends=Mend.RESPONSE,
    judge=on_each_row("weak-evidence", look),
    limits=("evidence-few-words",),
)
