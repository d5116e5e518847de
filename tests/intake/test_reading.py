"""A document is uploaded, read in a process of its own, and kept with everything that was read from it."""

import io
import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from overwinter.accounts.api import User
from overwinter.frameworks.api import DEFAULT_PACK, catalogue_for
from overwinter.infra.models import AuditEntry
from overwinter.intake import actions, jobs
from overwinter.intake.domain.pieces import PieceState
from overwinter.intake.models import Document
from overwinter.intake.progress import note_progress
from overwinter.intake.reading_run import read_kept
from overwinter.kernel.verdict import Refused
from overwinter.kernel.winter import Winter
from overwinter.organisations.api import Council
from overwinter.reading.apart.limits import Limits
from overwinter.reading.engine import read_file
from tests.intake.conftest import WINTER, as_engine, make_letter, make_workbook, signed_in
from tests.support.instead import Instead
from tests.support.shared import shared

Bring = Callable[..., Document]

DAY = date(2020, 11, 13)


def test_a_workbook_is_read_apart_and_kept(bring: Bring, kept: Path) -> None:
    content = make_workbook()
    document = bring(content)
    assert document.state == "read"
    assert (kept / document.file.sha256[:2] / document.file.sha256).read_bytes() == content.getvalue()
    first, second, third = document.rows.order_by("order")
    assert first.requirement.startswith("Distribute money")
    assert (first.rag, first.fully_met, str(first.by_when_date)) == ("green", "yes", "2020-10-30")
    assert (second.rag, second.by_when, second.by_when_date) == ("amber", "Ongoing", None)
    assert second.as_read["excerpt"]["rows"]
    assert third.lead == "Head of highways"
    assert document.pieces.filter(state=PieceState.HEADING, text__contains="Fully met").exists()
    assert document.words > 50


