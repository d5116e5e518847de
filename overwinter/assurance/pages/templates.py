"""What the page of a council's own templates shows."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from overwinter.assurance.domain.making import TemplateKind
from overwinter.assurance.exports.deck import EACH, FIRST
from overwinter.assurance.exports.own_pdf import find_office
from overwinter.assurance.exports.own_templates import SORTS
from overwinter.assurance.models import OwnTemplate
from overwinter.design.parts import Link
from overwinter.design.table import Column, Row, Table

_WHAT: Mapping[TemplateKind, tuple[str, str]] = {
    TemplateKind.LETTER: ("letters", "a Word file with your letterhead"),
    TemplateKind.REPORT: ("reports in Word", "a Word file with your own head, foot and styles"),
    TemplateKind.COMMITTEE: ("committee reports", "the Word file your committees ask for"),
    TemplateKind.WORKBOOK: ("reports in Excel", "a workbook with your own head, logo and styles"),
    TemplateKind.SLIDES: ("slides", "a PowerPoint file with your own master"),
}


@dataclass(frozen=True)
class TemplatePage:
    kind: TemplateKind
    held: Mapping[TemplateKind, OwnTemplate]
    """Those that hold now."""

    @property
    def title(self) -> str:
        return f"Your own template: {self.kind.label[0].lower()}{self.kind.label[1:]}"

    @property
    def now(self) -> OwnTemplate | None:
        return self.held.get(self.kind)

    @property
    def lede(self) -> str:
        what, file = _WHAT[self.kind]
        if self.now is not None:
            said = f"{what[0].upper()}{what[1:]} are written into “{self.now.name}”."
        else:
            said = f"{what[0].upper()}{what[1:]} are written in Overwinter’s own layout. You can give {file} instead."
        return f"{said} {self._pdf_words}".strip()

    @property
    def _pdf_words(self) -> str:
        """What becomes of PDFs, which take no template themselves."""
        if self.kind is TemplateKind.WORKBOOK:
            return ""
        if find_office() is None:
            return "A PDF has Overwinter’s layout: to make it from your own template needs LibreOffice on this machine."
        return "A PDF is made from it by LibreOffice." if self.now else "A PDF is then made from it, by LibreOffice."

    @property
    def chosen_words(self) -> str:
        what, _ = _WHAT[self.kind]
        return f"{what[0].upper()}{what[1:]} are written into this template from now on."

    @property
    def change_words(self) -> str:
        if self.kind is TemplateKind.SLIDES:
            return f"change its master in PowerPoint, and leave the layouts “{FIRST}” and “{EACH}” by their names."
        program = "Excel" if self.kind is TemplateKind.WORKBOOK else "Word"
        return f"change its look in {program}, and leave the placeholders."

    @property
    def blocks_title(self) -> str:
        placeholders = SORTS[self.kind].placeholders
        return f"Placeholders with {placeholders.room if placeholders else 'a place'} of their own"

    @property
    def others(self) -> tuple[Link, ...]:
        return tuple(
            Link(f"{kind.label}{': ' + self.held[kind].name if kind in self.held else ''}",
                 reverse("assurance:template", args=(kind.value,)))
            for kind in SORTS if kind is not self.kind
        )  # fmt: skip

    @property
    def blocks(self) -> Table | None:
        placeholders = SORTS[self.kind].placeholders
        return _table(placeholders.blocks) if placeholders else None

    @property
    def inline(self) -> Table | None:
        placeholders = SORTS[self.kind].placeholders
        return _table(placeholders.inline) if placeholders else None


def _table(of: Mapping[str, str]) -> Table:
    rows = tuple(Row((f"{{{{ {name} }}}}", what[0].upper() + what[1:])) for name, what in of.items())
    return Table("Placeholders", (Column("Placeholder", width=5), Column("What stands there", plain=True)), rows=rows)
