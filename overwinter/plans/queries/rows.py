"""The rows of a plan as facts: as they stand, or as they stood at the end of a day.

Rows come as plain values in one statement each, for a plan is opened more often than anything else is done.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.utils import timezone

from overwinter.infra import clock
from overwinter.kernel.status import FullyMet, Rag
from overwinter.kernel.winter import Winter
from overwinter.organisations.api import get_role_titles
from overwinter.plans.domain.facts import ActionState, GapFacts, RowFacts
from overwinter.plans.domain.force import in_force_on
from overwinter.plans.domain.timeline import Moment
from overwinter.plans.models import GapAction, Plan, Response

LOCAL_THEME = "Local rows"
_OPEN = [state.value for state in ActionState if state.is_open]

_FIELDS = (
    "id", "rag", "fully_met", "lead_id", "lead__title", "lead__ended_on", "by_when", "by_when_date", "next_review",
    "reporting_to",
    "requirement__key", "requirement__number", "requirement__title",
    "requirement__section__short", "requirement__section__theme__short",
    "requirement__effective_from", "requirement__effective_until", "requirement__withdrawn_on",
    "requirement__section__key", "requirement__audience", "requirement__related", "text",
    "number", "title", "section", "theme", "led_with", "lead_from_section", "groups_from_section",
)  # fmt: skip
_LED_WITH = _FIELDS.index("led_with")
_ORDER = ("requirement__section__theme__order", "requirement__section__order", "requirement__order", "order", "id")


def end_of(day: date) -> datetime:
    """The last moment of ``day`` where the council is."""
    return timezone.make_aware(datetime.combine(day, time.max))


def list_rows(plan: Plan, *, as_at: date | None = None) -> tuple[RowFacts, ...]:
    """Every row in the order of the national plan, local rows last. ``as_at``: as they stood at the end of that day."""
    found, actions = records_of(plan, as_at), _actions_now(plan) if as_at is None else _actions_as_at(plan, as_at)
    day, winter = as_at or clock.today(), Winter.parse(plan.winter)
    values = list(found.order_by(*_ORDER).values_list(*_FIELDS))
    titles = titles_of(each[_LED_WITH] for each in values)
    rows = [_row(each, day, winter, actions, titles) for each in values]
    return tuple(sorted(rows, key=lambda row: row.is_local))


def as_shared(rows: Iterable[RowFacts]) -> tuple[RowFacts, ...]:
    """The rows as another council sees them: without what is done about their gaps."""
    return tuple(replace(row, gap_actions=(), actions_shared=False) for row in rows)


def records_of(plan: Plan, as_at: date | None) -> QuerySet[Any]:
    """The rows of the plan, or the last record of each up to the end of a day."""
    if as_at is None:
        return Response.objects.filter(plan=plan)
    records: QuerySet[Any] = Response.history.filter(
        history_id__in=[key for key, _, _ in standing_on(plan, as_at).values()]
    )
    return records


def standing_on(plan: Plan, day: date) -> Mapping[int, tuple[int, str, str]]:
    """For each row that stood at the end of ``day``: the id of its record, RAG and fully met.

    The database puts the records in order; their times are not fetched, for reading one costs more than all the rest.
    """
    history = Response.history.filter(plan_id=plan.pk, history_date__lte=end_of(day))
    standing: dict[int, tuple[int, str, str]] = {}
    for pk, key, rag, met, kind in history.order_by("history_date", "history_id").values_list(
        "id", "history_id", "rag", "fully_met", "history_type"
    ):
        if kind == "-":
            standing.pop(pk, None)
        else:
            standing[pk] = (key, rag, met)
    return standing


def list_moments(plan: Plan, days: Sequence[date]) -> Iterator[Moment]:
    """Every record of every row, oldest first, with the first of ``days`` by whose end it was made."""
    steps = [When(history_date__lte=end_of(day), then=Value(step)) for step, day in enumerate(days)]
    history = Response.history.filter(plan_id=plan.pk).annotate(
        step=Case(*steps, default=Value(len(days)), output_field=IntegerField())
    )
    values = history.order_by("history_date", "history_id").values_list("id", "step", "rag", "history_type")
    return map(Moment._make, values)


def titles_of(several: Iterable[Sequence[int]]) -> Mapping[int, str]:
    """The titles of the roles that lead rows together with others; no query where there are none."""
    named = {pk for each in several for pk in each}
    return get_role_titles(named) if named else {}


def _row(
    values: tuple[Any, ...], day: date, winter: Winter, actions: Mapping[int, tuple[GapFacts, ...]],
    titles: Mapping[int, str],
) -> RowFacts:  # fmt: skip
    (pk, rag, met, lead_id, lead, ended_on, by_when, by_when_date, next_review, reporting_to,
     key, number, title, section, theme, starts, until, withdrawn_on, section_id, audience, related, text,
     own_number, own_title, own_section, own_theme, led_with, lead_follows, groups_follow) = values  # fmt: skip
    local = key is None
    return RowFacts(
        response_id=pk,
        number=own_number if local else number,
        title=own_title if local else title,
        theme=LOCAL_THEME if local else theme,
        section=(own_section or own_theme or LOCAL_THEME) if local else section,
        rag=Rag(rag),
        fully_met=FullyMet(met),
        requirement_id=key,
        lead_id=lead_id,
        lead=lead or "",
        lead_ended=ended_on is not None and ended_on <= day,
        by_when=by_when,
        by_when_date=by_when_date,
        next_review=next_review,
        groups=tuple(reporting_to.split("\n")) if reporting_to else (),
        in_force=local or in_force_on(day, winter, starts=starts, until=until, withdrawn_on=withdrawn_on),
        gap_actions=actions.get(pk, ()),
        audience=audience or "",
        section_id=section_id or "",
        text=text,
        related=tuple(related or ()),
        led_with=tuple((each, titles[each]) for each in led_with),
        lead_from_section=lead_follows,
        groups_from_section=groups_follow,
    )


def count_rows(plan: Plan) -> int:
    return Response.objects.filter(plan=plan).count()


def list_lead_ids(plan: Plan) -> frozenset[int]:
    """The roles that lead a row of it or own an open gap action, now."""
    rows = Response.objects.filter(plan=plan, lead__isnull=False).order_by("id").values_list("lead_id", "led_with")
    leads = [role_id for lead_id, led_with in rows for role_id in (lead_id, *led_with)]
    owners = GapAction.objects.filter(response__plan=plan, owner__isnull=False, state__in=_OPEN)
    return frozenset([*leads, *owners.values_list("owner_id", flat=True)])


def list_texts(plan: Plan, *, as_at: date | None = None) -> Mapping[int, str]:
    """What the council says it does, for each row."""
    return dict(records_of(plan, as_at).order_by("id").values_list("id", "text"))


_ACTION_FIELDS = ("id", "response_id", "text", "state", "due", "owner__title", "finished_on")


def _actions_now(plan: Plan) -> Mapping[int, tuple[GapFacts, ...]]:
    found = GapAction.objects.filter(response__plan=plan).order_by("response_id", "id")
    return _grouped(found.values_list(*_ACTION_FIELDS))


def _actions_as_at(plan: Plan, day: date) -> Mapping[int, tuple[GapFacts, ...]]:
    """The last record of each action up to the end of ``day``."""
    history = GapAction.history.filter(response__plan_id=plan.pk, history_date__lte=end_of(day))
    latest: dict[int, tuple[Any, ...]] = {}
    for *values, kind in history.order_by("history_date", "history_id").values_list(*_ACTION_FIELDS, "history_type"):
        latest.pop(values[0], None)
        if kind != "-":
            latest[values[0]] = tuple(values)
    return _grouped(sorted(latest.values(), key=lambda values: (values[1], values[0])))


def _grouped(found: Iterable[tuple[Any, ...]]) -> Mapping[int, tuple[GapFacts, ...]]:
    grouped: dict[int, list[GapFacts]] = defaultdict(list)
    for pk, response_id, text, state, due, owner, finished_on in found:
        grouped[response_id].append(
            GapFacts(text=text, state=ActionState(state), due=due, owner=owner or "", id=pk, finished_on=finished_on)
        )
    return {response_id: tuple(actions) for response_id, actions in grouped.items()}
