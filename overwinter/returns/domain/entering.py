"""What may be done with a return, and when."""

from datetime import date

from overwinter.kernel.days import full_day
from overwinter.kernel.verdict import ALLOWED, Verdict, refused
from overwinter.returns.domain.form import Answer, Answers, Definition
from overwinter.returns.domain.kinds import Entered
from overwinter.returns.domain.periods import Period


def may_submit(period: Period, *, today: date) -> Verdict:
    """What is saved before the period opens does not count for it."""
    if today >= period.opens:
        return ALLOWED
    return refused(
        f"The return for {period.label} opens on {full_day(period.opens)}. What is saved before does not count for it; "
        "keep a draft, and send it then."
    )


def may_change(period: Period, *, entered: Entered, today: date) -> Verdict:
    """A provider changes what they sent until its last day; an officer puts it right whenever they hear of it."""
    if entered is not Entered.PROVIDER or today <= period.due:
        return ALLOWED
    return refused(
        f"The return for {period.label} could be changed until {full_day(period.due)}. Ring the council’s contracts "
        "team to put it right."
    )


def may_say_no_change(last: Answers | None) -> Verdict:
    if last:
        return ALLOWED
    return refused("There are no earlier answers that could be unchanged. Fill in this return once.")


def still_current(*, expected: int, number: int) -> Verdict:
    """Whether nobody sent the return since the page was opened."""
    if expected == number:
        return ALLOWED
    return refused(
        "Somebody else sent this return while you had it open. What you typed is kept below; look at what they sent, "
        "then send yours if it still holds."
    )


def carried(definition: Definition, last: Answers | None) -> dict[str, Answer]:
    """The last answers to what is still asked."""
    asked = {field.code for field in definition.fields}
    return {code: answer for code, answer in (last or {}).items() if code in asked}
