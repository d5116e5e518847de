"""What runs in the background."""

from datetime import timedelta

from overwinter.exchange import actions, delivering, telling
from overwinter.frameworks.api import get_limits
from overwinter.infra import clock


def forget_answers() -> None:
    """Keys are good for a day."""
    actions.forget_answers(before=clock.now() - actions.KEY_GOOD_FOR, by=None)


def forget_deliveries() -> None:
    """What was told long ago is kept by nobody: the audit log has the change itself."""
    now = clock.now()
    kept = timedelta(days=get_limits(clock.today())["webhook-kept"].days)
    actions.forget_deliveries(before=now - kept, by=None)


def send_due() -> None:
    """After each change, and each minute for what is tried again."""
    delivering.send_due()


def tell_findings_of(plan_id: int) -> None:
    """After each change of a plan that may move its findings."""
    telling.tell_findings(plan_id)


def tell_findings() -> None:
    """Each morning: days pass, and with them dates and reviews."""
    for plan_id in telling.list_plans_to_tell():
        telling.tell_findings(plan_id)
