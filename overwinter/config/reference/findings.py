"""Every rule that doubts a plan: what it looks at, why that matters, where it is mended."""

from overwinter.config.reference import markdown
from overwinter.plans.domain.findings import RULES, Rule, Scope


def page() -> str:
    return markdown.page(
        "Findings",
        "The rules that doubt a plan, in the order in which findings of one row are told. Each is a file of its own in "
        "`overwinter/plans/domain/findings/`; the words and requirements they go by are in `catalogue/findings.toml`, "
        "and their limits are [thresholds](thresholds.md). How often each fires on real plans, and how often wrongly, "
        "is told in [how findings are found](../explanation/findings.md).",
        *(f"## {scope.label}\n\n{_table(scope)}" for scope in Scope),
    )


def _table(scope: Scope) -> str:
    rows = [_row(rule) for rule in RULES if rule.scope is scope]
    return markdown.table(("rule", "code", "when it fires", "why it matters", "limits"), rows)


def _row(rule: Rule) -> tuple[str, ...]:
    return rule.name, markdown.code(rule.code), rule.how, rule.why, ", ".join(map(markdown.code, rule.limits))
