"""What came of something that an operation had offered flows back to it."""

from datetime import date

from overwinter.governance.domain.agenda import Kind
from overwinter.governance.keeping import Keeper
from overwinter.governance.models import AgendaItem
from overwinter.governance.ports import hearers
from overwinter.operations.api import Came, Heard


def offered_key(item: AgendaItem) -> str:
    """By which its operation knows it, also where the group below raised it; empty for anything else."""
    if item.kind == Kind.OFFERED.value:
        return item.key
    return item.escalation.about_key if item.escalation is not None else ""


def tell_operation(key: str, came: Came, words: str, keeper: Keeper, *, met_on: date, taken_back: bool = False) -> None:
    """Within the write that records it, and before anything else is written: whoever hears it holds its record before
    the audit log, as every write of its own does. Nobody hears of what nobody had offered."""
    for hearer in hearers():
        if key.startswith(f"{hearer.prefix}:"):
            hearer.hear(Heard(key, came, words, keeper.group, met_on, keeper.user, keeper.name, taken_back))
