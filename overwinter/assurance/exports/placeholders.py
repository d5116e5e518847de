"""Which placeholders a council's own templates can have: of the letter, of the reports in Word and in Excel."""

from overwinter.assurance.exports.template import Placeholders
from overwinter.assurance.outlines import outline_for

LETTER = Placeholders(
    of="the letter",
    inline={
        "council": "the name of the council",
        "date": "the day of the letter, such as 31 October 2020",
        "subject": "what the letter is about, with the winter",
        "to": "to whom it goes; its lines stay lines",
        "footer": "as at which day the figures are",
    },
    blocks={
        "reference": "“Our reference” and the reference, where there is one",
        "letter": "every part below, in order, with headings",
        "opening": "the opening paragraphs",
        "plan": "that the plan is in place, its figures, who signed it",
        "since": "what has changed since the letter before, where there is one",
        "providers": "work with providers on business continuity",
        "issues": "the key issues, with their table",
        "partners": "the NHS and the voluntary and community sector",
        "closing": "the closing paragraphs",
        "signatures": "who signs, with names and titles",
    },
    whole="letter", parts=("plan", "providers", "issues", "partners"), needed=("signatures",),
)  # fmt: skip
_REPORT_INLINE = {
    "council": "the name of the council",
    "title": "what the report is, such as Board pack",
    "subtitle": "the national plan, or the group it is for",
    "as_at": "the day of its figures, such as As at 31 October 2020",
    "winter": "the winter, such as 2020 to 2021",
    "footer": "council, report and day in a line",
}
_REPORT_BLOCKS = {
    "about": "for whom it is and from whom, in a table, where the report has one",
    "summary": "the news in a paragraph",
    "report": "every section, in order, with headings",
}
REPORT = Placeholders(of="a report", inline=_REPORT_INLINE, blocks=_REPORT_BLOCKS, needed=("report",))
WORKBOOK = Placeholders(
    of="a report in Excel",
    inline={**_REPORT_INLINE, "table_title": "on the sheet with {{ table }}: what the table is"},
    blocks={
        "report": "the news, what is said besides the tables, and the list of sheets, from this cell downwards",
        "table": "on a sheet of its own, copied for each table: its head, in the look of this cell, then its rows",
    },
    needed=("report",), room="a cell",
)  # fmt: skip
COMMITTEE = Placeholders(
    of="a committee report", inline=_REPORT_INLINE,
    blocks={
        **_REPORT_BLOCKS,
        **{each.key: f"what stands under “{each.title}”, without the heading" for each in outline_for("").headings},
    },
    whole="report", parts=("position", "risks"),
)  # fmt: skip
