"""Reads of the council's own templates."""

from overwinter.assurance.domain.making import TemplateKind
from overwinter.assurance.models import OwnTemplate


def find_template(council_id: int, kind: TemplateKind) -> OwnTemplate | None:
    """The one that holds now."""
    found = OwnTemplate.objects.filter(council_id=council_id, kind=kind.value, until=None)
    return found.select_related("file").first()


def list_templates(council_id: int) -> dict[TemplateKind, OwnTemplate]:
    """Those that hold now, by what they are for."""
    found = OwnTemplate.objects.filter(council_id=council_id, until=None).order_by("kind", "id")
    return {TemplateKind(each.kind): each for each in found}
