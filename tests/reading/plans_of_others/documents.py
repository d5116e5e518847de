"""Every document of the invented councils: which plan, in what kind of file, and what of it must be read."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.reading.plans_of_others import office, plain
from tests.reading.plans_of_others.plans import Plan


@dataclass(frozen=True)
class Document:
    plan: str
    write: Callable[[Path, Plan], None]
    suffix: str
    rows_needed: bool = True
    """Whether each row must be found. A report on risks may be found to hold no plan at all."""

    @property
    def name(self) -> str:
        return f"{self.plan}.{self.suffix}"


DOCUMENTS = (
    Document("web-page", plain.web_page, "html"),
    Document("web-page", plain.text, "txt"),
    Document("narrative", office.narrative, "docx"),
    Document("narrative", plain.text, "txt"),
    Document("areas-and-risks", office.areas_and_risks, "docx"),
    Document("short-list", office.short_list, "docx"),
    Document("joint", office.joint, "xlsx"),
    Document("region", office.region, "xlsx"),
    Document("region", plain.region_page, "html"),
    Document("page-and-print", plain.markdown, "md"),
    Document("page-and-print", plain.printed, "pdf"),
    Document("page-and-print", plain.text, "txt"),
    Document("recommendations", office.recommendations, "docx", rows_needed=False),
    Document("care-homes", plain.printed, "pdf"),
    Document("care-homes", plain.text, "txt"),
    Document("later-headings", plain.text, "txt"),
    Document("later-headings", plain.web_page, "html"),
    Document("for-providers", office.slides, "pptx"),
    Document("both-lists", plain.delimited, "csv"),
)
