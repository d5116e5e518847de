"""What speaks for each entry of the catalogue in each row, before the order of the rows is looked at."""

from collections.abc import Sequence

from overwinter.reading.matching.drafts import Draft
from overwinter.reading.matching.headings import Headings
from overwinter.reading.matching.learnt import Recalled
from overwinter.reading.matching.likeness import Likeness
from overwinter.reading.matching.model import Model
from overwinter.reading.matching.numbers import WORTH, number_evidence
from overwinter.reading.matching.scores import Scores, added

TAUGHT_WORTH = 1.0
"""A learnt answer holds its place against the order prior."""


def emissions(
    drafts: Sequence[Draft],
    recalled: Sequence[Recalled | None],
    model: Model,
    headings: Headings,
    likeness: Likeness | None,
) -> list[Scores]:
    """For each row: how its text fits, where its headings and its number point, and what was taught for its wording."""
    scores = [
        added(draft.fit.text, headings.agreement(draft.row.section, draft.row.theme))
        if any(draft.fit.text)
        else draft.fit.text.copy()
        for draft in drafts
    ]
    if likeness is not None:
        likely = (likeness.worth(draft.text.words) for draft in drafts)
        scores = [added(own, alike) for own, alike in zip(scores, likely, strict=True)]
    numbers = [one.number for one in model.entries]
    for n, entry in number_evidence(scores, [draft.row.ref for draft in drafts], numbers):
        scores[n][entry] += WORTH
    for n, memory in enumerate(recalled):
        for answer in memory.answers if memory else ():
            for entry in {model.index[id] for id in answer.ids if id in model.index}:
                scores[n][entry] += TAUGHT_WORTH
    return scores
