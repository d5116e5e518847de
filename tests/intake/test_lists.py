"""Documents and rows as read, put in order and taken away."""

import csv
import io
import re
from typing import Any

from django.test import Client
from django.urls import reverse

from overwinter.accounts.api import User
from tests.intake.conftest import FakePlan, as_engine, signed_in
from tests.intake.test_pages import ReadIn, page


def test_the_rows_as_read_can_be_put_in_order(as_manager: Client, read_in: ReadIn) -> None:
    document = read_in(
        as_engine(1, rag="green", lead="PPE hub"), as_engine(2, rag=None, lead=""), as_engine(3, rag="red", lead="DPH")
    )

    def order(query: str) -> list[str]:
        shown = page(as_manager, "rows", document.pk, query=query)
        return re.findall(r'<th scope="row"><a href="[^"]*">(\d)\.', shown)

    assert order("") == order("?sort=no-such") == ["1", "2", "3"]
    assert order("?sort=-row") == ["3", "2", "1"]
    assert order("?sort=rag") == order("?sort=lead") == ["3", "1", "2"]
    assert order("?sort=-rag") == ["1", "3", "2"]
    for key in ("answers", "met", "by", "state"):
        assert sorted(order(f"?sort={key}")) == ["1", "2", "3"]


def taken(client: Client, name: str, *args: Any, query: str) -> list[list[str]]:
    answer = client.get(reverse(f"intake:{name}", args=args) + query)
    assert answer.status_code == 200 and "attachment" in answer["Content-Disposition"]
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


def test_the_rows_as_read_are_taken_away_as_they_are_shown(as_manager: Client, read_in: ReadIn) -> None:
    long = "Head of " + "very " * 20 + "many things"
    document = read_in(
        as_engine(1, rag="green", lead=long), as_engine(2, rag=None, lead="=1+1"), as_engine(3, rag="red", lead="DPH")
    )
    shown = page(as_manager, "rows", document.pk, query="?sort=-rag")
    assert 'href="?sort=-rag&amp;as=xlsx"' in shown and long not in shown
    head, *rows = taken(as_manager, "rows", document.pk, query="?sort=-rag&as=csv")
    assert head == ["Row and requirement", "Answers", "RAG", "Fully met", "Lead", "By when", "State"]
    assert [row[0].split(".")[0] for row in rows] == ["1", "3", "2"]
    assert [row[2] for row in rows] == ["Green", "Red", "Unknown"]
    assert [row[4] for row in rows] == [long, "DPH", "'=1+1"]
    some = document.rows.order_by("order")[0]
    kept = taken(as_manager, "rows", document.pk, query=f"?show={some.state}&as=csv")
    assert len(kept) - 1 == document.rows.filter(state=some.state).count()
    assert as_manager.get(reverse("intake:rows", args=[document.pk]) + "?as=exe").status_code == 404


def test_a_file_of_rows_goes_to_nobody_who_may_not_see_the_page(
    read_in: ReadIn, outsider: User, plan: FakePlan
) -> None:
    document = read_in(as_engine(1))
    client = signed_in(outsider)
    assert client.get(reverse("intake:rows", args=[document.pk]) + "?as=csv").status_code == 404
    assert len(taken(client, "list", query="?as=csv")) == 1


def test_documents_are_put_in_order_and_taken_away(as_manager: Client, read_in: ReadIn) -> None:
    read_in(as_engine(1), as_engine(2), name="b.docx")
    read_in(as_engine(3), name="A.docx")

    def order(query: str) -> list[str]:
        shown = re.findall(r'<th scope="row"><a href="[^"]*">([^<]*)<', page(as_manager, "list", query=query))
        away = [row[0] for row in taken(as_manager, "list", query=f"{query or '?'}&as=csv")[1:]]
        assert shown == away
        return shown

    assert order("") == order("?sort=no-such") == ["A.docx", "b.docx"]
    assert order("?sort=uploaded") == ["b.docx", "A.docx"]
    assert order("?sort=name") == ["A.docx", "b.docx"] and order("?sort=-name") == ["b.docx", "A.docx"]
    assert order("?sort=-rows") == ["b.docx", "A.docx"] and order("?sort=rows") == ["A.docx", "b.docx"]
    for key in ("framework", "open", "state"):
        assert sorted(order(f"?sort={key}")) == ["A.docx", "b.docx"]
