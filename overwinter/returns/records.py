"""Returns as other programs read them: the answers that are no free text, for a text may name people."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from overwinter.operations.api import Holds, RecordColumn, Records
from overwinter.organisations.api import Viewer
from overwinter.returns.domain.kinds import ReturnState
from overwinter.returns.models import FormVersion, Return
from overwinter.returns.queries import definition_of

COLUMNS = (
    RecordColumn("id", Holds.NUMBER, "Of the return."),
    RecordColumn("location", Holds.NUMBER, "The id of the location that made it."),
    RecordColumn("form", Holds.TEXT, "The code of the form."),
    RecordColumn("asked_since", Holds.DAY, "From which day the form asks what it asks here."),
    RecordColumn("period_start", Holds.DAY, "The first day of the period it answers for."),
    RecordColumn("period_end", Holds.DAY, "The last day on which it was in time."),
    RecordColumn("answers", Holds.ANSWERS, "Question to answer: a value, not_known, not_applicable. No free text."),
    RecordColumn("no_change", Holds.YES_NO, "Saved with the words that nothing has changed."),
    RecordColumn("entered", Holds.TEXT, "The code of how it came in."),
    RecordColumn("number", Holds.NUMBER, "How often it was submitted."),
    RecordColumn("first_on", Holds.DAY, "The day it was first submitted, by which it is on time or late."),
    RecordColumn("submitted_at", Holds.MOMENT, "When it was last submitted."),
)  # fmt: skip


def returns(
    *, viewer: Viewer, after: int, most: int, changed_since: datetime | None = None
) -> Iterable[Mapping[str, object]]:
    """One statement."""
    submitted = Return.objects.filter(state=ReturnState.SUBMITTED.value, pk__gt=after)
    found = submitted.filter(council_id__in=viewer.council_ids).select_related("form", "version__form").order_by("pk")
    if changed_since is not None:
        found = found.filter(submitted_at__gte=changed_since)
    texts: dict[int, frozenset[str]] = {}
    for each in found[:most]:
        if each.version_id not in texts:
            texts[each.version_id] = _texts_of(each.version)
        yield _row(each, texts[each.version_id])


def _texts_of(version: FormVersion) -> frozenset[str]:
    asked = definition_of(version).questions
    return frozenset(field.code for question in asked if question.kind.is_text for field in question.fields)


def _row(row: Return, texts: frozenset[str]) -> Mapping[str, object]:
    return {
        "id": row.pk,
        "location": row.location_id,
        "form": row.form.code,
        "asked_since": row.version.effective_from,
        "period_start": row.period_start,
        "period_end": row.period_end,
        "answers": {code: answer for code, answer in row.answers.items() if code not in texts},
        "no_change": row.no_change,
        "entered": row.entered,
        "number": row.number,
        "first_on": row.first_on,
        "submitted_at": row.submitted_at,
    }


RETURNS = Records(
    name="returns", scope="returns", allows="Read the returns that providers made",
    title="The returns of the council", columns=COLUMNS, rows=returns, tells_changes=True,
    words="Those that were submitted, as they stand after what was put right. Drafts are not among them.",
)  # fmt: skip
