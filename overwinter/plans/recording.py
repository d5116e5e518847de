"""What every write of a plan does: history with its reason, the plan's revision, the audit log. Used by ``actions``."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import F, Model, QuerySet
from django.utils import timezone

from overwinter.accounts.api import User
from overwinter.infra import audit, clock
from overwinter.infra.bulk import update_rows
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import Grant, Viewer, get_role_titles, get_viewer
from overwinter.plans.domain.changes import EDITABLE, Value
from overwinter.plans.domain.closing import CLOSED
from overwinter.plans.models import Evidence, FindingAcceptance, GapAction, Lesson, Plan, Response, SectionOwner

PRESSED_TWICE = timedelta(minutes=1)
"""Within this time the same addition by the same person is a button pressed twice, not a second wish."""


class AlreadyAdded(Refused):
    """The same was added by the same person just now. ``str()`` shows the one that stands."""


@dataclass(frozen=True, slots=True)
class Writer:
    """The person who acts, what they may do, and the moment."""

    user: User | None
    """None: the program, which may do what no person asked for."""
    viewer: Viewer
    at: datetime

    @property
    def day(self) -> date:
        """The day of the moment where the council is: late on a summer evening it is the next day already."""
        return timezone.localdate(self.at)

    def speaks_as(self, council_id: int, row: Response | None = None) -> str:
        """The role they speak as: the first that leads the row and that they hold, else their grant; a service by its
        name."""
        if self.viewer.acts_as:
            return self.viewer.acts_as
        held = [pk for pk in row.lead_ids if pk in self.viewer.role_ids] if row is not None else []
        if held and row is not None:
            is_first = row.lead is not None and held[0] == row.lead_id
            return row.lead.title if is_first and row.lead is not None else get_role_titles(held[:1])[held[0]]
        grant = Grant.PLAN_MANAGER if self.viewer.may(Grant.PLAN_MANAGER, council_id) else Grant.LEAD
        return grant.label


def writer_for(by: User, viewer: Viewer | None = None) -> Writer:
    """``viewer`` spares two queries where the request has looked it up already."""
    if viewer is not None and viewer.user_id != by.pk:
        raise ValueError("the viewer is not the person who acts")
    return Writer(user=by, viewer=viewer or get_viewer(by), at=clock.now())


def writer_of_installation(by: User | None) -> Writer:
    """Who writes what follows from the national plan alone: whoever keeps the installation, or the program."""
    return Writer(user=by, viewer=Viewer(user_id=by.pk if by else 0, council_id=None), at=clock.now())


def save(
    instance: Response | GapAction | Evidence | FindingAcceptance | SectionOwner | Lesson,
    *,
    writer: Writer,
    speaks_as: str,
    why: str,
) -> None:
    """Save with a record of who, when, as what and why. A new version when it existed before."""
    if instance.pk is not None:
        instance.version += 1
    instance.changed_as = speaks_as
    _stamp(instance, writer, why)
    instance.save()


def stored(response: Response) -> dict[str, Value]:
    """The fields a person can change, as they stand; also for a record of the history."""
    found = {name: getattr(response, "lead_id" if name == "lead" else name) for name in EDITABLE}
    return found | {"led_with": tuple(response.led_with)}


def was_just_added(
    instance: Response | GapAction | Evidence, *, among: QuerySet[Any], writer: Writer, fields: Sequence[str]
) -> bool:
    """Whether the writer has just added the same: ``among`` are the records of where it would stand."""
    return among.filter(
        history_type="+", history_user=writer.user, history_date__gt=writer.at - PRESSED_TWICE,
        history_date__lte=writer.at, **{name: getattr(instance, name) for name in fields},
    ).exists()  # fmt: skip


def save_many(
    model: type[Response] | type[GapAction], found: Iterable[Any], *, writer: Writer, speaks_as: str, why: str
) -> None:
    """As :func:`save`, for many at once: new ones are created, others updated, in a few statements."""
    new: list[Any] = []
    old: list[Any] = []
    for instance in found:
        (old if instance.pk is not None else new).append(instance)
        instance.version += 1 if instance.pk is not None else 0
        instance.changed_as = speaks_as
        _stamp(instance, writer, why)
    if new:
        model._default_manager.bulk_create(new, batch_size=200)
        model.history.bulk_history_create(new, batch_size=200)
    if old:
        fields = [field.name for field in model._meta.concrete_fields if not field.primary_key]
        update_rows(old, fields)
        model.history.bulk_history_create(old, batch_size=200, update=True)


def finish(verb: str, *, plan: Plan, writer: Writer, subject: Model, details: dict[str, Any] | None = None) -> None:
    """Close a write: the plan's revision goes up and the audit log has an entry.

    Raises :class:`Refused` where the plan's winter is closed, so that no write can forget to ask.
    """
    if not Plan.objects.filter(pk=plan.pk, closed_on=None).update(revision=F("revision") + 1):
        raise Refused(CLOSED)
    audit.record(verb, by=writer.user, subject=subject, chain=plan.council.code, at=writer.at, details=details)


def _stamp(instance: Any, writer: Writer, why: str) -> None:
    instance._history_user = writer.user
    instance._history_date = writer.at
    instance._change_reason = why.strip()
