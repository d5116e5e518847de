"""Webhooks: added, changed, tried, switched on and off, taken away; and what each was told."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from overwinter.accounts.api import signed_in
from overwinter.exchange import actions
from overwinter.exchange.forms import WebhookForm
from overwinter.exchange.models import Webhook
from overwinter.exchange.pages.tokens import crumbs
from overwinter.exchange.pages.webhooks import DeliveryPage, WebhookPage, WebhooksPage, webhook_link, webhooks_link
from overwinter.exchange.queries import webhooks as queries
from overwinter.frameworks.api import get_limits
from overwinter.infra import clock
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import get_council, own_council_id, viewer_of


def webhooks(request: HttpRequest) -> HttpResponse:
    here = own_council_id(request)
    found = queries.list_webhooks(viewer_of(request), council_id=here, now=clock.now())
    page = WebhooksPage(found, get_council(here).name)
    shown = {"page": page, "title": page.title, "place": "Council", "lede": page.lede, "breadcrumbs": page.breadcrumbs}
    return render(request, "exchange/webhooks.html", shown)


def add_webhook(request: HttpRequest) -> HttpResponse:
    form = WebhookForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            webhook, secret = actions.add_webhook(
                council_id=own_council_id(request), by=signed_in(request), **form.chosen()
            )
        except Refused as refusal:
            form.add_error(form.field_of(str(refusal)), str(refusal))
        else:
            return _show_secret(request, webhook, secret)
    shown = {
        "title": "Add a webhook", "button": "Add it", "form": form, "breadcrumbs": crumbs(webhooks_link()),
        "lede": "An address of another program that is told as soon as something changes, and where to read it.",
    }  # fmt: skip
    return render(request, "exchange/form.html", shown, status=422 if form.errors else 200)


def webhook(request: HttpRequest, webhook_id: int) -> HttpResponse:
    viewer = viewer_of(request)
    found = queries.get_webhook(viewer, webhook_id)
    number = request.GET.get("page", "1")
    deliveries = queries.page_deliveries(viewer, found, page=int(number) if number.isdecimal() else 1)
    page = WebhookPage(found, deliveries, get_limits(clock.today()))
    shown = {"page": page, "title": page.title, "place": page.place, "lede": page.lede, "breadcrumbs": page.breadcrumbs}
    return render(request, "exchange/webhook.html", shown)


def change_webhook(request: HttpRequest, webhook_id: int) -> HttpResponse:
    found = queries.get_webhook(viewer_of(request), webhook_id)
    initial = {"name": found.name, "url": found.url, "events": found.events}
    form = WebhookForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_webhook(webhook=found, by=signed_in(request), **form.chosen())
        except Refused as refusal:
            form.add_error(form.field_of(str(refusal)), str(refusal))
        else:
            messages.success(request, "Saved. What still waits goes to the address that is there now.")
            return redirect("exchange:webhook", webhook_id)
    shown = {
        "title": "Change the webhook", "place": found.name, "button": "Save", "form": form,
        "breadcrumbs": crumbs(webhooks_link(), webhook_link(found)),
    }  # fmt: skip
    return render(request, "exchange/form.html", shown, status=422 if form.errors else 200)


def new_secret(request: HttpRequest, webhook_id: int) -> HttpResponse:
    found = queries.get_webhook(viewer_of(request), webhook_id)
    if request.method == "POST":
        return _show_secret(request, found, actions.make_secret(webhook=found, by=signed_in(request)))
    shown = {
        "title": "Make another secret", "place": found.name, "button": "Make the secret",
        "breadcrumbs": crumbs(webhooks_link(), webhook_link(found)),
        "lede": "From then on what is sent is signed with it, and whoever knows only the one before refuses it.",
    }  # fmt: skip
    return render(request, "exchange/form.html", shown)


def switch_webhook(request: HttpRequest, webhook_id: int) -> HttpResponse:
    """On when it is off, and off when it is on."""
    found = queries.get_webhook(viewer_of(request), webhook_id)
    if request.method == "POST":
        actions.switch_webhook(webhook=found, on=not found.is_on, by=signed_in(request))
        messages.success(request, f"It is switched {'off' if found.is_on else 'on'}.")
        return redirect("exchange:webhook", webhook_id)
    verb = "off" if found.is_on else "on"
    shown = {
        "title": f"Switch it {verb}", "place": found.name, "button": f"Switch it {verb}",
        "breadcrumbs": crumbs(webhooks_link(), webhook_link(found)),
        "lede": "What changed while it was off is not told later: the program reads it with changed_since.",
    }  # fmt: skip
    return render(request, "exchange/form.html", shown)


def end_webhook(request: HttpRequest, webhook_id: int) -> HttpResponse:
    found = queries.get_webhook(viewer_of(request), webhook_id)
    if request.method == "POST":
        actions.end_webhook(webhook=found, by=signed_in(request))
        messages.success(request, f"{found.name} is told of nothing any more.")
        return redirect("exchange:webhooks")
    shown = {
        "title": "Take it away", "place": found.name, "button": "Take it away",
        "breadcrumbs": crumbs(webhooks_link(), webhook_link(found)),
        "lede": "It is told of nothing any more, and what still waits is not sent. To stop for a while, switch it off.",
    }  # fmt: skip
    return render(request, "exchange/form.html", shown)


def try_webhook(request: HttpRequest, webhook_id: int) -> HttpResponse:
    found = queries.get_webhook(viewer_of(request), webhook_id)
    if request.method == "POST":
        actions.try_webhook(webhook=found, by=signed_in(request))
        messages.success(request, "A trial is on its way. Load the page again to see what came back.")
    return redirect("exchange:webhook", webhook_id)


def delivery(request: HttpRequest, webhook_id: int, delivery_id: int) -> HttpResponse:
    found = queries.get_delivery(viewer_of(request), webhook_id, delivery_id)
    if request.method == "POST":
        try:
            actions.send_again(delivery=found, by=signed_in(request))
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "It is on its way again. Load the page again to see what came back.")
        return redirect("exchange:delivery", webhook_id, delivery_id)
    page = DeliveryPage(found, queries.list_attempts(found))
    shown = {"page": page, "title": page.title, "place": page.place, "lede": page.lede, "breadcrumbs": page.breadcrumbs}
    return render(request, "exchange/delivery.html", shown)


def _show_secret(request: HttpRequest, webhook: Webhook, secret: str) -> HttpResponse:
    shown = {
        "title": "The secret", "place": webhook.name, "text": secret, "webhook": webhook_link(webhook),
        "lede": "Copy it now to the program that is told. It is shown this once.",
        "breadcrumbs": crumbs(webhooks_link(), webhook_link(webhook)),
    }  # fmt: skip
    answer = render(request, "exchange/secret.html", shown)
    answer["Cache-Control"] = "no-store"
    return answer
