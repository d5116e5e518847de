"""Rules that look at returns: listed, tried, switched on and off."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from overwinter.accounts.api import signed_in
from overwinter.frameworks.api import get_limits
from overwinter.infra import clock
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import own_council_id, viewer_of
from overwinter.returns import actions, permissions, queries
from overwinter.returns.domain.rules import RULES, Rule
from overwinter.returns.pages.rules import RulePage, RulesPage, rules_crumbs
from overwinter.returns.rule_forms import LimitsForm, OffForm, SwitchForm


@require_GET
def list_rules(request: HttpRequest) -> HttpResponse:
    page = RulesPage(queries.list_rule_uses(viewer_of(request)), get_limits(clock.today()))
    return render(request, "returns/rules.html", {"page": page, "breadcrumbs": page.breadcrumbs})


@require_GET
def show_rule(request: HttpRequest, rule_code: str) -> HttpResponse:
    """The rule, and what it would have raised at the limits that stand in the address."""
    rule, viewer, today = _rule_or_404(rule_code), viewer_of(request), clock.today()
    uses, limits = queries.list_rule_uses(viewer).get(rule.code, []), get_limits(today)
    standing = uses[0].limits if uses and uses[0].until is None else {}
    trying = "try" in request.GET
    form = LimitsForm(
        request.GET if trying else None, limits={each: limits[each] for each in rule.limits}, own=standing
    )
    tried = queries.try_rule(viewer, rule, form.wanted, today=today) if trying and form.is_valid() else None
    page = RulePage(rule, uses, limits, tried)
    may_ask = bool(permissions.may_ask(viewer, own_council_id(request)))
    shown = {"page": page, "form": form, "may_ask": may_ask, "breadcrumbs": page.breadcrumbs}
    return render(request, "returns/rule.html", shown)


def switch_on(request: HttpRequest, rule_code: str) -> HttpResponse:
    rule, limits = _rule_or_404(rule_code), get_limits(clock.today())
    uses = queries.list_rule_uses(viewer_of(request)).get(rule.code, [])
    standing = uses[0] if uses and uses[0].until is None else None
    form = SwitchForm(
        request.POST or None, limits={each: limits[each] for each in rule.limits},
        own=standing.limits if standing else {}, initial={"why": standing.why if standing else ""},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            actions.switch_on(
                council_id=own_council_id(request), rule=rule.code, limits=form.wanted,
                why=form.cleaned_data["why"], by=signed_in(request),
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"“{rule.title}” looks at returns from now on.")
            return redirect("returns:rule", rule.code)
    return _fields(request, rule, form, title=f"Switch on “{rule.title}”", button="Switch it on", lede=rule.sees)


def switch_off(request: HttpRequest, rule_code: str) -> HttpResponse:
    rule, form = _rule_or_404(rule_code), OffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.switch_off(
                council_id=own_council_id(request), rule=rule.code, why=form.cleaned_data["why"],
                by=signed_in(request),
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"“{rule.title}” looks at nothing any more. What it raised stays.")
            return redirect("returns:rule", rule.code)
    lede = "It looks at nothing from now on. What it raised stays until somebody closes it."
    return _fields(request, rule, form, title=f"Switch off “{rule.title}”", button="Switch it off", lede=lede)


def _fields(
    request: HttpRequest, rule: Rule, form: LimitsForm | OffForm, *, title: str, button: str, lede: str
) -> HttpResponse:
    shown = {
        "form": form, "title": title, "place": "Rules that look at returns", "lede": lede, "button": button,
        "breadcrumbs": rules_crumbs(), "rule": rule,
    }  # fmt: skip
    return render(request, "returns/rule_fields.html", shown)


def _rule_or_404(code: str) -> Rule:
    if code not in RULES:
        raise Http404("There is no such rule.")
    return RULES[code]
