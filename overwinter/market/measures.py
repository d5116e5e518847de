"""The measures that support plans and continuity plans give; ``operation`` offers them."""

from collections.abc import Mapping
from datetime import date

from overwinter.kernel.counting import Taken
from overwinter.market.domain.support import Question
from overwinter.market.queries import continuity, support

SUPPORT: Mapping[Question, str] = {
    Question.INFECTION: "support-infection",
    Question.CLINICAL: "support-clinical",
    Question.TESTING: "support-testing",
    Question.EQUIPMENT: "support-equipment",
}
CONTINUITY = "continuity-current"


class MarketMeasures:
    """What ``catalogue/measures/providers.toml`` says of them, as it was on record at the end of the day."""

    codes = (*SUPPORT.values(), CONTINUITY)

    def take(self, *, council_id: int, day: date) -> Mapping[str, Taken]:
        yes, homes, answered = support.count_yes(council_id, day=day)
        current, asked = continuity.count_current(council_id, day=day)
        none = "No care home has answered its support plan." if homes else "The council has no care home on record."
        found = {
            code: Taken.share(yes[question], homes, none) if answered else Taken.nothing(none)
            for question, code in SUPPORT.items()
        }
        return found | {CONTINUITY: Taken.share(current, asked, "The council has no location on record.")}
