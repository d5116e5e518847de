"""Background work. The only door to the queue, so that the queue can be another one tomorrow."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django_q.tasks import async_task


def enqueue(job: Callable[..., Any] | str, *args: Any) -> None:
    """Run ``job(*args)`` in a worker once the transaction around this call has been committed.

    ``job`` is a module-level function, or its dotted name where it stands above its caller. It may safely run twice: a
    worker that dies hands its job to the next.
    """
    name = job if isinstance(job, str) else f"{job.__module__}.{job.__qualname__}"
    transaction.on_commit(lambda: async_task(name, *args))
