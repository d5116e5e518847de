"""The beds of one return come to more than there are."""

from overwinter.returns.domain.form import Relation, say_number, sum_of
from overwinter.returns.domain.rules.look import Grade, Look, Rule, Scope, Sight, Who


def look(seen: Look) -> Sight | None:
    for total in seen.definition.totals:
        parts, whole = sum_of(seen.answers, total.parts), seen.number(total.whole)
        if parts is None or whole is None:
            continue
        if parts > whole or (total.relation is Relation.EQUAL and parts != whole):
            return Sight(
                f"{total.unit.capitalize()} do not add up: {say_number(parts)} of {say_number(whole)}",
                f"{total.title} come to {say_number(parts)}, and the whole is {say_number(whole)}. "
                "One of them is wrong.",
                Grade.NORMAL,
                told=f"Your {total.unit} come to {say_number(parts)}, but you told us of {say_number(whole)}. "
                "Please put right which is wrong.",
            )
    return None


RULE = Rule(
    "adds-up", "Answers that do not add up", "Parts of a return that come to more than their whole.", Scope.ONE,
    Who.CONTRACTS, look,
)  # fmt: skip
