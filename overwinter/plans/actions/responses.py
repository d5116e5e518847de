"""Everything a person does to an answer."""

from collections.abc import Collection
from datetime import date
from functools import cache

from django.db import transaction
from django.db.models import IntegerField, Max

from overwinter.accounts.api import User
from overwinter.infra.prepared import Given, Prepared
from overwinter.kernel.status import FullyMet, Rag
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import ReportingGroup, Viewer
from overwinter.plans import permissions, recording
from overwinter.plans.domain import rules
from overwinter.plans.domain.changes import (
    Conflict,
    NothingChanged,
    ResponseChanges,
    Value,
    compare,
    differences,
)
from overwinter.plans.domain.sections import as_wanted, falls_back
from overwinter.plans.inheriting import check_roles, groups_of, inherit, join_groups
from overwinter.plans.models import Plan, Response
from overwinter.plans.queries.sections import find_owner, owned, ownership_of
from overwinter.plans.recording import AlreadyAdded

_ADDED = ("title", "theme", "section", "number", "wording", "text", "lead_id", "requirement_id")
NOTHING_CHANGED = "Reviewed, nothing changed"


@transaction.atomic
def update_response(
    *, response_id: int, changes: ResponseChanges, why: str, expected_version: int, by: User,
    viewer: Viewer | None = None,
) -> Response:  # fmt: skip
    """Change an answer. ``expected_version`` is the version the person had before them.

    Raises :class:`Conflict` with the other's change when the row has moved on, and :class:`Refused` with the reason
    when the person may not, when a reason is missing, or when nothing would change.
    """
    writer = recording.writer_for(by, viewer)
    response = _locked(response_id)
    council_id = response.plan.council_id
    permissions.may_edit_row(writer.viewer, council_id=council_id, lead_ids=response.lead_ids).require()
    groups = groups_of(council_id, changes.get("groups", ()))
    asked, now = _as_stored(changes, groups), owned(response)
    owner = find_owner(response) if falls_back(asked, now) else None
    wanted = as_wanted(asked, now, ownership_of(owner))
    if response.version != expected_version:
        raise _conflict(response, expected_version, wanted)
    changed = differences(recording.stored(response), wanted)
    if not changed:
        raise NothingChanged("Nothing is changed. If you have looked at the row, choose “Reviewed, nothing changed”.")
    rules.why_needed(changed, why).require()
    _check(response, changed)
    speaks_as = writer.speaks_as(council_id, response)
    for name, (_, value) in changed.items():
        _put(response, name, value)
    response.reviewed_on = writer.day
    recording.save(response, writer=writer, speaks_as=speaks_as, why=why)
    if "reporting_to" in changed:
        follows = response.groups_from_section and owner is not None
        response.reporting_groups.set(owner.reporting_groups.all() if follows and owner is not None else groups)
    short = {name: [str(old), str(new)] for name, (old, new) in changed.items() if name not in ("text", "wording")}
    recording.finish(
        "answer changed", plan=response.plan, writer=writer, subject=response,
        details={"fields": sorted(changed), **short},
    )  # fmt: skip
    return response


@transaction.atomic
def review_response(
    *, response_id: int, expected_version: int, by: User, next_review: date | None = None, why: str = "",
    viewer: Viewer | None = None,
) -> Response:  # fmt: skip
    """Somebody has looked at the row and it is still true. ``next_review`` sets the day to look again."""
    writer = recording.writer_for(by, viewer)
    response = _locked(response_id)
    permissions.may_edit_row(writer.viewer, council_id=response.plan.council_id, lead_ids=response.lead_ids).require()
    if response.version != expected_version:
        raise Refused(f"{response.changed_as or 'Somebody'} has changed this row since you opened it. Look again.")
    response.reviewed_on = writer.day
    if next_review is not None:
        response.next_review = next_review
    speaks_as = writer.speaks_as(response.plan.council_id, response)
    said = f"{NOTHING_CHANGED}: {why.strip()}" if why.strip() else NOTHING_CHANGED
    recording.save(response, writer=writer, speaks_as=speaks_as, why=said)
    recording.finish("answer reviewed", plan=response.plan, writer=writer, subject=response)
    return response


