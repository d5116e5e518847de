"""Which forms there are, which a council asks for, and what each asked on a day."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any

from django.db.models import CharField, DateField, IntegerField, Prefetch, Q, QuerySet, TextField
from django.db.models.functions import Cast

from overwinter.infra.bank_holidays import bank_holidays
from overwinter.infra.prepared import Given, Prepared, Row
from overwinter.kernel.verdict import Verdict
from overwinter.organisations.api import Viewer
from overwinter.returns.domain import own
from overwinter.returns.domain.form import Definition
from overwinter.returns.domain.loading import read_definition
from overwinter.returns.domain.periods import Period, before, last_periods, period_at, period_of
from overwinter.returns.models import Form, FormUse, FormVersion, Return


@dataclass(frozen=True)
class Version:
    id: int
    definition: Definition


@dataclass(frozen=True)
class AskedForm:
    """A form as a council asks for it."""

    form_id: int
    code: str
    title: str
    own: bool
    council_id: int
    services: tuple[str, ...]
    """The kinds of service the council asks; empty: those the form is for."""
    since: date
    until: date | None
    use_id: int
    versions: tuple[Version, ...]
    """Oldest first."""

    def version_on(self, day: date) -> Version:
        """What holds on a day; before the first version began, the first."""
        begun = [each for each in self.versions if each.definition.effective_from <= day]
        return begun[-1] if begun else self.versions[0]

    def definition_on(self, day: date) -> Definition:
        return self.version_on(day).definition

    def kinds_on(self, day: date) -> tuple[str, ...]:
        return self.services or self.definition_on(day).services

    def period_of(self, day: date) -> Period | None:
        """The period that something saved on ``day`` counts for."""
        return period_of(self.definition_on(day).cadence, day, bank_holidays)

    def period_at(self, start: date) -> Period:
        """The period that ``start`` names, by the version that was in force when it opened."""
        guess = period_at(self.definition_on(start).cadence, start, bank_holidays)
        return period_at(self.definition_on(guess.opens).cadence, start, bank_holidays)

    def before(self, period: Period) -> Period | None:
        return before(self.definition_on(period.opens).cadence, period, bank_holidays)

    def last_periods(self, day: date, most: int) -> tuple[Period, ...]:
        """The period of ``day`` and those before it that the council asked for, oldest first."""
        found = last_periods(self.definition_on(day).cadence, day, bank_holidays, most=most)
        return tuple(period for period in found if period.due >= self.since)


def definition_of(version: FormVersion) -> Definition:
    return read_definition(version.definition, code=version.form.code, title=version.form.title)


def list_asked_forms(council_id: int, day: date) -> list[AskedForm]:
    """What the council asks for on ``day``, by title. One statement."""
    return _asked_forms(_asked_now().rows(council=council_id, day=day))


@cache
def _asked_now() -> Prepared:
    day = Given("day", DateField())
    uses = FormUse.objects.filter(council_id=Given("council", IntegerField()), since__lte=day)
    return _with_versions(uses.filter(Q(until__isnull=True) | Q(until__gte=day)))


def find_asked_form(council_id: int, code: str) -> AskedForm | None:
    """The form as the council asks for it, or last asked for it."""
    found = _asked_forms(_ever_asked().rows(council=council_id, code=code))
    return max(found, key=lambda each: (each.since, each.use_id), default=None)


@cache
def _ever_asked() -> Prepared:
    code = Given("code", CharField())
    return _with_versions(FormUse.objects.filter(council_id=Given("council", IntegerField()), form__code=code))


def list_forms(viewer: Viewer) -> QuerySet[Form]:
    """Every form the council may ask for: shipped ones that are not withdrawn, and its own."""
    mine = Q(council__isnull=True) | Q(council_id=viewer.council_id)
    versions = Prefetch("versions", FormVersion.objects.select_related("form").order_by("effective_from", "id"))
    return Form.objects.filter(mine, withdrawn_on__isnull=True).prefetch_related(versions).order_by("title", "id")


def find_form(viewer: Viewer, code: str) -> Form | None:
    """A form the council may ask for; its own before a shipped one of the same code."""
    return list_forms(viewer).filter(code=code).order_by("-council_id", "id").first()


def find_form_of(council_id: int, code: str) -> Form | None:
    """For what the program does by itself."""
    mine = Q(council__isnull=True) | Q(council_id=council_id)
    return Form.objects.filter(mine, code=code).order_by("-council_id", "id").first()


def versions_of(form: Form) -> tuple[Version, ...]:
    """Those that ask something, oldest first."""
    rows = sorted(form.versions.all(), key=lambda each: (each.effective_from, each.pk))
    return tuple(Version(each.pk, _read(form, each)) for each in rows if _asks(each))


def list_empty_versions(form: Form) -> list[FormVersion]:
    """Those that are begun and ask nothing yet."""
    return [each for each in form.versions.order_by("effective_from", "id") if not _asks(each)]


def definition_shown(versions: tuple[Version, ...], today: date) -> Definition | None:
    """What is asked today, or else what will be first."""
    begun = [each.definition for each in versions if each.definition.effective_from <= today]
    return begun[-1] if begun else versions[0].definition if versions else None


def find_version(form: Form, version_id: int) -> FormVersion | None:
    return form.versions.select_related("form").filter(pk=version_id).first()


def uses_by_form(council_id: int, today: date) -> dict[int, FormUse]:
    """What the council asks for, by the form's id."""
    rows = FormUse.objects.filter(council_id=council_id).filter(Q(until__isnull=True) | Q(until__gte=today))
    return {use.form_id: use for use in rows.order_by("since", "id")}


