"""Signing the plan: the page, the signature, sending back, withdrawing, what was signed, and who signs at all."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from overwinter.accounts.api import signed_in
from overwinter.infra import clock
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import viewer_of
from overwinter.plans import actions, chains, queries
from overwinter.plans.forms import SendBackForm, SignForm, SigningChoicesForm
from overwinter.plans.pages.changed import changed
from overwinter.plans.pages.signed import SignedPage
from overwinter.plans.pages.signing import SignOffPage
from overwinter.plans.pages.tables import full_table


def sign_off(request: HttpRequest, plan_id: int) -> HttpResponse:
    page = _page(request, plan_id)
    return _render(request, page, SignForm(initial={"digest": page.digest}, open_work=page.open_work.count_words))


@require_POST
def sign(request: HttpRequest, plan_id: int) -> HttpResponse:
    page = _page(request, plan_id)
    form = SignForm(request.POST, open_work=page.open_work.count_words)
    if form.is_valid():
        try:
            actions.sign_plan(plan_id=plan_id, digest=form.cleaned_data["digest"], seen=True, by=signed_in(request))
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "The plan is signed in your name.")
        return redirect("plans:sign-off", plan_id)
    return _render(request, page, form)


@require_POST
def send_back(request: HttpRequest, plan_id: int) -> HttpResponse:
    page = _page(request, plan_id)
    form = SendBackForm(request.POST)
    if form.is_valid():
        try:
            actions.send_plan_back(plan_id=plan_id, why=form.cleaned_data["why"], by=signed_in(request))
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "The plan is sent back. Its manager finds your reason on Today.")
        return redirect("plans:sign-off", plan_id)
    signing = SignForm(initial={"digest": page.digest}, open_work=page.open_work.count_words)
    return _render(request, page, signing, back=form)


@require_POST
def withdraw(request: HttpRequest, plan_id: int) -> HttpResponse:
    queries.get_signing(viewer_of(request), plan_id)
    try:
        actions.withdraw_signature(plan_id=plan_id, by=signed_in(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Your signature is withdrawn. That it was given stays in the record.")
    return redirect("plans:sign-off", plan_id)


def signed(request: HttpRequest, plan_id: int, signing_number: int) -> HttpResponse:
    """What was frozen at its own address, as it was then."""
    signing, round = queries.get_round(viewer_of(request), plan_id, signing_number)
    changes = queries.list_changes(round.record, signing.plan)
    page = SignedPage(signing.plan, round, round.snapshot, changes, request.GET.urlencode())
    shown = {
        "page": page, "shown": page.shown, "table": full_table(page.shown), "place": page.place, "lede": page.lede,
        "changes": changed(changes, plan_id, clock.today()), "breadcrumbs": page.breadcrumbs,
    }  # fmt: skip
    return render(request, "plans/signed.html", shown)


def signed_file(request: HttpRequest, plan_id: int, signing_number: int) -> HttpResponse:
    """The very text whose digest was signed."""
    signing, round = queries.get_round(viewer_of(request), plan_id, signing_number)
    answer = HttpResponse(round.record.snapshot.encode(), content_type="application/json")
    name = f"{signing.plan.council.code}-winter-plan-{signing.plan.winter}-signing-{signing_number}.json"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def choices(request: HttpRequest) -> HttpResponse:
    council_id = viewer_of(request).council_id or 0
    chain = chains.chain_of(council_id)
    form = SigningChoicesForm(
        request.POST or None,
        initial={"steps": [step.id for step in chain.steps], "rules": sorted(chain.rules)},
        steps=[(step.id, step.title) for step in chains.all_steps() if step.can_be_left_out],
        rules=[(rule.id, rule.says) for rule in chains.all_rules()],
    )
    if request.method == "POST" and form.is_valid():
        actions.choose_chain(council_id=council_id, by=signed_in(request), **form.cleaned_data)
        messages.success(request, "Saved. A signing that is under way goes on as it began.")
        return redirect("plans:signing-choices")
    return render(request, "plans/signing_choices.html", {"form": form}, status=422 if form.errors else 200)


def _page(request: HttpRequest, plan_id: int) -> SignOffPage:
    viewer = viewer_of(request)
    signing = queries.get_signing(viewer, plan_id)
    standing = signing.standing
    changes = queries.list_changes(standing.record, signing.plan) if standing is not None else ()
    return SignOffPage(signing, viewer, queries.freeze(signing.plan), changes)


def _render(request: HttpRequest, page: SignOffPage, form: SignForm, back: SendBackForm | None = None) -> HttpResponse:
    refused = form if form.errors else back
    shown = {
        "page": page, "sign_form": form, "back": back or SendBackForm(), "form": refused, "place": page.place,
        "lede": page.lede, "breadcrumbs": page.breadcrumbs,
        "changes": changed(page.changes, page.plan_id, clock.today()) if page.changes else None,
    }  # fmt: skip
    return render(request, "plans/sign_off.html", shown, status=422 if refused is not None else 200)