@transaction.atomic
def add_local_response(
    *, plan_id: int, title: str, by: User, theme: str = "", section: str = "", number: str = "", wording: str = "",
    text: str = "", lead_id: int | None = None, viewer: Viewer | None = None,
) -> Response:  # fmt: skip
    """A row of the council's own, which no national requirement asks for.

    Raises :class:`AlreadyAdded` for the same row again by the same person: a button that was pressed twice.
    """
    writer = recording.writer_for(by, viewer)
    plan = Plan.objects.select_related("council").select_for_update(of=("self",)).get(pk=plan_id)
    permissions.may_manage_plan(writer.viewer, council_id=plan.council_id).require()
    if not title.strip():
        raise Refused("Give the row a title, so that people know what it is about.")
    check_roles(plan.council_id, [lead_id] if lead_id is not None else [])
    last = plan.responses.aggregate(last=Max("order"))["last"] or 0
    response = Response(
        plan=plan, title=title.strip(), theme=theme.strip(), section=section.strip(), number=number.strip(),
        wording=wording, text=text, lead_id=lead_id, order=last + 1,
    )  # fmt: skip
    if recording.was_just_added(response, among=Response.history.filter(plan_id=plan_id), writer=writer, fields=_ADDED):
        raise AlreadyAdded(f"You have just added this row; it stands once: “{response.title}”.")
    taken = inherit(plan, [response])
    recording.save(response, writer=writer, speaks_as=writer.speaks_as(plan.council_id), why="Local row added")
    join_groups(plan, taken)
    recording.finish("local row added", plan=plan, writer=writer, subject=response, details={"title": response.title})
    return response


@transaction.atomic
def set_lead(*, plan_id: int, response_ids: Collection[int], role_id: int | None, by: User, why: str = "") -> int:
    """Name the lead of many rows at once; without a role they are led as their sections are. Returns how many rows
    changed."""
    writer = recording.writer_for(by)
    plan = Plan.objects.select_related("council").get(pk=plan_id)
    permissions.may_manage_plan(writer.viewer, council_id=plan.council_id).require()
    check_roles(plan.council_id, [role_id] if role_id is not None else [])
    rows = Response.objects.select_related("requirement").select_for_update(of=("self",))
    found = []
    for row in rows.filter(plan=plan, pk__in=response_ids).order_by("id"):
        before = owned(row)
        row.lead_id, row.led_with, row.lead_from_section = role_id, [], False
        if role_id is None:
            inherit(plan, [row])
        if owned(row) != before:
            found.append(row)
    if found:
        recording.save_many(
            Response, found, writer=writer, speaks_as=writer.speaks_as(plan.council_id), why=why or "Lead named"
        )
        recording.finish(
            "lead named", plan=plan, writer=writer, subject=plan, details={"rows": len(found), "role": role_id}
        )
    return len(found)


def _locked(response_id: int) -> Response:
    found: list[Response] = _held().records(pk=response_id)
    if not found:
        raise Response.DoesNotExist
    return found[0]


@cache
def _held() -> Prepared:
    found = Response.objects.select_related("plan__council", "lead", "requirement")
    return Prepared(found.select_for_update(of=("self",)).filter(pk=Given("pk", IntegerField())))


def _put(response: Response, name: str, value: Value) -> None:
    if isinstance(value, tuple):
        response.led_with = list(value)
    else:
        setattr(response, "lead_id" if name == "lead" else name, value)


def _as_stored(changes: ResponseChanges, groups: list[ReportingGroup]) -> dict[str, Value]:
    wanted: dict[str, Value] = {}
    for name, value in changes.items():
        if name == "groups":
            wanted["reporting_to"] = "\n".join(group.name for group in groups)
        elif isinstance(value, Rag | FullyMet):
            wanted[name] = value.value
        elif name == "led_with":
            wanted[name] = tuple(changes["led_with"])
        elif isinstance(value, str):
            wanted[name] = value.replace("\r\n", "\n").strip()
        else:
            wanted[name] = value  # type: ignore[assignment]  # an id, a date or None: the rest of the TypedDict
    return wanted


def _check(response: Response, changed: dict[str, tuple[Value, Value]]) -> None:
    named = [changed[name][1] for name in ("lead", "led_with") if name in changed]
    ids = [pk for value in named for pk in (value if isinstance(value, tuple) else (value,)) if isinstance(pk, int)]
    check_roles(response.plan.council_id, ids)
    if response.requirement_id is not None and (fixed := {"title", "section", "theme", "number"} & set(changed)):
        raise Refused(f"The {sorted(fixed)[0]} of a national requirement comes from the national plan.")
    if response.requirement_id is None and changed.get("title", ("", "-"))[1] == "":
        raise Refused("Give the row a title, so that people know what it is about.")


def _conflict(response: Response, expected_version: int, wanted: dict[str, Value]) -> Conflict | NothingChanged:
    """What happened since ``expected_version``, beside what the person wants."""
    now = recording.stored(response)
    history = response.history.order_by("history_date", "history_id")
    seen, latest = history.filter(version=expected_version).last(), history.last()
    fields = compare(recording.stored(seen) if seen is not None else now, now, wanted)
    if not any(each.changed_by_me for each in fields):
        return NothingChanged(
            f"You changed nothing, but {response.changed_as or 'somebody'} did. Look at the row again."
        )
    return Conflict(
        fields=fields,
        version=response.version,
        who=response.changed_as,
        when=latest.history_date,
        why=latest.history_change_reason or "",
    )
