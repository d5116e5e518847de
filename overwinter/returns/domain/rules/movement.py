"""Staff work in several settings."""

from overwinter.returns.domain.form import say_number
from overwinter.returns.domain.rules.look import Grade, Look, Rule, Scope, Sight, Who

LEAST = "movement-elsewhere"


def look(seen: Look) -> Sight | None:
    for code in ("movement_limited", "one_setting", "staff_kept"):
        said = seen.said(code)
        if said in ("no", "some"):
            some = "only for some of the staff" if said == "some" else "no"
            return _sight(f"“{seen.label(code)}” is answered with {some}.")
    elsewhere = seen.number("work_elsewhere")
    if elsewhere is not None and elsewhere >= seen.limits[LEAST]:
        return _sight(
            f"{say_number(elsewhere)} of the staff also work elsewhere; from {seen.limits[LEAST]:.0f} on somebody asks."
        )
    return None


def _sight(said: str) -> Sight:
    return Sight(
        "Staff movement not limited",
        f"{said} The guidance asks that staff work in one setting wherever that can be. "
        "Ask what would make it possible.",
        Grade.NORMAL,
        told="Some of your staff work in several places. We ring to see what would help to limit that.",
    )


RULE = Rule(
    "movement", "Staff movement not limited", "Staff who work in several settings.", Scope.ONE, Who.CONTRACTS, look,
    (LEAST,),
)  # fmt: skip
