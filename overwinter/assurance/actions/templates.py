"""Choosing a template of the council's own, and giving it up."""

from io import BytesIO

from django.db import transaction

from overwinter.accounts.api import User
from overwinter.assurance import permissions
from overwinter.assurance.domain.making import TemplateKind
from overwinter.assurance.exports import own_templates
from overwinter.assurance.models import OwnTemplate
from overwinter.infra import audit, clock, files
from overwinter.organisations.api import Council, get_viewer


@transaction.atomic
def choose_template(*, council: Council, kind: TemplateKind, name: str, content: bytes, by: User) -> OwnTemplate:
    """From now on this file is written into. Raises :class:`Refused` with what is wrong with it."""
    permissions.may_choose_template(get_viewer(by), council_id=council.pk).require()
    own_templates.check(kind, content)
    _end_template(council, kind, by)
    template = OwnTemplate.objects.create(
        council=council, kind=kind.value, name=name, file=files.keep(BytesIO(content)), since=clock.now()
    )
    audit.record(
        "template chosen", by=by, subject=template, chain=council.code, details={"name": name, "for": kind.value}
    )
    return template


@transaction.atomic
def end_template(*, council: Council, kind: TemplateKind, by: User) -> None:
    """Back to the layout that comes with Overwinter."""
    permissions.may_choose_template(get_viewer(by), council_id=council.pk).require()
    _end_template(council, kind, by)


def _end_template(council: Council, kind: TemplateKind, by: User) -> None:
    held = Council.objects.select_for_update(no_key=True).get(pk=council.pk)
    for template in OwnTemplate.objects.filter(council=held, kind=kind.value, until=None).order_by("id"):
        template.until = clock.now()
        template.save(update_fields=["until"])
        details = {"name": template.name, "for": kind.value}
        audit.record("template ended", by=by, subject=template, chain=held.code, details=details)
