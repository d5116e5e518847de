"""Who may be asked to sign and what may forbid it, from ``catalogue/signing.toml``; and what a council chose of it."""

import tomllib
from functools import lru_cache

from overwinter.frameworks.api import find_catalogue_dir
from overwinter.plans.domain.signing import Chain, Rule, Step
from overwinter.plans.models import SigningChoice


@lru_cache(maxsize=1)
def _load() -> tuple[tuple[Step, ...], tuple[Rule, ...]]:
    told = tomllib.loads((find_catalogue_dir() / "signing.toml").read_text(encoding="utf-8"))
    return tuple(Step(**step) for step in told["step"]), tuple(Rule(**rule) for rule in told["rule"])


def all_steps() -> tuple[Step, ...]:
    return _load()[0]


def all_rules() -> tuple[Rule, ...]:
    return _load()[1]


def title_of(step: str) -> str:
    return next((each.title for each in all_steps() if each.id == step), step)


def chain_of(council_id: int) -> Chain:
    """What the council has chosen; a step that is always asked is there whatever was chosen."""
    chosen = SigningChoice.objects.filter(council_id=council_id).first()
    steps, rules = _load()
    if chosen is None:
        return Chain(
            tuple(step for step in steps if step.asked != "no"), frozenset(rule.id for rule in rules if rule.on)
        )
    return Chain(
        tuple(step for step in steps if not step.can_be_left_out or step.id in chosen.steps),
        frozenset(rule.id for rule in rules if rule.id in chosen.rules),
    )
