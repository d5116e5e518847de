"""Nobody is admitted, and the council knows of no outbreak."""

from overwinter.returns.domain.form import Answers, number_of, say_number
from overwinter.returns.domain.rules.look import Grade, Look, Moved, Rule, Scope, Sight, Who, shut_beds_of, takes_nobody

SHUT = "beds-shut"


def look(seen: Look) -> Sight | None:
    if seen.outbreak_known or not _is_closed(seen, seen.answers):
        return None
    closed_before = seen.last is not None and _is_closed(seen, seen.last)
    since = f" So it was in {seen.last_period}." if closed_before else ""
    said = _is_said(seen.answers)
    how = "says that nobody new is taken" if said else _beds(seen)
    return Sight(
        "Admissions closed, no outbreak known",
        f"The return for {seen.period} {how}, and no outbreak there is known to the council.{since} "
        "Ask whether there is one, or why else.",
        Grade.HIGH if said else Grade.NORMAL,
        told="You take no new people, and we do not know of an outbreak. Please tell us whether there is one.",
        moved=Moved("Admissions", "open", "closed", "No outbreak there is known to the council")
        if seen.last is not None and _was_open(seen.last)
        else None,
    )


def _is_said(answers: Answers) -> bool:
    return answers.get("admissions") == "no" or answers.get("admissions_closed") == "yes"


def _was_open(answers: Answers) -> bool:
    """Only where it said so, or had a bed open to new people: no answer is neither."""
    said_open = answers.get("admissions") == "yes" or answers.get("admissions_closed") == "no"
    return said_open or (number_of(answers, "beds_open") or 0) > 0


def _is_closed(seen: Look, answers: Answers) -> bool:
    """A single bed that is shut may be under repair; several are a decision."""
    return _is_said(answers) or bool(takes_nobody(answers) and (shut_beds_of(answers) or 0) >= seen.limits[SHUT])


def _beds(seen: Look) -> str:
    shut = say_number(shut_beds_of(seen.answers) or 0)
    return (
        f"counts {shut} beds that are empty and none that is open to new people; from {seen.limits[SHUT]:.0f} on "
        "somebody asks"
    )


RULE = Rule(
    "admissions-closed", "Admissions closed, no outbreak known",
    "A home that takes nobody new while the council knows of no outbreak there.", Scope.ONE, Who.CONTRACTS, look,
    ("outbreak-known-days", SHUT),
    assumes="An outbreak is known where the home’s survey after a positive test came within the days of the setting. "
    "A home that does not say whether it takes new people takes none where beds are empty and none of them is open.",
)  # fmt: skip