def test_the_reading_is_enqueued_when_the_upload_is_committed(
    council: Council, framework: str, manager: User, kept: Path, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        document = actions.upload_document(
            council=council, framework=framework, winter=WINTER, name="plan.xlsx", content=make_workbook(), by=manager
        )
        document.refresh_from_db()
        assert document.state == "waiting"
    document.refresh_from_db()
    assert (document.state, document.step) == ("read", "Keeping what was read")


def test_a_file_without_rows_is_read_and_nothing_is_lost(bring: Bring) -> None:
    document = bring(make_letter(), name="letter.docx")
    assert (document.state, document.rows.count()) == ("read", 0)
    assert "thank you for the tea" in " ".join(document.pieces.values_list("text", flat=True))


def test_a_file_that_cannot_be_read_fails_with_a_sentence(bring: Bring, manager: User) -> None:
    document = bring(io.BytesIO(b"PK\x03\x04 not a workbook"), name="plan.xlsx")
    assert document.state == "failed"
    assert document.failure.endswith(".")
    assert "Traceback" not in document.failure
    again = actions.read_again(document=document, by=manager)
    assert (again.state, again.failure) == ("waiting", "")


def test_a_kept_file_that_is_gone_is_told(bring: Bring, kept: Path) -> None:
    document = bring()
    Document.objects.filter(pk=document.pk).update(state="waiting")
    (kept / document.file.sha256[:2] / document.file.sha256).unlink()
    jobs.read_document(document.pk)
    document.refresh_from_db()
    assert (document.state, "not on the disk" in document.failure) == ("failed", True)


def test_a_national_plan_that_is_gone_is_told(bring: Bring) -> None:
    document = bring()
    Document.objects.filter(pk=document.pk).update(state="waiting", framework="gone")
    jobs.read_document(document.pk)
    document.refresh_from_db()
    assert (document.state, "cannot be loaded" in document.failure) == ("failed", True)


def test_reading_twice_changes_nothing(bring: Bring) -> None:
    document = bring()
    rows = list(document.rows.values())
    jobs.read_document(document.pk)
    assert list(document.rows.values()) == rows


def test_only_one_worker_reads_and_another_takes_over_when_it_has_gone(bring: Bring, manager: User) -> None:
    document = bring()
    Document.objects.filter(pk=document.pk).update(state="waiting", attempt=0)
    first = actions.start_reading(document_id=document.pk, by=None)
    assert first is not None
    assert actions.start_reading(document_id=document.pk, by=None) is None
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        second = actions.start_reading(document_id=document.pk, by=None)
    assert second is not None
    actions.fail_reading(document_id=document.pk, attempt=first.attempt, sentence="Too late.", by=None)
    document.refresh_from_db()
    assert document.state == "reading"
    actions.fail_reading(document_id=document.pk, attempt=second.attempt, sentence="It failed.", by=None)
    document.refresh_from_db()
    assert (document.state, document.failure) == ("failed", "It failed.")


def test_progress_of_an_attempt_that_was_overtaken_is_not_shown(bring: Bring) -> None:
    document = bring()
    note_progress(document_id=document.pk, attempt=99, step="Reading page 14 of 31", done=14, of=31)
    document.refresh_from_db()
    assert document.step == "Keeping what was read"


def test_progress_is_told_step_by_step(framework: str, tmp_path: Path) -> None:
    steps: list[tuple[str, int, int]] = []
    path = tmp_path / "stored"
    path.write_bytes(make_workbook().getvalue())
    given = read_kept(
        path=path, name="plan.xlsx", catalogue=catalogue_for(DEFAULT_PACK, on=DAY), winter=Winter(2020),
        limits=Limits(), progress=lambda *told: steps.append(told),
    )  # fmt: skip
    assert steps[0][0] == "Opening the file"
    assert [done for _, done, _ in steps] == [0, 1, 2, 3]
    assert "3 rows to 108 requirements" in steps[2][0]
    assert len(given["excerpts"]) == len(given["reading"]["rows"]) == 3
    named = tmp_path / "plan.xlsx"
    named.write_bytes(path.read_bytes())
    alone = read_file(named, catalogue_for(DEFAULT_PACK, on=DAY), Winter(2020))
    assert given["reading"] == json.loads(json.dumps(alone.as_dict()))
    assert any(row["findings"] for row in given["reading"]["rows"])


HOSTILE = (
    ("time.sleep(600)", 3, "was not read to its end within 3 seconds"),
    ("os.kill(os.getpid(), signal.SIGSEGV)", 200, "broke down"),
    ("raise RuntimeError('row 7')", 200, "The file is kept, and the fault is in the log."),
)


@pytest.mark.parametrize(("does", "seconds", "words"), HOSTILE)
def test_a_hostile_document_fails_alone(
    bring: Bring, instead: Instead, caplog: pytest.LogCaptureFixture, settings: Any, does: str, seconds: int, words: str
) -> None:
    """The worker goes on, and reads the next document."""
    instead(does)
    settings.READING_SECONDS = seconds
    document = bring()
    settings.READING_SECONDS = 200
    assert document.state == "failed"
    assert words in document.failure and document.failure.startswith(("plan.xlsx", "Reading plan.xlsx", "A fault"))
    assert ("row 7" in caplog.text) == ("row 7" in does)
    other = bring(make_letter(), name="letter.docx")
    assert (other.state, other.rows.count()) == ("read", 0)


def test_a_refused_document_is_no_matter_for_the_log(bring: Bring, caplog: pytest.LogCaptureFixture) -> None:
    assert bring(io.BytesIO(b""), name="plan.xlsx").state == "failed"
    assert caplog.text == ""


@pytest.mark.parametrize("name", ["ü" * 250 + ".xlsx", "../../plan.xlsx", "a/b\\c.xlsx", "." * 200 + ".xlsx"])
def test_whatever_the_file_is_called_it_is_read(bring: Bring, name: str) -> None:
    document = bring(name=name)
    assert (document.state, document.failure, document.rows.count()) == ("read", "", 3)


def test_signs_that_no_database_keeps_are_shown_as_unreadable_ones(bring: Bring) -> None:
    """Some fonts of PDF files give a zero for each sign; here it stands in a text of two bytes a letter."""
    document = bring(io.BytesIO("\ufeffDear col\0league, thank you for the tea.".encode("utf-16-le")), name="a.txt")
    assert (document.state, document.failure) == ("read", "")
    assert [piece.text for piece in document.pieces.all()] == ["Dear col\ufffdleague, thank you for the tea."]


@pytest.mark.parametrize("state", ["waiting", "reading"])
def test_a_reading_that_never_ended_can_be_asked_for_again(bring: Bring, manager: User, state: str) -> None:
    """The worker was killed and its job was given up, or the job was lost."""
    document = bring(make_letter(), name="letter.docx")
    Document.objects.filter(pk=document.pk).update(state=state)
    page = signed_in(manager).get(f"/documents/{document.pk}/").content.decode()
    assert "Read it again" not in page
    with pytest.raises(Refused, match="Its page shows when"):
        actions.read_again(document=document, by=manager)
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        page = signed_in(manager).get(f"/documents/{document.pk}/").content.decode()
        assert "This takes longer than a reading may" in page and "Read it again" in page
        again = actions.read_again(document=document, by=manager)
        assert (again.state, again.step) == ("waiting", "")
        first = actions.start_reading(document_id=document.pk, by=None)
        assert first is not None and first.attempt == document.attempt + 1
    actions.fail_reading(document_id=document.pk, attempt=document.attempt, sentence="The dead one.", by=None)
    document.refresh_from_db()
    assert document.state == "reading", "what the first reading still sends is not taken"


def test_only_a_plan_manager_uploads(council: Council, framework: str, viewer: User, kept: Path) -> None:
    with pytest.raises(Refused, match="winter plan manager"):
        actions.upload_document(
            council=council, framework=framework, winter=WINTER, name="x.xlsx", content=make_workbook(), by=viewer
        )
    assert not Document.objects.exists()


def test_what_happened_is_in_the_log(bring: Bring) -> None:
    document = bring()
    verbs = AuditEntry.objects.filter(subject_type="intake.document", subject_id=str(document.pk)).order_by("number")
    assert list(verbs.values_list("verb", flat=True)) == ["document uploaded", "reading begun", "document read"]


def test_the_previous_document_is_the_same_content_or_else_the_same_name(read_in: Callable[..., Document]) -> None:
    first = read_in(as_engine(1), name="Plan.docx")
    renamed = read_in(as_engine(1), name="Plan v2.docx")
    newer = read_in(as_engine(1), as_engine(2), name="plan.DOCX")
    assert (first.previous, renamed.previous, newer.previous) == (None, first, first)


@pytest.mark.parametrize("name", ["stockport.xlsx", "derbyshire.docx", "leicestershire-summary.pptx"])
def test_real_plans_are_read_whole(bring: Bring, name: str) -> None:
    path = shared("intake", "plans", name)
    expected = json.loads(path.with_name(name + ".expected.json").read_text())
    document = bring(io.BytesIO(path.read_bytes()), name=name)
    assert (document.state, document.rows.count()) == ("read", len(expected["rows"]))


def test_a_document_is_read_with_the_profile_it_is_recognised_by(bring: Bring, tmp_path: Path, settings: Any) -> None:
    (tmp_path / "own.toml").write_text(
        'name = "Ours"\n[recognise]\nheadings = ["Alpha", "Beta"]\n'
        '[columns]\nrequirement = ["Alpha"]\nresponses = ["Beta"]\n'
    )
    content = b"Alpha,Beta\nWrite a visiting policy,It is written and sent out\n"
    assert bring(io.BytesIO(content), name="plan.csv").rows.count() == 0
    settings.PROFILES_DIR = str(tmp_path)
    document = bring(io.BytesIO(content), name="plan again.csv")
    assert [row.response for row in document.rows.all()] == ["It is written and sent out"]
    assert document.warnings == ["Read with the profile “Ours” (own.toml)."]
