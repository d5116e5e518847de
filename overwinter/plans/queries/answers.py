"""Reads of one answer: what was said about it and when, and what others say."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, Sum, Value, When, Window
from django.utils import timezone

from overwinter.organisations.api import Viewer, list_sharing_councils
from overwinter.plans.domain.facts import ActionState
from overwinter.plans.domain.past import Record
from overwinter.plans.models import Decision, GapAction, ReadingIn, Response
from overwinter.plans.queries.rows import titles_of
from overwinter.plans.queries.scope import visible_plans

OTHERS_SHOWN = 10


@dataclass(frozen=True, slots=True)
class OtherAnswer:
    council: str
    plan_id: int
    response_id: int
    winter: str
    rag: str
    fully_met: str
    text: str | None
    """None where the council does not share its words: then its row cannot be opened."""


@dataclass(frozen=True, slots=True)
class OtherAnswers:
    shown: tuple[OtherAnswer, ...]
    sharing: int
    """Councils that share their answer to this requirement with the viewer."""
    councils: int
    """Other councils with a plan that answers it."""


def list_gap_actions(response: Response, *, moment: datetime | None = None) -> list[GapAction]:
    """In the order in which they were added; as they stood at ``moment``, where one is given."""
    if moment is None:
        return list(response.gap_actions.select_related("owner", "carried_from__response").order_by("id"))
    history = GapAction.history.filter(response_id=response.pk, history_date__lte=moment).select_related("owner")
    latest = {record.id: record for record in history.order_by("history_date", "history_id")}
    return [latest[pk].instance for pk in sorted(latest) if latest[pk].history_type != "-"]


def list_open_gap_actions(response: Response) -> list[GapAction]:
    """Those still to be done, the one due first at the top."""
    states = [state.value for state in ActionState if state.is_open]
    found = response.gap_actions.filter(state__in=states).select_related("owner")
    return list(found.order_by(F("due").asc(nulls_last=True), "id"))


def list_records(response: Response) -> tuple[Record, ...]:
    """The row as it was saved each time, oldest first."""
    return tuple(record for _, record in row_records_of(response.history.all()))


def list_gap_records(response: Response) -> tuple[Record, ...]:
    """Every saved state of every gap action of the row, oldest first; ``subject`` is the action's id."""
    history = GapAction.history.filter(response_id=response.pk)
    return tuple(record for _, record in gap_records_of(history))


ROW_FIELDS = ("rag", "fully_met", "text", "wording", "by_when", "by_when_date", "next_review", "reporting_to",
               "title", "section", "theme", "number", "lead_from_section", "groups_from_section")  # fmt: skip
"""What the history of a row is told by, beside its leads."""
_GAP_FIELDS = ("text", "due", "due_as_written", "state", "priority")
_SAID = ("history_date", "history_change_reason", "changed_as")


def row_records_of(history: "QuerySet[Any]") -> list[tuple[int, Record]]:
    """Records of rows, oldest first, each with the id of its row."""
    found = list(
        history.order_by("history_date", "history_id").values("id", "lead__title", "led_with", *_SAID, *ROW_FIELDS)
    )
    titles = titles_of(values["led_with"] for values in found)
    return [(values["id"], _record(values, _row_values(values, titles))) for values in found]


def _row_values(values: Mapping[str, Any], titles: Mapping[int, str]) -> dict[str, object]:
    together = "; ".join(titles[pk] for pk in values["led_with"])
    return {name: values[name] for name in ROW_FIELDS} | {"lead": values["lead__title"], "led_with": together}


def gap_records_of(history: "QuerySet[Any]") -> list[tuple[int, Record]]:
    """Records of gap actions, oldest first, each with the id of its row."""
    found = history.order_by("history_date", "history_id").values(
        "id", "response_id", "owner__title", *_SAID, *_GAP_FIELDS
    )
    return [
        (
            values["response_id"],
            _record(
                values, {name: values[name] for name in _GAP_FIELDS} | {"owner": values["owner__title"]}, values["id"]
            ),
        )
        for values in found
    ]


def list_decisions(response: Response, *, moment: datetime) -> list[Decision]:
    """What groups had decided about the row at ``moment``, oldest first, those that were taken back among them. A query
    of the row that looked for decisions spares another."""
    if not getattr(response, "decided", True):
        return []
    found = list(
        response.decisions.filter(recorded_at__lte=moment).select_related("group").order_by("recorded_at", "id")
    )
    for decision in found:
        if decision.taken_back_at is not None and decision.taken_back_at > moment:
            decision.taken_back_at = None  # not to be saved: at that moment it stood
    return found


