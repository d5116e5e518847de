"""A file in, rows out: the steps of reading, one after the other."""

from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec.structs import replace

from overwinter.kernel.winter import Winter
from overwinter.reading.catalogue import Catalogue
from overwinter.reading.document import Document
from overwinter.reading.findings import with_findings
from overwinter.reading.layout import understand
from overwinter.reading.layout.columns import COLUMNS_MIXED
from overwinter.reading.matching import match
from overwinter.reading.matching.cut_headings import mend_headings
from overwinter.reading.readers import read_document
from overwinter.reading.recognised import with_recognised
from overwinter.reading.result import COLUMNS_LOST, MatchState, Reading, RowRead
from overwinter.reading.undivided import with_undivided
from overwinter.reading.vocabulary import in_force, speaking
from overwinter.reading.vocabulary.profile import Profile, choose

STEPS = 4
Progress = Callable[[str, int], None]
"""Told the step that begins, in words, and how many of ``STEPS`` are done."""


def read_file(path: Path, catalogue: Catalogue, winter: Winter) -> Reading:
    """Read the winter plan in ``path`` and match its rows to ``catalogue``.

    ``winter`` gives the year to dates written without one. Raises
    :class:`~overwinter.reading.document.UnreadableError` when the file cannot be read.
    """
    return interpret(read_document(path), catalogue, winter)


def interpret(
    document: Document, catalogue: Catalogue, winter: Winter, *, progress: Progress = lambda _step, _done: None
) -> Reading:
    """Everything after the file has been opened: its rows, matched, with what is doubtful about them."""
    progress("Finding tables, headings and rows", 1)
    reading = understood(
        document,
        winter,
        framework=catalogue.framework,
        profiles=catalogue.profiles,
        known=known_wordings(catalogue),
    )
    reading = mend_headings(reading, catalogue)
    progress(f"Matching {len(reading.rows)} rows to {len(catalogue.entries)} requirements", 2)
    matched = with_recognised(_looked_at(match(reading, catalogue)), document)
    return with_findings(with_undivided(matched, document), winter)


def _looked_at(reading: Reading) -> Reading:
    """``reading`` with every row for a person to review whose cells leave in doubt what it was matched by."""
    rows = tuple(replace(row, match_state=MatchState.REVIEW) if _in_doubt(row) else row for row in reading.rows)
    return replace(reading, rows=rows)


def _in_doubt(row: RowRead) -> bool:
    """Whether a row's cells were put together without any columns, or its requirement may hold words of another one.

    The second does no harm where the headings above the row point at what it was matched to; that nothing is like such
    a requirement says little.
    """
    codes = {finding.code for finding in row.findings}
    if COLUMNS_LOST in codes:
        return True
    if COLUMNS_MIXED not in codes or "requirement" not in row.doubtful:
        return False
    pointed_at = {weighed.id for weighed in row.weighed if weighed.headings > 0}
    return not row.matches or any(match.id not in pointed_at for match in row.matches)


def known_wordings(catalogue: Catalogue) -> tuple[str, ...]:
    """What requirements and their headings are known by: all that layout is told of the catalogue."""
    said = [text for each in catalogue.entries for text in (each.theme, each.section, each.title, each.summary)]
    terms = [term for each in catalogue.entries for term in each.terms]
    whole = [" ".join((each.title, each.summary, *each.terms)) for each in catalogue.entries]
    learnt = [wording.text for wording in catalogue.learnt if wording.ids]
    return tuple(dict.fromkeys((*said, *terms, *whole, *learnt)))


def understood(
    document: Document,
    winter: Winter,
    *,
    framework: str,
    profiles: Sequence[Profile] = (),
    known: Sequence[str] = (),
) -> Reading:
    """The rows of ``document``, not yet matched, read with the profile that recognises it if one does."""
    profile = choose(profiles, document)
    if profile is None:
        return understand(document, winter=winter, framework=framework, known=known)
    with speaking(profile.spoken_over(in_force())):
        reading = understand(profile.laid_over(document), winter=winter, framework=framework, known=known)
    return with_profile(reading, profile, missing=profile.not_in(document))


def with_profile(reading: Reading, profile: Profile, *, missing: Sequence[str] = ()) -> Reading:
    """``reading`` with what the profile says of rows that stand under no heading, and with its name.

    ``missing``: places of headings that the profile names and the document does not have.
    """
    said = f"the profile “{profile.name}” says so of rows without one"
    rows = []
    for row in reading.rows:
        given = {
            name: value
            for name, value in (("theme", profile.theme), ("section", profile.section))
            if value and getattr(row, name) is None
        }
        rules = (*row.rules, *((name, said) for name in given))
        rows.append(
            replace(row, theme=given.get("theme", row.theme), section=given.get("section", row.section), rules=rules)
        )
    used = f"Read with the profile “{profile.name}” ({profile.file})."
    lacking = [f"The profile looks for column headings at {place}, and there is no such row." for place in missing]
    return replace(reading, rows=tuple(rows), warnings=(*reading.warnings, used, *lacking))
