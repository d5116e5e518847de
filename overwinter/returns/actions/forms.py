"""The catalogue's forms brought into the database; which a council asks for; a council's own."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from overwinter.accounts.api import User
from overwinter.infra import audit, clock, jobs
from overwinter.kernel.synced import Synced
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import Council, get_viewer
from overwinter.returns import permissions, queries
from overwinter.returns.domain import own as rules
from overwinter.returns.domain.loading import FormError, ShippedForm, read_definition
from overwinter.returns.models import Form, FormUse, FormVersion, Return

CODE_MOST = 50
TALLYING_JOB = "overwinter.returns.jobs.keep_tallies"


@transaction.atomic
def sync_forms(*, forms: Iterable[ShippedForm], by: User | None) -> Synced:
    """Bring the forms into the database. Twice changes nothing; what left the catalogue is withdrawn with a date."""
    kept = {row.code: row for row in Form.objects.select_for_update().filter(council__isnull=True).order_by("id")}
    wanted = {form.code: form for form in forms}
    added = changed = 0
    for code, form in wanted.items():
        row = kept.get(code)
        is_new = row is None
        row = row or Form(code=code)
        moved = is_new or (row.title, row.withdrawn_on) != (form.title, None)
        if moved:
            row.title, row.withdrawn_on = form.title, None
            row.save()
        moved = _sync_versions(row, form) or moved
        added, changed = added + is_new, changed + (moved and not is_new)
    gone = [row for code, row in kept.items() if code not in wanted and row.withdrawn_on is None]
    for row in gone:
        row.withdrawn_on = clock.today()
        row.save(update_fields=["withdrawn_on"])
    result = Synced("forms", added, changed, len(gone))
    if not result.is_empty:
        details = {"added": added, "changed": changed, "withdrawn": len(gone)}
        audit.record("forms synced", by=by, details=details)
    return result


def _sync_versions(row: Form, form: ShippedForm) -> bool:
    """A version that left the catalogue stays where returns were made by it."""
    kept = {each.effective_from.isoformat(): each for each in row.versions.order_by("id")}
    moved = False
    for data in form.versions:
        old = kept.pop(str(data["effective_from"]), None)
        if old is not None and (old.definition, old.source) == (data, str(data["source"])[:400]):
            continue
        old = old or FormVersion(form=row, effective_from=date.fromisoformat(data["effective_from"]))
        old.definition, old.source = dict(data), str(data["source"])[:400]
        old.save()
        moved = True
    for old in kept.values():
        if not Return.objects.filter(version=old).exists():
            old.delete()
            moved = True
    return moved


@transaction.atomic
def ask_for_form(
    *, council_id: int, form: Form, services: Collection[str], since: date, by: User
) -> FormUse:  # fmt: skip
    """The council asks for the form from a day on, of these kinds of service; empty: of those the form is for."""
    council = _council(council_id, by)
    if form.council_id not in (None, council_id):
        raise Refused("This form is another council’s own.")
    if not form.versions.exists():
        raise Refused("The form asks nothing yet. Give it a question first.")
    use = FormUse.objects.select_for_update().filter(council=council, form=form, until__isnull=True).first()
    verb = "form asked for" if use is None else "form asked of others"
    use = use or FormUse(council=council, form=form, since=since)
    use.services = sorted(set(services))
    use.save()
    audit.record(verb, by=by, subject=use, chain=council.code, details={"form": form.code, "services": use.services})
    jobs.enqueue(TALLYING_JOB, council_id)
    return use


@transaction.atomic
def stop_asking(*, council_id: int, form: Form, by: User) -> None:
    """The council asks for the form no more from tomorrow. What was returned stays."""
    council = _council(council_id, by)
    use = FormUse.objects.select_for_update().filter(council=council, form=form, until__isnull=True).first()
    if use is None:
        raise Refused("The council does not ask for this form.")
    use.until = max(clock.today(), use.since)
    use.save(update_fields=["until"])
    audit.record("form asked for no more", by=by, subject=use, chain=council.code, details={"form": form.code})


@transaction.atomic
def make_form(*, council_id: int, title: str, definition: Mapping[str, Any], by: User) -> FormVersion:
    """A form of the council's own, with its first version."""
    council = _council(council_id, by)
    title = " ".join(title.split())
    taken = Form.objects.filter(council=council, withdrawn_on__isnull=True)
    rules.may_name(title, list(taken.order_by("id").values_list("title", flat=True))).require()
    form = Form.objects.create(council=council, code=_code_of(title), title=title)
    version = _keep_version(FormVersion(form=form, made_by=by), definition)
    audit.record("form made", by=by, subject=form, chain=council.code, details={"form": form.code, "title": title})
    return version


@transaction.atomic
def change_version(*, version_id: int, definition: Mapping[str, Any], by: User) -> FormVersion:
    """Write an own form's version anew, before it has started."""
    version, council = _own_version(version_id, by)
    queries.may_change_version(version, today=clock.today()).require()
    version = _keep_version(version, definition)
    details = {"form": version.form.code, "from": version.effective_from.isoformat()}
    audit.record("form changed", by=by, subject=version.form, chain=council.code, details=details)
    return version


@transaction.atomic
def begin_version(*, form: Form, effective_from: date, by: User) -> FormVersion:
    """A new version of an own form from a later day, that begins as a copy of the newest."""
    if form.council_id is None:
        raise Refused("This form comes with the catalogue. Make a copy of your own to change it.")
    council = _council(form.council_id, by)
    newest = form.versions.order_by("-effective_from", "-id").first()
    if newest is None:
        raise Refused("The form has no version to begin from.")
    rules.may_begin(effective_from, newest.effective_from, today=clock.today()).require()
    data = {**newest.definition, "effective_from": effective_from.isoformat()}
    version = _keep_version(FormVersion(form=form, made_by=by), data)
    details = {"form": form.code, "from": effective_from.isoformat()}
    audit.record("form version begun", by=by, subject=form, chain=council.code, details=details)
    return version


def _keep_version(version: FormVersion, definition: Mapping[str, Any]) -> FormVersion:
    """Nothing is kept that cannot be asked. An empty form is: it is only begun."""
    data = dict(definition)
    if data.get("section"):
        try:
            read_definition(data, code=version.form.code, title=version.form.title, where=version.form.title)
        except FormError as problem:
            raise Refused(str(problem)) from problem
    version.definition, version.effective_from = data, date.fromisoformat(data["effective_from"])
    version.source = str(data.get("source", ""))[:400]
    version.save()
    return version


def _own_version(version_id: int, by: User) -> tuple[FormVersion, Council]:
    version = FormVersion.objects.select_for_update().select_related("form").get(pk=version_id)
    if version.form.council_id is None:
        raise Refused("This form comes with the catalogue. Make a copy of your own to change it.")
    return version, _council(version.form.council_id, by)


def _council(council_id: int, by: User) -> Council:
    permissions.may_ask(get_viewer(by), council_id).require()
    # Locked, so that of two that switch on or name the same at once the second is told.
    return Council.objects.select_for_update().get(pk=council_id)


def _code_of(title: str) -> str:
    stem = slugify(title)[:CODE_MOST] or "form"
    taken = set(Form.objects.filter(code__startswith=stem).order_by("id").values_list("code", flat=True))
    return next(code for n in range(1, len(taken) + 2) if (code := stem if n == 1 else f"{stem}-{n}") not in taken)