def list_readings_in(response: Response) -> list[ReadingIn]:
    """The rows of documents that were applied to the answer, newest first."""
    return list(response.readings_in.order_by("-applied_at", "-id"))


def list_other_answers(viewer: Viewer, response: Response) -> OtherAnswers:
    """What councils that share their answers say to the same requirement in the same winter."""
    if response.requirement_id is None:
        return OtherAnswers((), 0, 0)
    others = Response.objects.filter(requirement_id=response.requirement_id, plan__winter=response.plan.winter)
    others = others.exclude(plan__council_id=response.plan.council_id)
    own = Q(plan__council_id__in=viewer.council_ids)
    shared = own | Q(plan__council__in=list_sharing_councils(viewer, words=False).order_by())
    readable = own | Q(plan__council__shares_words=True)
    said = Q(rag__in=("green", "amber", "red")) | ~Q(fully_met="unknown") | (readable & ~Q(text=""))
    found = others.annotate(
        shared=Case(When(shared, then=1), default=0),
        tells=Case(When(said, then=1), default=0),
        words=Case(When(readable, then=F("text")), default=Value(None)),
        sharing=Window(Sum("shared")),
        councils=Window(Count("id")),
    ).order_by("-shared", "-tells", "plan__council__name", "id")
    values = list(
        found.values_list(
            "plan__council__name", "plan_id", "id", "plan__winter", "rag", "fully_met", "words", "shared", "tells",
            "sharing", "councils",
        )[:OTHERS_SHOWN]
    )  # fmt: skip
    sharing, councils = values[0][-2:] if values else (0, 0)
    shown = tuple(OtherAnswer(*each[:-4]) for each in values if all(each[-4:-2]))
    return OtherAnswers(shown, sharing, councils)


def stream_answers(viewer: Viewer, *, plan_ids: tuple[int, ...] | None = None) -> Iterator[dict[str, Any]]:
    """Every answer the viewer may see, one after the other, in bounded memory. Those of their own councils with their
    gap actions; those of others with None, for they are not shared.

    Two statements run side by side in the same order, and are joined as they come.
    """
    plans = visible_plans(viewer) if plan_ids is None else visible_plans(viewer).filter(pk__in=plan_ids)
    answers = Response.objects.filter(plan__in=plans).order_by("plan_id", "id").values_list(
        "plan_id", "id", "plan__council__code", "plan__framework__key", "plan__winter", "requirement__key",
        "requirement__number", "requirement__title", "number", "title", "theme", "section", "wording", "text", "rag",
        "fully_met", "lead__title", "by_when", "by_when_date", "next_review", "reporting_to", "plan__council_id",
    )  # fmt: skip
    own_plans = plans.filter(council_id__in=viewer.council_ids)
    actions = GapAction.objects.filter(response__plan__in=own_plans).order_by("response__plan_id", "response_id", "id")
    waiting = actions.values_list("response__plan_id", "response_id", "text", "owner__title", "due", "state").iterator(
        chunk_size=2000
    )
    action = next(waiting, None)
    for values in answers.iterator(chunk_size=2000):
        place = values[:2]
        own: list[dict[str, Any]] = []
        while action is not None and action[:2] <= place:
            if action[:2] == place:
                own.append({"text": action[2], "owner": action[3], "due": _day(action[4]), "state": action[5]})
            action = next(waiting, None)
        yield _answer(values[:-1], own if viewer.belongs_to(values[-1]) else None)


def _answer(values: tuple[Any, ...], actions: list[dict[str, Any]] | None) -> dict[str, Any]:
    (plan_id, pk, council, framework, winter, key, number, title, own_number, own_title, theme, section,
     wording, text, rag, met, lead, by_when, by_when_date, next_review, reporting_to) = values  # fmt: skip
    return {
        "id": pk, "plan": plan_id, "council": council, "framework": framework, "winter": winter, "requirement": key,
        "number": number if key else own_number, "title": title if key else own_title,
        "theme": None if key else theme, "section": None if key else section,
        "wording": wording, "response": text, "rag": rag, "fully_met": met, "lead": lead, "by_when": by_when,
        "by_when_date": _day(by_when_date), "next_review": _day(next_review),
        "reporting_to": reporting_to.split("\n") if reporting_to else [], "gap_actions": actions,
    }  # fmt: skip


def _day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _record(values: Mapping[str, Any], kept: Mapping[str, object], subject: int = 0) -> Record:
    at = values["history_date"]
    return Record(
        at=at, day=timezone.localdate(at), who=values["changed_as"] or "The program",
        why=values["history_change_reason"] or "", values=kept, subject=subject,
    )  # fmt: skip
