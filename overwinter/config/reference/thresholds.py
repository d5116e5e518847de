"""Every threshold that ships: what it decides, its value, where it comes from, from when it holds."""

from overwinter.config.reference import markdown
from overwinter.frameworks.thresholds import load_thresholds
from overwinter.kernel.days import full_day
from overwinter.kernel.threshold import Threshold

EXAMPLE = """```toml
[[threshold]]
id = "match-confident"
value = 0.95
effective_from = 2026-12-01
source = "Agreed by the winter plan board on 24 November 2026."
```"""


def page() -> str:
    return markdown.page(
        "Thresholds",
        "The limits that decide what a person sees or is asked. They stand in `catalogue/thresholds.toml`; a page that "
        "uses one says so, with its source. How late is late is no limit of this kind: a row is late the day after its "
        "date, and a review is due on its day. The weights by which a match is judged are measured and are told in "
        "[how matching works](../explanation/matching.md).",
        markdown.table(
            ("id", "value", "what it decides", "source", "from"), [_row(each) for each in load_thresholds()]
        ),
        "## Set one otherwise",
        "Write a file of entries such as this one, name its path in `OVERWINTER_THRESHOLDS`, and start the program "
        "again. The default holds until the day comes. What was read before keeps the limits of the day it was read.",
        EXAMPLE,
        "A wrong file stops the start, and a reading on the command line, with a sentence that says which entry is "
        "wrong and what is wanted: an unknown id, a value out of its range, a day missing, or a limit above one that "
        "it may not be above.",
    )


def _row(threshold: Threshold) -> tuple[str, ...]:
    bound = f" Never above {markdown.code(threshold.not_above)}." if threshold.not_above else ""
    return (
        markdown.code(threshold.id),
        threshold.said,
        threshold.decides + bound,
        threshold.source,
        full_day(threshold.effective_from),
    )
