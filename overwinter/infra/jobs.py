"""Background work. The only door to the queue, so that the queue can be another one tomorrow."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_q.models import Schedule
from django_q.tasks import async_task

from overwinter.infra import clock


def enqueue(job: Callable[..., Any] | str, *args: Any) -> None:
    """Run ``job(*args)`` in a worker once the transaction around this call has been committed.

    ``job`` is a module-level function, or its dotted name where it stands above its caller. It may safely run twice: a
    worker that dies hands its job to the next.
    """
    name = job if isinstance(job, str) else f"{job.__module__}.{job.__qualname__}"
    transaction.on_commit(lambda: async_task(name, *args))


def run_daily(name: str, job: Callable[..., Any] | str, *, at: time) -> None:
    """Have ``job`` run every day at about ``at`` where the council is.

    ``name`` is the schedule's own. Said again it is only put right where it differs.
    """
    function = job if isinstance(job, str) else f"{job.__module__}.{job.__qualname__}"
    now = timezone.localtime(clock.now())
    first = timezone.make_aware(datetime.combine(now.date(), at))
    kept = Schedule.objects.filter(name=name).first()
    if kept is not None and kept.func == function and timezone.localtime(kept.next_run).time() == at:
        return
    wanted = {"func": function, "schedule_type": Schedule.DAILY, "repeats": -1}
    Schedule.objects.update_or_create(
        name=name, defaults=wanted | {"next_run": first if first > now else first + timedelta(days=1)}
    )


def run_each_minute(name: str, job: Callable[..., Any] | str) -> None:
    """Have ``job`` run about once a minute. ``name`` is the schedule's own; said again it changes nothing."""
    function = job if isinstance(job, str) else f"{job.__module__}.{job.__qualname__}"
    wanted = {"func": function, "schedule_type": Schedule.MINUTES, "minutes": 1, "repeats": -1}
    if not Schedule.objects.filter(name=name, **wanted).exists():
        Schedule.objects.update_or_create(name=name, defaults=wanted | {"next_run": clock.now()})
