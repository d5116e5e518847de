"""Rules are switched on and off, at limits of the council's own."""

from collections.abc import Mapping

from django.db import transaction

from overwinter.accounts.api import User
from overwinter.frameworks.api import get_limits
from overwinter.infra import audit, clock
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import get_council, get_viewer
from overwinter.returns import permissions
from overwinter.returns.domain import switching
from overwinter.returns.domain.rules import RULES, Rule
from overwinter.returns.models import RuleUse


@transaction.atomic
def switch_on(*, council_id: int, rule: str, limits: Mapping[str, float], why: str, by: User) -> RuleUse:
    """From today on, at the limits given or else the installation's. Said again with others it is a new use."""
    council, found = get_council(council_id), _find(rule)
    permissions.may_ask(get_viewer(by), council_id).require()
    today = clock.today()
    defaults = {code: get_limits(today)[code] for code in found.limits}
    switching.are_sound(found, limits, defaults).require()
    own = {code: value for code, value in limits.items() if value != defaults[code].value}
    switching.may_set(own, why).require()
    standing = _standing(council_id, rule)
    if standing is not None and (standing.limits, standing.why) == (own, why.strip()):
        return standing
    if standing is not None:
        _end(standing)
    use = RuleUse.objects.create(council=council, rule=rule, since=today, limits=own, why=why.strip())
    details = {"rule": rule, "limits": own}
    audit.record("rule switched on", by=by, subject=use, chain=council.code, details=details)
    return use


@transaction.atomic
def switch_off(*, council_id: int, rule: str, why: str, by: User) -> None:
    """It looks at nothing from now on. What it raised stays."""
    council = get_council(council_id)
    permissions.may_ask(get_viewer(by), council_id).require()
    use = _standing(council_id, _find(rule).code)
    if use is None:
        raise Refused("This rule is off already.")
    switching.may_switch_off(why).require()
    _end(use)
    audit.record(
        "rule switched off", by=by, subject=use, chain=council.code, details={"rule": rule, "why": why.strip()}
    )  # fmt: skip


def _find(rule: str) -> Rule:
    if rule not in RULES:
        raise Refused("There is no such rule. Choose one of the list.")
    return RULES[rule]


def _standing(council_id: int, rule: str) -> RuleUse | None:
    uses = RuleUse.objects.select_for_update().filter(council_id=council_id, rule=rule, until__isnull=True)
    return uses.order_by("id").first()


def _end(use: RuleUse) -> None:
    use.until = clock.today()
    use.save(update_fields=["until"])
