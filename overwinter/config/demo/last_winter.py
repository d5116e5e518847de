"""Last winter's plan of a council of the demo: answered, learnt from, closed, and carried to this winter."""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from overwinter.accounts.api import User
from overwinter.frameworks.api import DEFAULT_PACK
from overwinter.kernel.status import FullyMet, Rag
from overwinter.kernel.winter import Winter
from overwinter.organisations.api import Council, Role
from overwinter.plans import api as plans
from overwinter.plans.api import LessonWords, Plan, Response, ResponseChanges
from overwinter.reading.cells.dates import read_date


def find_last_winter(catalogue: Path, code: str) -> Mapping[str, Any] | None:
    path = catalogue / "demo" / f"{code}-last-winter.toml"
    return tomllib.loads(path.read_text()) if path.exists() else None


class LastWinter:
    """Plays what is told of it. The days lie a year before those of the demo."""

    def __init__(self, told: Mapping[str, Any], now: Winter) -> None:
        self.told, self.now, self.winter = told, now, Winter(now.first_year - 1)
        self.began, self.ended = date(self.winter.first_year, 10, 2), date(now.first_year, 4, 10)
        self.plan: Plan

    def titles(self) -> set[str]:
        """Every role it names."""
        told = self.told
        owners = {each["owner"] for each in (*told["gap"], *told["lesson"])}
        return {*told["leads"].values(), *owners, *(row["lead"] for row in told["local"])}

    def answer(self, council: Council, roles: Mapping[str, Role], by: User) -> None:
        self.plan = plans.create_plan(council_id=council.pk, framework_key=DEFAULT_PACK, winter=self.winter.code, by=by)
        for key, (rag, met, text) in self.told["answers"].items():
            row = self._row(key)
            changes: ResponseChanges = {"text": text, "rag": Rag(rag), "fully_met": FullyMet(met)}
            if title := self.told["leads"].get(key):
                changes["lead"] = roles[title].pk
            plans.update_response(
                response_id=row.pk, changes=changes, why="First answer", expected_version=row.version, by=by
            )
        for gap in self.told["gap"]:
            plans.add_gap_action(
                response_id=self._row(gap["answer"]).pk, text=gap["text"], owner_id=roles[gap["owner"]].pk,
                due=read_date(gap["due"], self.now), by=by,
            )  # fmt: skip
        for row in self.told["local"]:
            plans.add_local_response(
                plan_id=self.plan.pk, title=row["title"], text=row["text"], lead_id=roles[row["lead"]].pk, by=by
            )

    def close(self, roles: Mapping[str, Role], by: User) -> None:
        record_lessons(self.plan, self.told["lesson"], roles, by)
        plans.close_winter(
            plan_id=self.plan.pk, summary=self.told["summary"], seen=True, escalations=(), signing="", by=by
        )

    def carry(self, by: User) -> Plan:
        """Everything goes to the same requirement of this winter; the council's own row is kept."""
        answered = Response.objects.filter(plan=self.plan).exclude(text="").order_by("id")
        pairs = [(row.pk, row.requirement_id) for row in answered if row.requirement_id is not None]
        kept = [row.pk for row in answered if row.requirement_id is None]
        return plans.carry_plan(
            plan_id=self.plan.pk, framework_key=DEFAULT_PACK, winter=self.now.code, pairs=pairs, keep=kept, by=by
        ).plan

    def _row(self, key: str) -> Response:
        return Response.objects.get(plan=self.plan, requirement__key=key)


def record_lessons(plan: Plan, told: Iterable[Mapping[str, str]], roles: Mapping[str, Role], by: User) -> None:
    keys = dict(Response.objects.filter(plan=plan, requirement__isnull=False).values_list("requirement__key", "pk"))
    for each in told:
        words = {name: each.get(name, "") for name in ("went_well", "went_badly", "change", "decided", "theme")}
        row = keys[each["answer"]] if "answer" in each else None
        plans.add_lesson(plan_id=plan.pk, words=LessonWords(row=row, owner_id=roles[each["owner"]].pk, **words), by=by)
