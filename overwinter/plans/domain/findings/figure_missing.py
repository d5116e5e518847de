"""A requirement whose point is a number, answered without one."""

import re

from overwinter.plans.domain.facts import RowFacts
from overwinter.plans.domain.findings.finding import Mend, Rule, Scope, Seen, on_each_row
from overwinter.plans.domain.findings.ground import Ground
from overwinter.plans.domain.findings.words import plain

_NUMBER = re.compile(
    r" (?:\w*\d\w*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|half|quarter|hundreds?|thousands?"
    r"|millions?|per cent|percent)\b"
)
_MONTH = r"(?:jan\w*|feb\w*|mar|march|apr\w*|may|june?|july?|aug\w*|sept?\w*|oct\w*|nov\w*|dec\w*)"
_DATE = re.compile(
    rf" \d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}\b| {_MONTH} \d{{1,2}}(?:st|nd|rd|th)\b| (?:19|20)\d\d\b"
)


def look(row: RowFacts, ground: Ground) -> Seen | None:
    wanted = ground.words.figures.get(row.requirement_id or "")
    if not wanted or not row.text or ground.is_counted(row):
        return None
    if _holds_number(row.text, ground.words.no_number.meant):
        return None
    return Seen(
        "A figure is expected and none is given.",
        f"What counts here is {wanted}; the response holds no number.",
        "give the figure and its date.",
        saw=(row.text,),
    )


def _holds_number(text: str, names: re.Pattern[str]) -> bool:
    """Whether something is counted; dates and names with a figure in them are taken out first."""
    return _NUMBER.search(names.sub(" …", _DATE.sub(" …", plain(text)))) is not None


RULE = Rule(
    code="no-figure",
    name="A figure expected and none given",
    why="Some requirements are a number in other words: the share of people vaccinated, the money passed on. Without "
    "it the answer cannot be compared with last week or with another council.",
    how="The requirement stands in `catalogue/findings.toml` under `figure`, no measure bears the row out, and the "
    "response holds no number; dates, years and names with a figure in them do not count.",
    scope=Scope.ROW,
    mends=Mend.RESPONSE,
    judge=on_each_row("no-figure", look),
)
