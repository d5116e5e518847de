"""Whether a rule may be switched on at these limits, and off."""

from collections.abc import Mapping

from overwinter.kernel.threshold import Threshold, Unit
from overwinter.kernel.verdict import ALLOWED, Verdict, refused
from overwinter.returns.domain.rules import Rule


def are_sound(rule: Rule, limits: Mapping[str, float], defaults: Mapping[str, Threshold]) -> Verdict:
    """Whether each is a limit of the rule and of its unit, and none stands above the one it may not pass."""
    if unknown := sorted(set(limits) - set(rule.limits)):
        return refused(f"The rule “{rule.title}” has no limit {', '.join(unknown)}.")
    for code, value in limits.items():
        if defaults[code].unit is Unit.SHARE and not 0 <= value <= 1:
            return refused("Enter a share from 0 to 100 per cent.")
        if defaults[code].unit is not Unit.SHARE and (value < 0 or value != int(value)):
            return refused("Enter a whole number, 0 or more.")
    together = {code: threshold.value for code, threshold in defaults.items()} | dict(limits)
    for code, threshold in defaults.items():
        upper = threshold.not_above
        if upper in together and together[code] > together[upper]:
            return refused("The amber line cannot stand above the red one.")
    return ALLOWED


def may_set(own: Mapping[str, float], why: str) -> Verdict:
    if own and not why.strip():
        return refused("Say why the council has a limit of its own, and who decided it.")
    return ALLOWED


def may_switch_off(why: str) -> Verdict:
    return ALLOWED if why.strip() else refused("Say why nobody is to look at this any more.")
