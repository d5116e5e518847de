"""Choosing the council's own template, and giving it up."""

from io import BytesIO

from django.db import transaction

from overwinter.accounts.api import User
from overwinter.assurance import exports, permissions
from overwinter.assurance.models import LetterTemplate
from overwinter.infra import audit, clock, files
from overwinter.organisations.api import Council, get_viewer


@transaction.atomic
def choose_template(*, council: Council, name: str, content: bytes, by: User) -> LetterTemplate:
    """From now on letters are written into this Word file. Raises :class:`Refused` with what is wrong with it."""
    permissions.may_choose_template(get_viewer(by), council_id=council.pk).require()
    exports.check_template(content)
    _end_template(council, by)
    template = LetterTemplate.objects.create(
        council=council, name=name, file=files.keep(BytesIO(content)), since=clock.now()
    )
    audit.record("letter template chosen", by=by, subject=template, chain=council.code, details={"name": name})
    return template


@transaction.atomic
def end_template(*, council: Council, by: User) -> None:
    """Back to the layout that comes with Overwinter."""
    permissions.may_choose_template(get_viewer(by), council_id=council.pk).require()
    _end_template(council, by)


def _end_template(council: Council, by: User) -> None:
    held = Council.objects.select_for_update(no_key=True).get(pk=council.pk)
    for template in LetterTemplate.objects.filter(council=held, until=None).order_by("id"):
        template.until = clock.now()
        template.save(update_fields=["until"])
        audit.record("letter template ended", by=by, subject=template, chain=held.code, details={"name": template.name})
