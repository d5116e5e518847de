"""Webhooks and what they were sent, for the administrator of their council."""

from datetime import datetime, timedelta
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Max, Q, QuerySet
from django.http import Http404

from overwinter.exchange.domain.sending import State
from overwinter.exchange.models import Attempt, Delivery, Webhook
from overwinter.organisations.api import Grant, Viewer

PER_PAGE = 25
WEEK = timedelta(days=7)


def list_webhooks(viewer: Viewer, *, council_id: int, now: datetime) -> list[Webhook]:
    """By name, each with how many were ``sent`` and ``missed`` in seven days, and when the last was ``last_sent``."""
    recent = Q(deliveries__made_at__gt=now - WEEK)
    found = _kept(viewer).filter(council_id=council_id).annotate(
        sent=Count("deliveries", filter=recent & Q(deliveries__state=State.SENT.value)),
        missed=Count("deliveries", filter=recent & Q(deliveries__state=State.GIVEN_UP.value)),
        last_made=Max("deliveries__made_at"),
    )  # fmt: skip
    return list(found.order_by("name", "id"))


def get_webhook(viewer: Viewer, webhook_id: int) -> Webhook:
    webhook = _kept(viewer).filter(pk=webhook_id).select_related("council").first()
    if webhook is None:
        raise Http404("There is no such webhook, or another council’s administrator keeps it.")
    return webhook


def page_deliveries(viewer: Viewer, webhook: Webhook, *, page: int) -> "Page[Any]":
    """Newest first, each with how often it was tried."""
    found = Delivery.objects.filter(webhook=webhook, webhook__in=_kept(viewer)).annotate(tried=Count("attempts"))
    return Paginator(found.order_by("-id"), PER_PAGE).get_page(page)


def get_delivery(viewer: Viewer, webhook_id: int, delivery_id: int) -> Delivery:
    found = Delivery.objects.filter(pk=delivery_id, webhook_id=webhook_id, webhook__in=_kept(viewer))
    delivery = found.select_related("webhook__council").first()
    if delivery is None:
        raise Http404("There is no such delivery of this webhook.")
    return delivery


def list_attempts(delivery: Delivery) -> list[Attempt]:
    """Newest first. For a delivery that the caller may see."""
    return list(delivery.attempts.order_by("-id"))


def list_switched_off(viewer: Viewer) -> list[Webhook]:
    """Those that the program switched off, for who administers the council they work in."""
    here = viewer.council_id
    if here is None or not viewer.may(Grant.COUNCIL_ADMIN, here):
        return []
    found = _kept(viewer).filter(council_id=here, off_since__isnull=False, given_up_in_a_row__gt=0)
    return list(found.order_by("off_since", "id"))


def _kept(viewer: Viewer) -> QuerySet[Webhook]:
    """Those of the councils the viewer administers that nobody took away."""
    councils = [council for council in viewer.council_ids if viewer.may(Grant.COUNCIL_ADMIN, council)]
    return Webhook.objects.filter(council_id__in=councils, ended_at=None)
