"""What runs in the background."""

from overwinter.exchange import actions
from overwinter.infra import clock


def forget_answers() -> None:
    """Keys are good for a day."""
    actions.forget_answers(before=clock.now() - actions.KEY_GOOD_FOR, by=None)
