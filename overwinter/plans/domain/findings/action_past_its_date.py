"""Open gap actions whose date has passed."""

from overwinter.plans.domain.facts import RowFacts
from overwinter.plans.domain.findings.finding import Mend, Rule, Scope, Seen, on_each_row
from overwinter.plans.domain.findings.ground import Ground


def look(row: RowFacts, ground: Ground) -> Seen | None:
    late = [action for action in row.open_actions if action.due is not None and action.due < ground.today]
    if not late:
        return None
    first = min(action.due for action in late if action.due is not None)
    days = (ground.today - first).days
    ago = "1 day ago" if days == 1 else f"{days} days ago"
    return Seen(
        "A gap action is past its date." if len(late) == 1 else f"{len(late)} gap actions are past their date.",
        f"{'It was' if len(late) == 1 else 'The first was'} due {ago} and is not done.",
        "finish it, or move its date and say why.",
        saw=tuple(f"{action.id} {action.due}" for action in late),
    )


RULE = Rule(
    code="action-past-date",
    name="A gap action past its date",
    why="The gap stays open for as long as nobody says what became of the action.",
    how="A gap action is to do or under way, and its due date is before today.",
    scope=Scope.ROW,
    mends=Mend.ACTIONS,
    judge=on_each_row("action-past-date", look),
)
