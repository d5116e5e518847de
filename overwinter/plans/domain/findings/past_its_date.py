"""A row whose date has passed while it is not fully met."""

from overwinter.plans.domain.by_when import names_another_month
from overwinter.plans.domain.facts import RowFacts
from overwinter.plans.domain.findings.finding import Mend, Rule, Scope, Seen, on_each_row
from overwinter.plans.domain.findings.ground import Ground
from overwinter.plans.domain.rules import is_past_its_date


def look(row: RowFacts, ground: Ground) -> Seen | None:
    if row.by_when_date is None or not is_past_its_date(row, ground.today):
        return None
    if names_another_month(row.by_when, row.by_when_date):
        return None
    late = (ground.today - row.by_when_date).days
    days = "1 day" if late == 1 else f"{late} days"
    return Seen(
        "Its date has passed.",
        f"It was due {days} ago and fully met says {row.fully_met.value}.",
        "say that it is met, or move the date and say why.",
        saw=(row.by_when_date.isoformat(), row.fully_met.value),
    )


RULE = Rule(
    code="past-date",
    name="Past its date and still to be done",
    why="A date that passes in silence tells everybody that dates do not count.",
    how="By when holds a day before today and fully met does not say yes. Silent where the words of by when "
    "name another month as well: the date may have been moved in them.",
    scope=Scope.ROW,
    mends=Mend.DATE,
    judge=on_each_row("past-date", look),
)
