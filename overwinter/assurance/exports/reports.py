"""Reports as files: one writer for each format, which writes any report. Templates are a council's own, or ours."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from overwinter.assurance.domain.making import TemplateKind
from overwinter.assurance.domain.report import Report
from overwinter.assurance.exports import deck, report_docx, report_pdf, report_pptx, report_xlsx, starter
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


def make(report: Report, format: str, *, look: Look, links: Links) -> bytes:
    """``format``: a key of :data:`REPORT_FORMATS`; ``links`` turns a source into the whole address of its page."""
    match format:
        case "docx":
            own = look.template or starter.make_report(report.council, look.colour, landscape=report.landscape)
            allowed = SORTS[look.kind].placeholders if look.kind is not None else None
            return report_docx.fill(own, report, links, allowed or REPORT)
        case "pptx":
            return report_pptx.render(report, links, look.template or deck.make_starter(report.council, look.colour))
        case "xlsx":
            return report_xlsx.render(report, links)
        case "pdf":
            return report_pdf.render(report, links, look.colour)
    raise ValueError(f"there is no format {format}")
