"""What may be evidence and until when; what the plan counts of itself; where words and records differ. No database."""

from datetime import date, timedelta

import pytest

from overwinter.kernel.measured import Measured, Standing
from overwinter.kernel.status import FullyMet, Rag
from overwinter.plans.domain import counted
from overwinter.plans.domain.counted import ReviewRecord
from overwinter.plans.domain.evidence import (
    EvidenceFacts,
    EvidenceKind,
    may_date,
    may_end,
    may_keep_file,
    may_link,
    may_renew,
)
from overwinter.plans.domain.evidenced import better_than_said
from overwinter.plans.domain.facts import ActionState, GapFacts, RowFacts

TODAY = date(2020, 11, 13)
DAY = timedelta(days=1)
STANDS = EvidenceFacts(EvidenceKind.LINK, "Minutes", TODAY - 10 * DAY, TODAY + 4 * DAY)


def row(pk: int = 1, **given: object) -> RowFacts:
    facts = {"number": "1.1", "title": "T", "theme": "", "section": "", "requirement_id": f"a.{pk}", **given}
    return RowFacts(response_id=pk, **facts)


def measure(standing: Standing, reached_on: date | None = date(2020, 10, 2)) -> Measured:
    return Measured("a", "Followed up", standing, "71%", "152 of 214", "at least 90%", TODAY, reached_on)


@pytest.mark.parametrize(
    ("true_on", "expires_on", "said"),
    [(TODAY, TODAY + DAY, ""), (TODAY + DAY, TODAY + 2 * DAY, "has not been yet"), (TODAY, TODAY, "on or before"),
     (TODAY - 9 * DAY, TODAY - DAY, "expired on 12 November 2020 already"), (TODAY - DAY, TODAY, "")],
)  # fmt: skip
def test_evidence_is_dated(true_on: date, expires_on: date, said: str) -> None:
    verdict = may_date(true_on, expires_on, TODAY)
    assert said in verdict.reason and bool(verdict) == (not said)


def test_evidence_is_in_date_to_its_last_day_unless_it_has_ended() -> None:
    assert STANDS.is_in_date(TODAY + 4 * DAY) and not STANDS.is_in_date(TODAY + 5 * DAY)
    assert not STANDS.is_in_date(TODAY - 11 * DAY)
    ended = EvidenceFacts(EvidenceKind.LINK, "Minutes", STANDS.true_on, STANDS.expires_on, ended_on=TODAY)
    assert ended.is_in_date(TODAY - DAY) and not ended.is_in_date(TODAY)
    assert "has ended" in may_renew(ended, TODAY, TODAY).reason and "already" in may_end(ended, "x", TODAY).reason
    assert "last seen" in may_renew(STANDS, TODAY - 11 * DAY, TODAY).reason
    assert may_renew(STANDS, TODAY, TODAY) and may_end(STANDS, "Withdrawn", TODAY) and not may_end(STANDS, " ", TODAY)


@pytest.mark.parametrize(
    ("url", "allowed"),
    [("https://example.org/minutes?x=1", True), ("HTTP://example.org", True), ("javascript:alert(1)", False),
     ("data:text/html,x", False), ("file:///etc/passwd", False), ("example.org", False), ("https://", False),
     ("https://bank.example@evil.example/", False), ("https://example.org/a b", False), ("https://[::1", False)],
)  # fmt: skip
def test_a_link_leads_to_the_web_and_nowhere_else(url: str, allowed: bool) -> None:
    assert bool(may_link(url)) is allowed


@pytest.mark.parametrize(
    ("name", "size", "beginning", "said"),
    [("Minutes.PDF", 10, b"%PDF-1.7", ""), ("note.txt", 10, b"hello", ""), ("page.html", 10, b"<html>", "of a kind"),
     ("minutes", 10, b"%PDF-", "of a kind"), ("drawing.svg", 10, b"<svg", "of a kind"), ("a.pdf", 0, b"", "is empty"),
     ("run.pdf", 10, b"MZ\x90\x00", "is not what a pdf file is"), ("a.xlsx", 10, b"PK\x03\x04", ""),
     ("big.pdf", (20 << 20) + 1, b"%PDF-", "20 MB; the most is 20 MB"), ("macro.xlsm", 9, b"PK\x03\x04", "of a kind")],
)  # fmt: skip
def test_a_file_is_what_it_says_and_not_too_large(name: str, size: int, beginning: bytes, said: str) -> None:
    verdict = may_keep_file(name, size, beginning, 20)
    assert said in verdict.reason and bool(verdict) == (not said)


def test_the_plan_counts_what_is_in_force() -> None:
    late, soon = (GapFacts("Ring", ActionState.TO_DO, TODAY + days * DAY) for days in (-1, 0))
    done = GapFacts("Done", ActionState.DONE, TODAY - DAY)
    rows = [
        row(1, rag=Rag.GREEN, fully_met=FullyMet.YES, lead="Head"),
        row(2, lead="Head", lead_ended=True, gap_actions=(late, soon, done)),
        row(3, fully_met=FullyMet.YES, in_force=False, gap_actions=(late,)),
        row(4, requirement_id=None, fully_met=FullyMet.YES),
    ]
    assert counted.answered(rows) == (1, 2), "a local row answers no requirement"
    assert counted.led(rows) == (1, 3)
    assert counted.actions_past_due(rows, TODAY) == (1, 2)
    assert counted.met_with_evidence(rows, {1: (STANDS,), 3: (STANDS,)}, TODAY) == (1, 2)
    assert counted.met_with_evidence(rows, {1: (STANDS,)}, TODAY + 9 * DAY) == (0, 2)


def test_a_review_is_in_time_until_its_day_and_late_after_it() -> None:
    def saved(pk: int, next_review: int | None, reviewed: int | None) -> ReviewRecord:
        return ReviewRecord(
            pk, None if next_review is None else TODAY + next_review * DAY,
            None if reviewed is None else TODAY + reviewed * DAY,
        )  # fmt: skip

    records = [
        saved(1, -7, -20), saved(1, 20, -7),  # made on its day
        saved(2, -7, -20), saved(2, 20, -5),  # two days late
        saved(3, -7, -20), saved(3, -7, -20),  # saved again, by whom names leads: nobody looked
        saved(4, 0, -20),  # due today, and the day is not over
        saved(5, -60, -70), saved(5, 20, -61),  # long ago
        saved(6, 14, -20), saved(6, 20, -3),  # made early, before it fell due
        saved(7, -7, None), saved(7, None, -8),  # the first look
        saved(8, -7, -20), saved(8, 20, -7),  # not in force
    ]  # fmt: skip
    assert counted.reviews_in_time(records, {1, 2, 3, 4, 5, 6, 7}, TODAY, 28) == (2, 4)
    made = [*records, saved(4, 30, 0)]
    assert counted.reviews_in_time(made, {4}, TODAY, 28) == (1, 1)


def test_records_that_are_better_than_the_words_are_told_too() -> None:
    good, beyond = measure(Standing.REACHED), measure(Standing.BEYOND)
    assert "better than the row says" in better_than_said(Rag.RED, FullyMet.UNKNOWN, [good])
    assert "better than the row says" in better_than_said(Rag.AMBER, FullyMet.NO, [good, measure(Standing.NO_STANDARD)])
    for rag, met, measures in (
        (Rag.AMBER, FullyMet.PARTIAL, [good]), (Rag.RED, FullyMet.NO, [good, beyond]), (Rag.RED, FullyMet.NO, []),
        (Rag.RED, FullyMet.NO, [good, measure(Standing.NO_DATA)]),
    ):  # fmt: skip
        assert better_than_said(rag, met, measures) == ""