def changeable_versions(form: Form, *, today: date) -> frozenset[int]:
    """The versions of a council's own form that may still be written anew."""
    if form.council_id is None:
        return frozenset()
    return frozenset(each.pk for each in form.versions.order_by("id") if may_change_version(each, today=today))


def _asks(version: FormVersion) -> bool:
    return bool(version.definition.get("section"))


def may_change_version(version: FormVersion, *, today: date) -> Verdict:
    return own.may_change_version(
        effective_from=version.effective_from,
        has_returns=Return.objects.filter(version=version).exists(),
        in_use=FormUse.objects.filter(form_id=version.form_id, until__isnull=True).exists(),
        today=today,
    )


_OF_USE = ("pk", "council_id", "services", "since", "until", "form_id", "form__code", "form__title", "form__council_id")
_OF_VERSION = ("form__versions__pk", "form__versions__effective_from")


def _with_versions(uses: QuerySet[FormUse]) -> Prepared:
    """Each use with what its form asked from which day on: a row for each version."""
    rows = uses.annotate(said=definition_text("form__versions__"))
    ordered = rows.order_by("form__title", "form_id", "-since", "-id")
    return Prepared(ordered.values_list(*_OF_USE, *_OF_VERSION, "said"))


def _asked_forms(rows: Iterable[Row]) -> list[AskedForm]:
    found: dict[int, tuple[tuple[Any, ...], list[tuple[date, int, Definition]]]] = {}
    for row in rows:
        use, (version, effective_from, said) = row[: len(_OF_USE)], row[len(_OF_USE) :]
        versions = found.setdefault(use[0], (use, []))[1]
        definition = read_text(said, use[6], use[7]) if said is not None else None
        if definition is not None:
            versions.append((effective_from, version, definition))
    return [_asked(use, versions) for use, versions in found.values()]


def definition_text(way: str) -> Cast:
    """What a version asks, as its text, for :func:`read_text`; ``way``: to the version, as "version__"."""
    return Cast(f"{way}definition", TextField())


@lru_cache(maxsize=256)
def read_text(said: str, code: str, title: str) -> Definition | None:
    """Read once for as long as it says the same; None: it is only begun and asks nothing."""
    data = json.loads(said)
    return read_definition(data, code=code, title=title) if data.get("section") else None


def _asked(use: tuple[Any, ...], versions: list[tuple[date, int, Definition]]) -> AskedForm:
    use_id, council_id, services, since, until, form_id, code, title, owner = use
    ordered = sorted(versions, key=lambda each: each[:2])
    return AskedForm(
        form_id, code, title, owner is not None, council_id, tuple(services), since, until, use_id,
        tuple(Version(pk, definition) for _, pk, definition in ordered),
    )  # fmt: skip


def _read(form: Form, version: FormVersion) -> Definition:
    return read_definition(version.definition, code=form.code, title=form.title)
