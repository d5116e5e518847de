"""Two people changed one row: what the second sees."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString

from overwinter.kernel.days import full_day
from overwinter.plans.domain.changes import Conflict, FieldConflict, Value
from overwinter.plans.domain.rules import FIELD_LABELS
from overwinter.plans.pages.past import shown
from overwinter.plans.pages.words import MET_CELLS, RAG_CELLS, as_said


@dataclass(frozen=True, slots=True)
class Line:
    """A field that somebody else changed: how it was, how it is now, and what the person wants."""

    label: str
    before: str | SafeString
    now: str | SafeString
    mine: str | SafeString
    clashes: bool


@dataclass(frozen=True)
class ConflictPage:
    conflict: Conflict
    leads: Mapping[int, str]
    """Titles of the roles that the two changes name."""

    @property
    def title(self) -> str:
        return f"{self.who_words} changed this row while you wrote"

    @property
    def who_words(self) -> str:
        said = as_said(self.conflict.who)
        return said[0].upper() + said[1:]

    @property
    def whose(self) -> str:
        """ "the head of commissioning’s"."""
        said = as_said(self.conflict.who)
        return f"{said}’" if said.endswith("s") else f"{said}’s"

    @property
    def lede(self) -> str:
        when = timezone.localtime(self.conflict.when)
        why = f": “{self.conflict.why}”" if self.conflict.why else ""
        clash = self.clashing
        words = (
            "Both of you changed the same words, so choose whose are kept."
            if clash else "You changed different things. Save, and both are kept."
        )  # fmt: skip
        return f"They saved at {when:%H:%M} on {full_day(when.date())}{why}. Nothing of yours is lost. {words}"

    @property
    def clashing(self) -> tuple[str, ...]:
        return tuple(each.field for each in self.conflict.fields if each.clashes)

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(
            Line(
                FIELD_LABELS[each.field], self._words(each, each.base), self._words(each, each.theirs),
                self._words(each, each.mine) if each.changed_by_me else "You left it as it was", each.clashes,
            )
            for each in self.conflict.fields
            if each.changed_by_them
        )  # fmt: skip

    def _words(self, field: FieldConflict, value: Value) -> str | SafeString:
        if field.field == "rag":
            return RAG_CELLS[str(value)]
        if field.field == "fully_met":
            return MET_CELLS[str(value)]
        if field.field in ("lead", "led_with"):
            named = value if isinstance(value, tuple) else (value,)
            return "; ".join(self.leads.get(pk, "another role") for pk in named if isinstance(pk, int)) or "No one"
        return shown(field.field, value).capitalize() if value in (None, "") else shown(field.field, value)

    def values_again(self, said: Mapping[str, Any], groups_now: Iterable[int]) -> dict[str, Any]:
        """What stands in the form: the person's own words, and where they touched nothing, what the other left."""
        again = {**said, "version": self.conflict.version}
        for each in self.conflict.fields:
            if each.field == "lead":
                again["lead"] = str(each.merged or "")
            elif each.field == "led_with":
                again["led_with"] = [str(pk) for pk in each.merged] if isinstance(each.merged, tuple) else []
            elif each.field == "reporting_to" and not each.changed_by_me:
                again["groups"] = [str(pk) for pk in groups_now]
            elif each.field in again:
                again[each.field] = each.merged
        return again
