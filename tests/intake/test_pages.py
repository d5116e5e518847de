"""The pages people see, and who sees them."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from overwinter.accounts.api import User
from overwinter.frameworks.api import DEFAULT_PACK, sync_packs
from overwinter.intake import actions
from overwinter.intake.domain.pieces import PieceState
from overwinter.intake.domain.rows import LABELS
from overwinter.intake.models import Document, ReadRow
from overwinter.intake.progress import note_progress
from tests.intake.conftest import FakePlan, as_engine, make_workbook, signed_in
from tests.intake.test_deciding import MONEY, SURE, row_of, some_other_requirement

ReadIn = Callable[..., Document]


def words(answer: Any) -> str:
    return " ".join(answer.content.decode().split()).replace(" >", ">")


def page(client: Client, name: str, *args: Any, query: str = "", status: int = 200) -> str:
    answer = client.get(reverse(f"intake:{name}", args=args) + query)
    assert answer.status_code == status, answer
    return words(answer)


def decide(client: Client, row: ReadRow, do: str, **data: Any) -> Any:
    kept = {name: getattr(row, name) or "" for name in LABELS}
    form = {**kept, "version": row.version, "do": do, "choice": ",".join(row.requirement_ids)} | data
    return client.post(reverse("intake:decide", args=[row.document_id, row.pk]), form)


# --- uploading


def upload(client: Client, name: str, content: bytes, **data: Any) -> Any:
    file = io.BytesIO(content)
    file.name = name
    return client.post(reverse("intake:upload"), {"file": file, "framework": DEFAULT_PACK, "winter": ""} | data)


def test_a_file_is_uploaded_and_its_page_says_how_far_it_is(as_manager: Client, framework: str, kept: Path) -> None:
    answer = upload(as_manager, "plan.xlsx", make_workbook().getvalue())
    document = Document.objects.get()
    assert answer.url == reverse("intake:document", args=[document.pk])
    shown = page(as_manager, "document", document.pk)
    assert "Waiting for its turn" in shown
    assert 'data-refresh="2"' in shown
    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in shown
    assert "safe to leave" in shown
    actions.start_reading(document_id=document.pk, by=None)
    note_progress(document_id=document.pk, attempt=1, step="Reading page 14 of 31", done=14, of=31)
    assert "Reading page 14 of 31" in page(as_manager, "document", document.pk)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("plan.pages", b"x", "Save the plan as docx, xlsx, pptx, pdf, csv or txt"),
        ("plan.exe", b"x", "is of a kind that cannot be read"),
        ("plan.xlsx", b"x" * (2 << 20), "The file has 2 MB; the most is 1 MB"),
        ("plan.xlsx", b"", "The file is empty. Choose the file that holds the plan"),
    ],
)
def test_a_bad_upload_says_why_and_keeps_the_choices(
    as_manager: Client, framework: str, kept: Path, settings: Any, name: str, content: bytes, sentence: str
) -> None:
    settings.UPLOAD_LIMIT_MB = 1
    answer = upload(as_manager, name, content, winter="2021-22")
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert '<option value="2021-22" selected>' in words(answer)
    assert not Document.objects.exists()


def test_the_council_s_own_plan_is_the_first_choice(as_manager: Client, plan: FakePlan) -> None:
    sync_packs(by=None)
    assert f'<option value="{DEFAULT_PACK}" selected>' not in page(as_manager, "upload")
    plan.own = (DEFAULT_PACK, "2021-22")
    shown = page(as_manager, "upload")
    assert f'<option value="{DEFAULT_PACK}" selected>' in shown
    assert '<option value="2021-22" selected>' in shown


def test_a_failed_document_says_why_and_what_to_do(as_manager: Client, read_in: ReadIn) -> None:
    document = read_in(as_engine(1))
    Document.objects.filter(pk=document.pk).update(state="failed", failure="It is locked with a password. Unlock it.")
    shown = page(as_manager, "document", document.pk)
    for part in ("It is locked with a password.", "Read it again", "Upload another copy", "could not be read"):
        assert part in shown
    as_manager.post(reverse("intake:read-again", args=[document.pk]))
    document.refresh_from_db()
    assert document.state == "waiting"


def test_a_file_that_placed_no_row_says_so_plainly(as_manager: Client, read_in: ReadIn) -> None:
    document = read_in(unplaced=["Thank you for the tea."])
    shown = page(as_manager, "document", document.pk)
    assert "No row in this file could be placed. See what was read." in shown
    assert "Thank you for the tea." in shown
    assert "Read, no row found" in shown
    assert f'href="{reverse("intake:upload")}">Upload another file' in shown
    assert "None waits for review." in page(as_manager, "list")
    assert page(as_manager, "review", document.pk, status=302) == ""


def test_the_same_content_is_told(as_manager: Client, read_in: ReadIn) -> None:
    read_in(as_engine(1))
    again = read_in(as_engine(1), name="copy.docx")
    assert "The same content is here already: “plan.docx”, uploaded today" in page(as_manager, "document", again.pk)


def test_the_original_comes_back_byte_for_byte(as_manager: Client, bring: Callable[..., Document]) -> None:
    content = make_workbook()
    document = bring(content, name="plan v4.xlsx")
    answer = as_manager.get(reverse("intake:original", args=[document.pk]))
    assert b"".join(answer.streaming_content) == content.getvalue()
    assert answer["Content-Disposition"] == 'attachment; filename="plan v4.xlsx"'


# --- reviewing


def test_the_review_begins_with_the_first_row_that_needs_a_person(as_manager: Client, read_in: ReadIn) -> None:
    document = read_in(as_engine(1, **SURE), as_engine(2))
    answer = as_manager.get(reverse("intake:review", args=[document.pk]))
    assert answer.url == reverse("intake:row", args=[document.pk, row_of(document, "2").pk])
    shown = words(as_manager.get(answer.url))
    assert "1 of 2 rows is sure and 1 needs you." in shown
    assert "Accept all 1 confident row" in shown
    assert "No likely requirement" in shown


def test_a_row_shows_choices_doubts_and_notes(as_manager: Client, read_in: ReadIn) -> None:
    other = some_other_requirement()
    candidates = [
        {"id": MONEY, "confidence": 0.74, "why": "two key terms"},
        {"id": other, "confidence": 0.7, "why": ""},
    ]
    sources = {"rag": {"place": "x", "text": "", "column": None, "at": {"column": 3}}}
    document = read_in(
        as_engine(
            1, candidates=candidates, rag="amber", fully_met="yes", by_when="Ongoing", sources=sources,
            findings=[{"code": "met-but-amber", "message": "Amber, yet fully met. One needs a reason."}],
        )
    )  # fmt: skip
    shown = page(as_manager, "row", document.pk, row_of(document).pk)
    for part in (
        "<strong>0.74, likely.</strong> Two key terms", "Both of them", "None of them: a local row",
        "<strong>Amber, yet fully met.</strong> One needs a reason.", "Of these, contradictions, 1",
        "From the cell’s fill; no word in it", "Not a date: kept as written", "Column 3", "Two requirements possible",
    ):  # fmt: skip
        assert part in shown


def test_accepting_goes_to_the_next_row_that_waits(as_manager: Client, read_in: ReadIn) -> None:
    document = read_in(as_engine(1), as_engine(2, **SURE), as_engine(3))
    first, third = row_of(document), row_of(document, "3")
    answer = decide(as_manager, first, "accept", choice=MONEY, lead="Head of care")
    assert answer.url == reverse("intake:row", args=[document.pk, third.pk])
    first.refresh_from_db()
    assert (first.state, first.lead) == ("accepted", "Head of care")
    answer = decide(as_manager, third, "local")
    assert answer.url == reverse("intake:document", args=[document.pk])
    third.refresh_from_db()
    assert (third.state, third.requirement_ids) == ("accepted", [])


def test_accepting_without_a_choice_keeps_what_was_typed(as_manager: Client, read_in: ReadIn) -> None:
    row = row_of(read_in(as_engine(1)))
    answer = decide(as_manager, row, "accept", lead="Head of typing", by_when_date="soon", choice="")
    assert answer.status_code == 422
    shown = words(answer)
    assert "Choose the requirement, or say that it is local" in shown
    assert "“soon” could not be read as a date" in shown
    assert 'value="Head of typing"' in shown
    row.refresh_from_db()
    assert row.state == "review"


def test_several_requirements_are_given_through_the_search(as_manager: Client, read_in: ReadIn) -> None:
    row, other = row_of(read_in(as_engine(1))), some_other_requirement()
    answer = decide(as_manager, row, "search", q="infection", lead="Head of typing")
    assert answer.url.endswith("?q=infection#which")
    row.refresh_from_db()
    assert (row.lead, row.state) == ("Head of typing", "review")
    shown = words(as_manager.get(answer.url.partition("#")[0]))
    assert f'name="choice" value="{MONEY}"' in shown
    decide(as_manager, row, "accept", choice=MONEY, also=[other, MONEY])
    row.refresh_from_db()
    assert row.requirement_ids == [MONEY, other]
    shown = page(as_manager, "row", row.document_id, row.pk)
    assert "Accept. Changed: requirements. By you" in shown
    assert "Edit. Changed: lead. By you" in shown


def test_enter_in_a_box_saves_and_stays(as_manager: Client, read_in: ReadIn) -> None:
    row = row_of(read_in(as_engine(1)))
    shown = page(as_manager, "row", row.document_id, row.pk)
    form = shown[shown.index('id="row-form"') :]
    assert form.index('value="save"') < form.index('value="accept"')
    answer = decide(as_manager, row, "save", lead="Head of care")
    assert answer.url == reverse("intake:row", args=[row.document_id, row.pk])
    row.refresh_from_db()
    assert (row.state, row.lead) == ("review", "Head of care")


def test_accepting_all_sure_rows_keeps_what_was_typed_in_this_one(as_manager: Client, read_in: ReadIn) -> None:
    document = read_in(as_engine(1, **SURE), as_engine(2))
    second = row_of(document, "2")
    answer = decide(as_manager, second, "accept-confident", lead="Head of typing")
    assert answer.url == reverse("intake:review", args=[document.pk])
    assert [(row.state, row.lead) for row in document.rows.order_by("order")] == [
        ("accepted", ""), ("review", "Head of typing")]  # fmt: skip


def test_a_new_by_when_is_read_for_its_date(as_manager: Client, read_in: ReadIn) -> None:
    row = row_of(read_in(as_engine(1, by_when="Ongoing")))
    decide(as_manager, row, "save", by_when="31 October")
    row.refresh_from_db()
    assert str(row.by_when_date) == "2020-10-31"
    decide(as_manager, row, "save", by_when="mid winter", by_when_date="5 January 2021")
    row.refresh_from_db()
    assert (row.by_when, str(row.by_when_date)) == ("mid winter", "2021-01-05")


def test_the_second_person_sees_both_texts(as_manager: Client, read_in: ReadIn, manager: User) -> None:
    row = row_of(read_in(as_engine(1)))
    decide(as_manager, row, "later", lead="Theirs", choice=MONEY)
    answer = decide(as_manager, row, "accept", lead="Mine", choice=MONEY)
    assert answer.status_code == 409
    shown = words(answer)
    assert 'value="Mine"' in shown
    assert "As it stands now, by somebody else: “Theirs”" in shown
    assert 'name="version" value="2"' in shown


def test_text_is_taken_from_the_tray_beside_the_row(as_manager: Client, read_in: ReadIn) -> None:
    document = read_in(as_engine(1), unplaced=["See appendix C.", "Page 3"])
    row, piece = row_of(document), document.pieces.get(text="See appendix C.")
    answer = decide(as_manager, row, f"take:{piece.pk}", lead="Edited too", **{f"field-{piece.pk}": "gap_actions"})
    assert answer.url.endswith("#tray")
    row.refresh_from_db()
    assert (row.gap_actions, row.lead) == ("See appendix C.", "Edited too")
    row.refresh_from_db()
    decide(as_manager, row, f"leave-out:{document.pieces.get(text='Page 3').pk}", gap_actions=row.gap_actions)
    assert document.pieces.get(text="Page 3").state == "left_out"


def test_the_tray_page_takes_text_into_any_row(as_manager: Client, read_in: ReadIn) -> None:
    document = read_in(as_engine(1), as_engine(2), unplaced=["See appendix C."])
    piece, second = document.pieces.get(state=PieceState.UNPLACED), row_of(document, "2")
    where = reverse("intake:piece", args=[document.pk, piece.pk])
    assert "Choose the row the text belongs to." in words(as_manager.post(where, {"do": "take"}, follow=True))
    as_manager.post(where, {"do": "take", "row": second.pk, "field": "response"})
    second.refresh_from_db()
    assert second.response == "Answer 2\nSee appendix C."


def test_a_row_is_split_and_merged_through_pages(as_manager: Client, read_in: ReadIn) -> None:
    document = read_in(as_engine(1, requirement="One\nTwo"), as_engine(2))
    row = row_of(document)
    assert decide(as_manager, row, "split").url == reverse("intake:split", args=[document.pk, row.pk])
    where = reverse("intake:split", args=[document.pk, row.pk])
    refused = as_manager.post(where, {"version": 1})
    assert (refused.status_code, "Nothing goes to the second row" in words(refused)) == (422, True)
    as_manager.post(where, {"version": 1, "cut-requirement": 1})
    assert [each.label for each in document.rows.shown().order_by("order")] == ["1.1", "1.2", "2"]
    half, after = row_of(document, "1.2"), row_of(document, "2")
    as_manager.post(reverse("intake:merge", args=[document.pk, half.pk]), {"version": 1, "with": f"{after.pk}:1"})
    assert [each.label for each in document.rows.shown().order_by("order")] == ["1.1", "1.2+2"]
    half.refresh_from_db()
    assert "This row was merged into another" in page(as_manager, "row", document.pk, half.pk)
    as_manager.post(reverse("intake:put-back", args=[document.pk, half.pk]), {"version": half.version})
    assert [each.label for each in document.rows.shown().order_by("order")] == ["1.1", "1.2", "2"]


def test_what_cannot_be_done_now_is_said(as_manager: Client, read_in: ReadIn) -> None:
    document = read_in(as_engine(1, **SURE))
    again = as_manager.post(reverse("intake:read-again", args=[document.pk]), follow=True)
    assert "The document has been read already." in words(again)
    Document.objects.filter(pk=document.pk).update(state="reading")
    accepted = as_manager.post(reverse("intake:accept-confident", args=[document.pk]), follow=True)
    assert "The document is being read." in words(accepted)
    row = row_of(document)
    assert "The document is being read." in words(decide(as_manager, row, "accept"))
    row.refresh_from_db()
    assert row.state == "confident"


# --- who


MEMBERS_ONLY = ("document", "original", "rows", "tray", "applied")


def test_members_read_and_do_not_decide(read_in: ReadIn, viewer: User, plan: FakePlan) -> None:
    document = read_in(as_engine(1), unplaced=["Left over"])
    row, client = row_of(document), signed_in(viewer)
    for name in ("document", "rows", "tray"):
        assert 'method="post" action="/documents' not in page(client, name, document.pk)
    shown = page(client, "row", document.pk, row.pk)
    assert "Accept" not in shown
    assert "Answer 1" in shown
    for name, args in (("upload", ()), ("apply", (document.pk,)), ("split", (document.pk, row.pk))):
        assert client.get(reverse(f"intake:{name}", args=args)).status_code == 403
    assert decide(client, row, "accept", choice=MONEY).status_code == 403
    row.refresh_from_db()
    assert row.state == "review"


def test_another_council_finds_nothing(read_in: ReadIn, outsider: User, plan: FakePlan) -> None:
    document = read_in(as_engine(1), unplaced=["Left over"])
    row, piece, client = row_of(document), document.pieces.get(text="Left over"), signed_in(outsider)
    assert "plan.docx" not in page(client, "list")
    for name in (*MEMBERS_ONLY, "review", "apply"):
        assert client.get(reverse(f"intake:{name}", args=[document.pk])).status_code == 404
    for name in ("row", "split", "merge"):
        assert client.get(reverse(f"intake:{name}", args=[document.pk, row.pk])).status_code == 404
    for name, args in (
        ("accept-confident", (document.pk,)), ("read-again", (document.pk,)), ("piece", (document.pk, piece.pk)),
        ("put-back", (document.pk, row.pk)), ("decide", (document.pk, row.pk)),
    ):  # fmt: skip
        assert client.post(reverse(f"intake:{name}", args=args)).status_code == 404


def test_a_row_is_not_reached_through_another_document(as_manager: Client, read_in: ReadIn) -> None:
    one, two = read_in(as_engine(1)), read_in(as_engine(2), name="two.docx")
    assert as_manager.get(reverse("intake:row", args=[one.pk, row_of(two, "2").pk])).status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_rows(
    as_manager: Client, read_in: ReadIn, django_assert_max_num_queries: Any
) -> None:
    small = read_in(as_engine(1), as_engine(2))
    large = read_in(
        *(as_engine(n) for n in range(1, 121)), unplaced=[f"Piece {n}" for n in range(60)], name="large.docx"
    )
    for document in (small, large):
        with django_assert_max_num_queries(25):
            page(as_manager, "row", document.pk, document.rows.order_by("order")[0].pk)
        with django_assert_max_num_queries(20):
            page(as_manager, "rows", document.pk)
        with django_assert_max_num_queries(20):
            page(as_manager, "document", document.pk)
    with django_assert_max_num_queries(14):
        page(as_manager, "list")


def test_the_page_says_what_each_table_was_taken_for(as_manager: Client, read_in: ReadIn) -> None:
    column = {"heading": "Owner", "role": "lead", "why": "a heading for lead"}
    table = {
        "place": "page 1, table 1",
        "taken_as": "no plan",
        "why": "nothing heads a requirement",
        "columns": [column],
    }
    nothing = page(as_manager, "document", read_in(decisions=[table]).pk)
    assert "<details open><summary>What 1 part of the document was taken for" in nothing
    assert "Page 1, table 1: <strong>no plan</strong>, because nothing heads a requirement" in nothing
    assert "“Owner” → lead" in nothing

    many = page(as_manager, "document", read_in(as_engine(1), decisions=[table] * 50, name="long.docx").pk)
    assert "<details><summary>What 50 parts of the document were taken for" in many
    assert "10 further parts of the document not shown" in many
    assert "taken for" not in page(as_manager, "document", read_in(as_engine(2), name="before.docx").pk)
