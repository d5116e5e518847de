"""The end of a winter: what was learned, closing it, opening it again."""

from dataclasses import dataclass

from django.db import transaction

from overwinter.accounts.api import User
from overwinter.infra import audit
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import Role
from overwinter.plans import permissions, recording
from overwinter.plans.domain import closing
from overwinter.plans.domain.closing import ClosingFacts
from overwinter.plans.models import Closing, Lesson, Plan, Response
from overwinter.plans.queries.rows import list_rows
from overwinter.plans.queries.winters import find_next_plan


@dataclass(frozen=True, slots=True)
class LessonWords:
    """What is recorded of a lesson. ``row`` or ``theme`` says what it is about."""

    went_well: str = ""
    went_badly: str = ""
    change: str = ""
    decided: str = ""
    row: int | None = None
    theme: str = ""
    owner_id: int | None = None


@transaction.atomic
def add_lesson(*, plan_id: int, words: LessonWords, by: User) -> Lesson:
    """Whoever may change the row records what it taught; what is about no row alone, the plan manager."""
    writer, plan = recording.writer_for(by), _plan(plan_id)
    lesson = Lesson(plan=plan)
    _fill(lesson, words, writer)
    recording.save(lesson, writer=writer, speaks_as=writer.speaks_as(plan.council_id, lesson.response), why="")
    recording.finish("lesson recorded", plan=plan, writer=writer, subject=lesson)
    return lesson


@transaction.atomic
def change_lesson(*, lesson_id: int, words: LessonWords, expected_version: int, by: User) -> Lesson:
    writer = recording.writer_for(by)
    found = Lesson.objects.select_related("plan__council", "response__lead").select_for_update(of=("self",))
    lesson = found.get(pk=lesson_id)
    _may_write(lesson.plan, lesson.response, writer)
    if lesson.version != expected_version:
        raise Refused(f"{lesson.changed_as or 'Somebody'} has changed this lesson since you opened it. Look again.")
    _fill(lesson, words, writer)
    plan = lesson.plan
    recording.save(lesson, writer=writer, speaks_as=writer.speaks_as(plan.council_id, lesson.response), why="")
    recording.finish("lesson changed", plan=plan, writer=writer, subject=lesson)
    return lesson


@transaction.atomic
def close_winter(
    *, plan_id: int, summary: str, seen: bool, escalations: tuple[str, ...], signing: str, by: User
) -> Closing:
    """Freeze the plan. ``escalations`` and ``signing``: what other contexts and the signing still have open."""
    writer, plan = recording.writer_for(by), _plan(plan_id)
    manages = bool(permissions.may_manage_plan(writer.viewer, council_id=plan.council_id))
    closing.may_close(
        ClosingFacts(manages, plan.closed_on is not None, plan.lessons.count(), escalations, signing)
    ).require()
    left = len(closing.unfinished(list_rows(plan)))
    if left and not seen:
        raise Refused("Tick that you have seen what is unfinished: it stays so in the record.")
    record = Closing.objects.create(
        plan=plan, closed_at=writer.at, closed_by=by, closed_as=writer.speaks_as(plan.council_id),
        summary=summary.strip(), unfinished=left,
    )  # fmt: skip
    recording.finish("winter closed", plan=plan, writer=writer, subject=record, details={"unfinished": left})
    Plan.objects.filter(pk=plan.pk).update(closed_on=writer.day)
    return record


@transaction.atomic
def reopen_winter(*, plan_id: int, why: str, by: User) -> Closing:
    writer, plan = recording.writer_for(by), _plan(plan_id)
    manages = bool(permissions.may_manage_plan(writer.viewer, council_id=plan.council_id))
    after = find_next_plan(plan)
    closing.may_reopen(
        manages=manages, closed=plan.closed_on is not None, carried_to=after.title if after else "", why=why
    ).require()
    record = Closing.objects.select_for_update().get(plan=plan, reopened_at=None)
    record.reopened_at, record.reopened_as = writer.at, writer.speaks_as(plan.council_id)
    record.reopened_why = why.strip()
    record.save(update_fields=["reopened_at", "reopened_as", "reopened_why"])
    Plan.objects.filter(pk=plan.pk).update(closed_on=None)
    audit.record("winter reopened", by=by, subject=record, chain=plan.council.code, at=writer.at, details={})
    return record


def _plan(plan_id: int) -> Plan:
    return Plan.objects.select_related("council").select_for_update(of=("self",)).get(pk=plan_id)


def _fill(lesson: Lesson, words: LessonWords, writer: recording.Writer) -> None:
    row = None
    if words.row is not None:
        row = Response.objects.select_related("lead").filter(plan=lesson.plan, pk=words.row).first()
        if row is None:
            raise Refused("The row is not one of this plan. Choose from the list.")
    _may_write(lesson.plan, row, writer)
    lesson.response, lesson.theme = row, words.theme.strip()
    if row is None and not lesson.theme:
        raise Refused("Say what the lesson is about: choose a row, or name a theme.")
    said = (words.went_well, words.went_badly, words.change, words.decided)
    if not any(each.strip() for each in said):
        raise Refused("Say what went well, what did not, or what should change.")
    lesson.went_well, lesson.went_badly, lesson.change, lesson.decided = (each.strip() for each in said)
    owner = words.owner_id
    if owner is not None and not Role.objects.filter(pk=owner, council_id=lesson.plan.council_id).exists():
        raise Refused("The owner is not a role of this council. Choose from the list.")
    lesson.owner_id = owner


def _may_write(plan: Plan, row: Response | None, writer: recording.Writer) -> None:
    if row is None:
        permissions.may_manage_plan(writer.viewer, council_id=plan.council_id).require()
    else:
        permissions.may_edit_row(writer.viewer, council_id=plan.council_id, lead_ids=row.lead_ids).require()
