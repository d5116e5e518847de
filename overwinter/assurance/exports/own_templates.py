"""The templates a council can give: what is checked of each, which comes with Overwinter, what a page says of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from overwinter.assurance.domain.making import TemplateKind
from overwinter.assurance.exports import deck, starter, template, workbook
from overwinter.assurance.exports.placeholders import COMMITTEE, LETTER, REPORT, WORKBOOK
from overwinter.assurance.exports.template import Placeholders


@dataclass(frozen=True, slots=True)
class TemplateSort:
    """``starter`` makes one to begin from, of the council's name and colour."""

    ending: str
    check: Callable[[bytes], None]
    starter: Callable[[str, str], bytes]
    placeholders: Placeholders | None = None


def _word(placeholders: Placeholders) -> Callable[[bytes], None]:
    return lambda content: template.check(content, placeholders)


SORTS: Mapping[TemplateKind, TemplateSort] = {
    TemplateKind.LETTER: TemplateSort("docx", _word(LETTER), starter.make, LETTER),
    TemplateKind.REPORT: TemplateSort("docx", _word(REPORT), starter.make_report, REPORT),
    TemplateKind.COMMITTEE: TemplateSort("docx", _word(COMMITTEE), starter.make_committee_report, COMMITTEE),
    TemplateKind.WORKBOOK: TemplateSort("xlsx", workbook.check, workbook.make_starter, WORKBOOK),
    TemplateKind.SLIDES: TemplateSort("pptx", deck.check, deck.make_starter),
}


def check(kind: TemplateKind, content: bytes) -> None:
    """Raises :class:`Refused` with the first thing that is wrong and what to do about it."""
    SORTS[kind].check(content)
