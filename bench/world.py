"""A world to measure in: councils, each with a plan of every requirement, half a year of weekly history, and a reading
of every measure for every day of it."""

from datetime import timedelta

from django.db import connection
from django.utils import timezone

from overwinter.accounts.models import User
from overwinter.frameworks.models import Requirement
from overwinter.infra import clock
from overwinter.measures.models import Measure, Reading
from overwinter.organisations.models import Council, Grant, Holding, ReportingGroup, Role
from overwinter.plans.models import GapAction, Plan, Response

FRAMEWORK = "asc-winter-plan-2020-21"
ROLES = 12
SENTENCE = "Council {council} answers {key} through its weekly cell; 41 of 48 homes are reached and the rest are rung. "


def add_councils(count: int, *, weeks: int) -> User:
    """Add ``count`` councils that share their answers; the plan manager of the first of them is returned."""
    start = Council.objects.count()
    councils = Council.objects.bulk_create(
        Council(code=f"bench-{n}", name=f"Bench Council {n:03d}", shares_with="everyone", is_demo=True)
        for n in range(start, start + count)
    )
    requirements = list(Requirement.objects.filter(framework__key=FRAMEWORK).order_by("order"))
    roles = Role.objects.bulk_create(
        Role(council=council, title=f"Role {n}") for council in councils for n in range(ROLES)
    )
    ReportingGroup.objects.bulk_create(ReportingGroup(council=council, name="Winter board") for council in councils)
    today = clock.today()
    plans = Plan.objects.bulk_create(
        Plan(
            council=council,
            framework_id=requirements[0].framework_id,
            winter="2026-27",
            title="Winter plan 2026 to 2027",
            started_on=today - timedelta(weeks=weeks),
        )
        for council in councils
    )
    responses = Response.objects.bulk_create(
        [
            Response(
                plan=plan,
                requirement=requirement,
                order=order,
                lead=roles[place * ROLES + order % ROLES],
                text=SENTENCE.format(council=plan.council.name, key=requirement.key) * 2,
                by_when="30 November",
                rag=("green", "green", "amber", "red")[(place + order) % 4],
                version=weeks,
                fully_met=("yes", "yes", "partial", "no")[(place + order) % 4],
                next_review=today + timedelta(days=order % 30 - 3),
                changed_as="Winter plan manager",
            )
            for place, plan in enumerate(plans)
            for order, requirement in enumerate(requirements)
        ],
        batch_size=500,
    )
    GapAction.objects.bulk_create(
        [GapAction(response=row, text="Close the gap", due=today + timedelta(days=20)) for row in responses[::9]],
        batch_size=500,
    )
    _add_history([plan.pk for plan in plans], weeks)
    _add_readings(councils, weeks)
    manager = User.objects.create(email=f"manager-{start}@bench.example", name="Bench Manager")
    Grant.objects.create(user=manager, council=councils[0], kind="plan_manager")
    Holding.objects.create(role=roles[0], user=manager, since=today)
    return manager


def _add_readings(councils: list[Council], weeks: int) -> None:
    """Eighty of a hundred and more, a little else each day; every thirteenth day has no data."""
    measures, now = list(Measure.objects.order_by("order", "id")), timezone.now()
    for council in councils:
        Reading.objects.bulk_create(
            [
                Reading(
                    council=council, measure=measure, day=clock.today() - timedelta(days=back), taken_at=now,
                    numerator=None if back % 13 == 5 else 80 + back % 20,
                    denominator=None if back % 13 == 5 else 100,
                )
                for measure in measures
                for back in range(weeks * 7)
            ],
            batch_size=500,
        )  # fmt: skip


def _add_history(plan_ids: list[int], weeks: int) -> None:
    """One record a week for each answer, its RAG moving a little; made inside the database, for there are many."""
    history = Response.history.model._meta
    columns = [field.column for field in Response._meta.concrete_fields]
    now = timezone.now()
    special = {
        "rag": "CASE WHEN (id + %s) %% 11 = 0 THEN 'amber' ELSE rag END",
        "version": "%s + 1",
    }
    chosen = ", ".join(special.get(column, f'"{column}"') for column in columns)
    named = ", ".join(f'"{column}"' for column in columns)
    sql = (
        f"INSERT INTO {history.db_table} ({named}, history_date, history_type, history_change_reason) "
        f"SELECT {chosen}, %s, '~', 'Weekly review' FROM {Response._meta.db_table} "
        f"WHERE plan_id BETWEEN %s AND %s ORDER BY id"
    )
    asked = [column for column in columns if column in special]
    with connection.cursor() as cursor:
        for week in range(weeks):
            moment = now - timedelta(weeks=weeks - week)
            cursor.execute(sql, [*([week] * len(asked)), moment, min(plan_ids), max(plan_ids)])
