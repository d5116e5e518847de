"""Which rules look at returns, what one sees, at which limits, and what it would have raised."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html

from overwinter.design.limits import origin
from overwinter.design.parts import Event, Fact, Link
from overwinter.design.table import Column, Group, Row, Table, linked
from overwinter.kernel.days import full_day
from overwinter.kernel.threshold import Threshold, Unit
from overwinter.kernel.words import counted, joined
from overwinter.returns.domain.rules import RULES, Rule, Scope, Who
from overwinter.returns.domain.trying import Tried
from overwinter.returns.models import RuleUse
from overwinter.returns.pages.wording import list_crumbs, small
from overwinter.returns.rule_forms import name_of

TEAMS = {Who.CONTRACTS: "contracts", Who.QUALITY: "quality", Who.INFECTION: "infection control"}


def rules_crumbs() -> tuple[Link, ...]:
    return (*list_crumbs(), Link("Rules", reverse("returns:rules")))


@dataclass(frozen=True)
class RulesPage:
    uses: Mapping[str, Sequence[RuleUse]]
    """Newest first."""
    limits: Mapping[str, Threshold]

    title = "Rules that look at returns"
    place = "Returns"

    @property
    def breadcrumbs(self) -> tuple[Link, ...]:
        return list_crumbs()

    @property
    def lede(self) -> str:
        on = sum(use_on(self.uses.get(code, ())) is not None for code in RULES)
        return (
            f"{on} of {counted(len(RULES), 'rule')} {'is' if on == 1 else 'are'} on. Each says in words what it "
            "saw and raises a concern. Try one on what was returned before you switch it on."
        )

    @property
    def table(self) -> Table:
        return Table(
            caption="Rules",
            columns=(
                Column("Rule", width=7), Column("Limits", width=5, keep=True), Column("Goes to", width=3),
                Column("Here", width=5, keep=True),
            ),
            groups=tuple(Group(scope.label, self._rows(scope)) for scope in Scope),
        )  # fmt: skip

    def _rows(self, scope: Scope) -> tuple[Row, ...]:
        return tuple(self._row(rule) for rule in RULES.values() if rule.scope is scope)

    def _row(self, rule: Rule) -> Row:
        use = use_on(self.uses.get(rule.code, ()))
        title = format_html("{}<br>{}", linked(rule.title, reverse("returns:rule", args=[rule.code])), small(rule.sees))
        said = [f"{name_of(each)} {said_limit(self.limits[each], use)}" for each in rule.limits]
        here = f"On since {full_day(use.since)}" if use is not None else "Off"
        return Row((title, joined(said) or "None", TEAMS[rule.who].capitalize(), here))


def use_on(uses: Sequence[RuleUse]) -> RuleUse | None:
    return next((use for use in uses if use.until is None), None)


def said_limit(threshold: Threshold, use: RuleUse | None) -> str:
    own = use.limits.get(threshold.id) if use is not None else None
    return said_value(threshold, own if own is not None else threshold.value)


def said_value(threshold: Threshold, value: float) -> str:
    return f"{value * 100:g}%" if threshold.unit is Unit.SHARE else f"{value:g}"


@dataclass(frozen=True)
class RulePage:
    rule: Rule
    uses: Sequence[RuleUse]
    limits: Mapping[str, Threshold]
    tried: Sequence[Tried] | None
    """None: it was not tried yet."""

    @property
    def title(self) -> str:
        return self.rule.title

    @property
    def place(self) -> str:
        return f"Rules, {self.rule.scope.label.lower()}"

    @property
    def breadcrumbs(self) -> tuple[Link, ...]:
        return rules_crumbs()

    @property
    def on(self) -> RuleUse | None:
        return use_on(self.uses)

    @property
    def lede(self) -> str:
        stands = f"It is on since {full_day(self.on.since)}." if self.on else "It is off: it looks at nothing."
        return f"{self.rule.sees} {stands}"

    @property
    def facts(self) -> tuple[Fact, ...]:
        facts = [Fact("Looks at", self.rule.scope.label), Fact("Goes to", TEAMS[self.rule.who].capitalize())]
        for code in self.rule.limits:
            threshold = self.limits[code]
            facts.append(Fact(name_of(code), said_limit(threshold, self.on), note=self._origin(threshold)))
        if self.rule.assumes:
            facts.append(Fact("Assumes", self.rule.assumes))
        return tuple(facts)

    def _origin(self, threshold: Threshold) -> str:
        if self.on is not None and threshold.id in self.on.limits:
            return f"The council’s own, from {full_day(self.on.since)}: {self.on.why}"
        return origin(threshold)

    @property
    def events(self) -> tuple[Event, ...]:
        found = []
        for use in self.uses:
            until = f" until {full_day(use.until)}" if use.until else ""
            own = [f"{name_of(code)} {said_value(self.limits[code], value)}" for code, value in use.limits.items()]
            found.append(
                Event(full_day(use.since), f"On{until}. {joined(own) or 'At the installation’s limits'}.", why=use.why)
            )
        return tuple(found)

    @property
    def tried_words(self) -> str:
        if self.tried is None:
            return ""
        returns, alarms = sum(each.returns for each in self.tried), sum(each.alarms for each in self.tried)
        if not returns:
            return "There is no return yet to try it on."
        return (
            f"At these limits it would have raised {counted(alarms, 'alarm')} in {counted(returns, 'return')}. "
            "Nothing was kept and nobody was told."
        )

    @property
    def tried_table(self) -> Table:
        return Table(
            caption="What it would have raised",
            columns=(
                Column("Form and period", width=10), Column("Returns", width=5, numeric=True, keep=True),
                Column("Alarms", width=5, numeric=True, keep=True),
            ),
            rows=tuple(
                Row((f"{each.form}, {each.period}", f"{each.returns:,}", f"{each.alarms:,}"))
                for each in self.tried or ()
            ),
        )  # fmt: skip

    @property
    def examples(self) -> Table:
        rows = [
            Row((linked(one.location, reverse("returns:made", args=[one.return_id])), each.period, one.sight.facts))
            for each in self.tried or () for one in each.examples
        ]  # fmt: skip
        return Table(
            caption="Some of them, in its words",
            columns=(
                Column("Location", width=5),
                Column("Period", width=4, keep=True),
                Column("What it saw", width=10),
            ),
            rows=tuple(rows),
        )
