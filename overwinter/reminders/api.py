"""The door to reminders by mail."""

from overwinter.reminders.actions import Run, choose_mail, send_due
from overwinter.reminders.domain.choosing import USUAL, Kind, Often

__all__ = ["USUAL", "Kind", "Often", "Run", "choose_mail", "send_due"]
