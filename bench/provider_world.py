"""A council with its locations, the forms it asks for and its rules, to measure in. Needs Django to be set up."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from overwinter.accounts.models import User
from overwinter.organisations.models import Council, Grant
from overwinter.returns.domain.rules import RULES
from overwinter.returns.models import Form, FormUse, RuleUse
from overwinter.returns.queries import AskedForm, find_asked_form

TODAY = date(2026, 11, 13)
OPENS = date(2026, 11, 8)
"""Of the statutory window of that month."""
FORMS = ("statutory-care-home", "statutory-home-care")
DAILY = "tracker-2020-daily"
SINCE = TODAY - timedelta(days=500)


@dataclass
class World:
    """One council with its locations, and who rings them."""

    council: Council
    officer: User
    count: int

    @classmethod
    def make(cls, area: str, count: int) -> Self:
        council = Council.objects.create(code=area.lower(), name=area, is_demo=True)
        officer = User.objects.create(email=f"officer@{area.lower()}.example", name="Bench Officer")
        Grant.objects.create(user=officer, council=council, kind="contracts")
        for form in Form.objects.filter(code__in=FORMS, council__isnull=True).order_by("code"):
            FormUse.objects.create(council=council, form=form, since=SINCE)
        return cls(council, officer, count)

    @classmethod
    def find(cls, area: str, count: int) -> Self | None:
        """As :meth:`make` made it before, in a folder that is kept."""
        council = Council.objects.filter(code=area.lower()).first()
        officer = User.objects.filter(email=f"officer@{area.lower()}.example").first()
        return cls(council, officer, count) if council is not None and officer is not None else None

    def ask_daily(self) -> None:
        """Of all, so that there are as many returns as promised."""
        form = Form.objects.get(code=DAILY, council__isnull=True)
        kinds = ["nursing_home", "care_home", "home_care"]
        FormUse.objects.create(council=self.council, form=form, since=SINCE, services=kinds)

    def switch_rules(self, *, on: bool) -> None:
        RuleUse.objects.filter(council=self.council).delete()
        if on:
            RuleUse.objects.bulk_create(RuleUse(council=self.council, rule=code, since=SINCE) for code in RULES)

    def form_of(self, code: str) -> AskedForm:
        form = find_asked_form(self.council.pk, code)
        if form is None:
            raise SystemExit(f"the council does not ask for {code}")
        return form

    def labels(self, code: str) -> dict[str, str]:
        return {field.code: field.label for field in self.form_of(code).definition_on(TODAY).fields}
