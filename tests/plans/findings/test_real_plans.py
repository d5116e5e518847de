"""Every rule on the five real plans: each finding has been judged by a person, and few of a rule's are false alarms."""

from bench import findings as bench
from overwinter.plans.domain.findings import RULES_BY_CODE
from tests.support.shared import shared


def test_findings_on_the_real_plans_are_judged_and_seldom_false() -> None:
    for name in bench.PLANS:
        shared("intake", "plans", name)
    fired = [each for name in bench.PLANS for each in bench.firings(name)]
    verdicts = bench.judged()
    assert list(bench.too_many(fired, verdicts)) == []
    # A change of how a plan is read moves a few rows; the measurement itself wants every one of them judged.
    assert len(list(bench.unjudged(fired, verdicts))) <= len(fired) / 10
    seen = {each.identity for each in fired}
    assert sum(key in seen for key, false in verdicts.items() if not false) >= len(fired) * 8 / 10


def test_verdicts_name_rules_and_rows_and_no_words() -> None:
    for document, code, where in bench.judged():
        assert document in bench.PLANS and code in RULES_BY_CODE and len(where.split()) <= 2
