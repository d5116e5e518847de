"""The page that shows what applying would change, before it does: what is asked, what is folded, what is replaced."""

import re
from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse

from overwinter.intake import ports
from overwinter.intake.models import Document, ReadRow
from tests.intake.conftest import FakePlan, as_engine
from tests.intake.test_deciding import MONEY, SURE, row_of, some_other_requirement
from tests.intake.test_pages import page, words

ReadIn = Callable[..., Document]


def test_what_would_change_is_shown_before_it_does(as_manager: Client, read_in: ReadIn, plan: FakePlan) -> None:
    document = read_in(as_engine(1, **SURE, rag="green"), as_engine(2))
    assert "No row has been accepted yet" in page(as_manager, "apply", document.pk)
    as_manager.post(reverse("intake:accept-confident", args=[document.pk]))
    plan.edited = {MONEY}
    shown = page(as_manager, "apply", document.pk)
    row = row_of(document)
    tick = f"{row.pk}|{MONEY}|text|{ports.FieldChange('text', 'Response', 'Theirs', row.response).mark}"
    for part in (
        "Edited in the plan since",
        "Theirs",
        "Sam Holt changed it yesterday.",
        f'value="{tick}"',
        "1 row has not been decided",
    ):
        assert part in shown
    assert f'value="{tick}" checked' not in shown
    assert plan.applied == []
    answer: Any = as_manager.post(reverse("intake:apply", args=[document.pk]), {"replace": [tick, "nonsense", "x|y|z"]})
    assert plan.replaced == frozenset({(row.pk, MONEY, "text")})
    result = words(as_manager.get(answer.url))
    assert "1 answer new, 0 changed, 0 the same as before." in result
    assert 'href="/plans/7/"' in result
    assert "1 of 2 rows is in the plan." in page(as_manager, "document", document.pk)


def test_everything_that_was_asked_about_is_replaced_by_one_tick(
    as_manager: Client, read_in: ReadIn, plan: FakePlan
) -> None:
    document = read_in(as_engine(1, **SURE, rag="green"), as_engine(2, **SURE))
    as_manager.post(reverse("intake:accept-confident", args=[document.pk]))
    plan.edited = {MONEY}
    ticks = [
        f"{row.pk}|{MONEY}|text|{ports.FieldChange('text', 'Response', 'Theirs', row.response).mark}"
        for row in document.rows.order_by("order")
    ]
    shown = page(as_manager, "apply", document.pk)
    assert "Replace all 2 texts below with the document’s" in shown
    assert all(f'name="asked" value="{tick}"' in shown for tick in ticks)
    as_manager.post(reverse("intake:apply", args=[document.pk]), {"asked": ticks})
    assert plan.replaced == frozenset(), "what was asked and not ticked is kept"
    as_manager.post(reverse("intake:apply", args=[document.pk]), {"asked": ticks, "replace_all": "yes"})
    assert {key for key, _, _ in plan.replaced} == {row.pk for row in document.rows.all()}


def test_only_what_was_shown_is_replaced(as_manager: Client, read_in: ReadIn, plan: FakePlan) -> None:
    """Between the page and the button somebody writes another text: they have agreed to nothing about that."""
    document = read_in(as_engine(1, **SURE, rag="green"))
    as_manager.post(reverse("intake:accept-confident", args=[document.pk]))
    plan.edited = {MONEY}
    (tick,) = re.findall(r'name="replace" value="([^"]+)"', page(as_manager, "apply", document.pk))
    plan.theirs = "Theirs, a minute later"
    answer = as_manager.post(reverse("intake:apply", args=[document.pk]), {"replace": [tick]})
    assert answer.status_code == 422
    assert "changed what you chose to replace after this page was shown" in words(answer)
    assert "Theirs, a minute later" in words(answer)
    assert plan.applied == []
    document.refresh_from_db()
    assert document.state == "read"


def test_what_was_kept_before_is_folded_beside_what_is_new(as_manager: Client, read_in: ReadIn, plan: FakePlan) -> None:
    other = some_other_requirement()
    document = read_in(as_engine(1, **SURE, rag="green"), as_engine(2, **SURE))
    as_manager.post(reverse("intake:accept-confident", args=[document.pk]))
    first, second = document.rows.order_by("order")
    ReadRow.objects.filter(pk=second.pk).update(requirement_ids=[other])
    plan.edited, plan.again = {MONEY, other}, {MONEY}
    shown = page(as_manager, "apply", document.pk)
    opened, folded = shown.split('id="again"')
    assert f'name="asked" value="{second.pk}|{other}|text|' in opened
    assert f'name="replace" value="{first.pk}|{MONEY}|text|' in folded
    assert f'name="asked" value="{first.pk}|{MONEY}|text|' not in shown, "replacing all means all that stands open"
    plan.again = {MONEY, other}
    assert 'id="again"' not in page(as_manager, "apply", document.pk)
