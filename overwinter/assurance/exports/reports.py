"""Reports as files: one writer for each format, which writes any report. Templates are a council's own, or ours."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from overwinter.assurance.domain.making import TemplateKind
from overwinter.assurance.domain.report import Report
from overwinter.assurance.exports import (
    deck,
    own_pdf,
    report_docx,
    report_own_xlsx,
    report_pdf,
    report_pptx,
    report_xlsx,
    starter,
)
from overwinter.assurance.exports.own_templates import SORTS
from overwinter.assurance.exports.placeholders import REPORT

Links = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class ReportFormat:
    code: str
    """Also the end of the file's name."""
    label: str
    media_type: str


_OFFICE = "application/vnd.openxmlformats-officedocument."
REPORT_FORMATS: Mapping[str, ReportFormat] = {
    each.code: each
    for each in (
        ReportFormat("docx", "Word", f"{_OFFICE}wordprocessingml.document"),
        ReportFormat("pptx", "PowerPoint", f"{_OFFICE}presentationml.presentation"),
        ReportFormat("xlsx", "Excel", f"{_OFFICE}spreadsheetml.sheet"),
        ReportFormat("pdf", "PDF", "application/pdf"),
    )
}


@dataclass(frozen=True, slots=True)
class Look:
    """How a council's reports look: its colour, and its own templates where it gave any."""

    colour: str
    template: bytes | None = None
    """The council's own, of this kind."""
    kind: TemplateKind | None = None


@dataclass(frozen=True, slots=True)
class Made:
    content: bytes
    note: str = ""
    """Where it does not look as the council wants it: why, in a sentence."""


def make(report: Report, format: str, *, look: Look, links: Links) -> Made:
    """``format``: a key of :data:`REPORT_FORMATS`; ``links`` turns a source into the whole address of its page."""
    match format:
        case "docx":
            return Made(_docx(report, look, links))
        case "pptx":
            return Made(_pptx(report, look, links))
        case "xlsx" if look.template is not None:
            return Made(report_own_xlsx.fill(look.template, report, links))
        case "xlsx":
            return Made(report_xlsx.render(report, links))
        case "pdf" if look.template is not None:
            return _own_pdf(report, look, links)
        case "pdf":
            return Made(report_pdf.render(report, links, look.colour))
    raise ValueError(f"there is no format {format}")


def _docx(report: Report, look: Look, links: Links) -> bytes:
    own = look.template or starter.make_report(report.council, look.colour, landscape=report.landscape)
    allowed = SORTS[look.kind].placeholders if look.kind is not None else None
    return report_docx.fill(own, report, links, allowed or REPORT)


def _pptx(report: Report, look: Look, links: Links) -> bytes:
    return report_pptx.render(report, links, look.template or deck.make_starter(report.council, look.colour))


def _own_pdf(report: Report, look: Look, links: Links) -> Made:
    """The Word file or the slides of the council's own template as a PDF; in our layout where that cannot be."""
    try:
        if look.kind is TemplateKind.SLIDES:
            return Made(own_pdf.of_slides(_pptx(report, look, links)))
        return Made(own_pdf.of_document(_docx(report, look, links)))
    except own_pdf.NotTurned as failure:
        return Made(report_pdf.render(report, links, look.colour), own_pdf.why_not(failure))
