"""Pages for the council's administrator, and the interface itself, whose addresses are declared in ``resources``."""

from django.urls import include, path

from overwinter.exchange.interface import ROOT, list_paths
from overwinter.exchange.views import interface, tokens, webhooks
from overwinter.infra.access import PUBLIC, path_for
from overwinter.organisations.api import COUNCIL_ADMIN

app_name = "exchange"
SERVICE = "council/services/<int:service_id>/"
WEBHOOK = "council/webhooks/<int:webhook_id>/"

urlpatterns = [
    path_for("council/services/", tokens.services, COUNCIL_ADMIN, name="services"),
    path_for("council/services/add/", tokens.add_service, COUNCIL_ADMIN, name="add-service"),
    path_for(SERVICE, tokens.service, COUNCIL_ADMIN, name="service"),
    path_for(f"{SERVICE}token/", tokens.add_token, COUNCIL_ADMIN, name="add-token"),
    path_for(f"{SERVICE}tokens/<int:token_id>/withdraw/", tokens.withdraw_token, COUNCIL_ADMIN, name="withdraw-token"),
    path_for("council/webhooks/", webhooks.webhooks, COUNCIL_ADMIN, name="webhooks"),
    path_for("council/webhooks/add/", webhooks.add_webhook, COUNCIL_ADMIN, name="add-webhook"),
    path_for(WEBHOOK, webhooks.webhook, COUNCIL_ADMIN, name="webhook"),
    path_for(f"{WEBHOOK}change/", webhooks.change_webhook, COUNCIL_ADMIN, name="change-webhook"),
    path_for(f"{WEBHOOK}secret/", webhooks.new_secret, COUNCIL_ADMIN, name="webhook-secret"),
    path_for(f"{WEBHOOK}switch/", webhooks.switch_webhook, COUNCIL_ADMIN, name="switch-webhook"),
    path_for(f"{WEBHOOK}end/", webhooks.end_webhook, COUNCIL_ADMIN, name="end-webhook"),
    path_for(f"{WEBHOOK}try/", webhooks.try_webhook, COUNCIL_ADMIN, name="try-webhook"),
    path_for(f"{WEBHOOK}deliveries/<int:delivery_id>/", webhooks.delivery, COUNCIL_ADMIN, name="delivery"),
    path_for(ROOT, interface.interface, PUBLIC, name="interface"),
    path_for(f"{ROOT}openapi.json", interface.document, PUBLIC, name="document"),
    path(ROOT, include(list_paths())),
    path_for(f"{ROOT}<path:rest>", interface.nothing_here, PUBLIC, name="nothing-here"),
]
