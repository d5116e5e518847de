"""A report asked for on the pages and on the command line: made, kept, taken away, refused in words."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from overwinter.assurance import jobs
from overwinter.assurance.domain.making import TemplateKind
from overwinter.assurance.exports import own_templates
from overwinter.assurance.models import MadeReport
from overwinter.assurance.queries import get_report_facts
from overwinter.config.cli import main
from overwinter.infra import clock
from overwinter.infra import jobs as queue
from overwinter.infra.models import AuditEntry
from overwinter.kernel.status import FullyMet, Rag
from overwinter.organisations.api import get_viewer
from overwinter.plans import api as plans
from tests.assurance.test_files import said, word_file
from tests.plans.conftest import NOW, World, at_noon, signed_in, world

__all__ = ["at_noon", "world"]


@pytest.fixture
def address(world: World, settings: Any, tmp_path: Path) -> str:
    settings.FILES_DIR = tmp_path
    return f"/plans/{world.plan.pk}/reports"


ASKED = {"as_at": "13 November 2020", "file_format": "docx"}


def test_a_report_is_made_kept_and_taken_as_it_was_made(world: World, address: str) -> None:
    world.change(rag=Rag.RED, fully_met=FullyMet.NO, text="=SUM(A1) is how it began")
    client = signed_in(world.manager)
    answer = client.post(f"{address}/exception-report/", ASKED)
    assert answer.status_code == 302 and answer["Location"] == f"{address}/made/1/"
    world.change(rag=Rag.GREEN)
    content = b"".join(client.get(f"{address}/made/1/file/"))
    text = said(content)
    assert "As at 13 November 2020" in text and "=SUM(A1) is how it began" in text
    links = {rel.target_ref for rel in Document(BytesIO(content)).part.rels.values() if rel.is_external}
    assert f"http://testserver/plans/{world.plan.pk}/rows/{world.row.pk}/?on=2020-11-13" in links
    assert "Exception report" in client.get(f"{address}/").content.decode()
    verbs = AuditEntry.objects.filter(subject_type="assurance.madereport").order_by("number")
    assert list(verbs.values_list("verb", flat=True)) == [
        "report asked for", "report begun", "report made", "report taken",
    ]  # fmt: skip


def test_a_report_of_an_earlier_day_says_what_was_true_then(world: World, address: str) -> None:
    world.change(rag=Rag.AMBER, why="The agency left")
    plans.add_gap_action(response_id=world.row.pk, text="Ring them", due=NOW.date(), by=world.manager)
    with clock.standing_at(NOW + timedelta(days=3)):
        world.change(rag=Rag.RED, why="Worse")
        viewer, day = get_viewer(world.manager), NOW.date()
        then = get_report_facts(viewer, world.plan, as_at=day)
        now = get_report_facts(viewer, world.plan, as_at=clock.today())
    (row, *_), (later, *_) = then.rows, now.rows
    assert (row.rag, row.late_since, later.rag, later.late_since) == (Rag.AMBER, None, Rag.RED, day)
    assert next(each.words for each in then.changes if each.row == row.id).startswith("RAG unknown to amber")
    assert now.trend[-1].rags["red"] == 1 and then.trend[-1].rags.get("red", 0) == 0


def test_a_long_plan_is_reported_in_the_background(world: World, address: str, monkeypatch: Any) -> None:
    waiting: list[tuple[Any, ...]] = []
    monkeypatch.setattr("overwinter.assurance.making.is_made_at_once", lambda _rows, _limit: False)
    monkeypatch.setattr(queue, "enqueue", lambda *job: waiting.append(job))
    client = signed_in(world.manager)
    client.post(f"{address}/exception-report/", ASKED | {"file_format": "pdf"})
    page = client.get(f"{address}/made/1/").content.decode()
    assert "This page refreshes itself" in page and client.get(f"{address}/made/1/file/").status_code == 404
    ((name, report_id),) = waiting
    assert name == "overwinter.assurance.jobs.make_report"
    jobs.make_report(report_id)
    jobs.make_report(report_id)
    assert b"".join(client.get(f"{address}/made/1/file/")).startswith(b"%PDF")
    assert AuditEntry.objects.filter(verb="report made").count() == 1, "running it twice makes it once"


def test_it_is_refused_in_words(world: World, address: str) -> None:
    client = signed_in(world.manager)
    for asked, words in (
        ({"as_at": "14 November 2020"}, "14 November 2020 is still to come"),
        ({"as_at": "13 November 2019"}, "The plan was started on"),
        ({"file_format": "pptx"}, "Select a valid choice"),
    ):
        answer = client.post(f"{address}/exception-report/", ASKED | asked)
        assert answer.status_code == 422 and words in answer.content.decode()
    onlooker = signed_in(world.onlooker)
    answer = onlooker.post(f"{address}/exception-report/", ASKED)
    assert answer.status_code == 422 and "have reports made" in answer.content.decode()
    assert not MadeReport.objects.exists()


def test_it_is_read_on_a_page_with_each_figure_linked(world: World, address: str) -> None:
    world.change(rag=Rag.RED, fully_met=FullyMet.NO, text="<b>Bold</b> words")
    client = signed_in(world.onlooker)
    page = client.get(f"{address}/exception-report/read/?as_at=13+November+2020").content.decode()
    assert f'href="/plans/{world.plan.pk}/rows/{world.row.pk}/?on=2020-11-13"' in page
    assert "&lt;b&gt;Bold" in page and "<b>Bold" not in page
    answer = client.get(f"{address}/exception-report/read/?as_at=14+November+2020", follow=True)
    assert "14 November 2020 is still to come" in answer.content.decode()


def test_it_is_written_into_the_councils_own_template(world: World, address: str) -> None:
    client = signed_in(world.manager)
    bad = SimpleUploadedFile("ours.docx", word_file("{{ council }}"))
    answer = client.post("/council/templates/report/", {"file": bad})
    assert "no place for every section, in order, with headings" in answer.content.decode()
    own = SimpleUploadedFile("ours.docx", word_file("Our own head", "{{ title }} {{ as_at }}", "{{ report }}"))
    assert client.post("/council/templates/report/", {"file": own}).status_code == 302
    client.post(f"{address}/exception-report/", ASKED)
    text = said(b"".join(client.get(f"{address}/made/1/file/")))
    assert "Our own head\nException report As at 13 November 2020" in text and "{{" not in text


@pytest.mark.parametrize("kind", own_templates.SORTS)
def test_a_template_to_begin_from_is_taken_and_given_as_it_is(world: World, address: str, kind: TemplateKind) -> None:
    client = signed_in(world.manager)
    here = f"/council/templates/{kind.value}/"
    begin = SimpleUploadedFile(f"ours.{own_templates.SORTS[kind].ending}", client.get(f"{here}starter/").content)
    assert client.post(here, {"file": begin}).status_code == 302


def test_the_command_line_makes_the_same(world: World, address: str, tmp_path: Path, capsys: Any) -> None:
    out = tmp_path / "report.docx"
    asked = ["report", "exception-report", "--council", "northmere", "--as-at", str(NOW.date())]
    assert main([*asked, "--out", str(out)]) == 0
    assert "As at 13 November 2020" in said(out.read_bytes())
    for words, sentence in (
        (["report", "nothing", "--council", "northmere", "--out", str(out)], "There is no report “nothing”."),
        (["report", "exception-report", "--council", "nowhere", "--out", str(out)], "There is no council “nowhere”"),
        ([*asked, "--out", str(tmp_path / "report.odt")], "is not made as odt"),
        ([*asked, "--out", str(tmp_path / "no" / "report.pdf")], "There is no folder"),
    ):
        assert main(words) == 2
        assert sentence in capsys.readouterr().err
    assert main(["report", "--list"]) == 0
    assert "exception-report  Exception report (docx, pdf, xlsx)" in capsys.readouterr().out
