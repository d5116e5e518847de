"""A part that is larger than what it is a part of."""

from overwinter.returns.domain.form import say_number, sum_of
from overwinter.returns.domain.rules.look import Grade, Look, Rule, Scope, Sight, Who


def look(seen: Look) -> Sight | None:
    for question in seen.counted:
        part, whole = seen.number(question.code), sum_of(seen.answers, question.part_of) if question.part_of else None
        if part is not None and whole is not None and part > whole:
            return Sight(
                f"{question.label}: {say_number(part)} of {say_number(whole)}",
                f"“{question.label}” says {say_number(part)}, and there are only {say_number(whole)}. "
                "One of the two is wrong.",
                Grade.NORMAL,
                told=f"“{question.label}” says {say_number(part)}, and you told us of {say_number(whole)} in all. "
                "Please put right which is wrong.",
            )
    return None


RULE = Rule(
    "part-over-whole", "A part larger than its whole",
    "More staff away than there are, or more people vaccinated than live there.", Scope.ONE, Who.CONTRACTS, look,
)  # fmt: skip
