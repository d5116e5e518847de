"""The form renderer: labels, hints, errors and the summary, tied together for people who cannot see them."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.core.exceptions import ValidationError
from django.template import engines

from overwinter.design import problems
from overwinter.design.forms import PlainForm, WrittenDateField
from overwinter.design.gallery import SampleForm


def rendered(form: forms.BaseForm) -> BeautifulSoup:
    page = engines["django"].from_string("{% load overwinter %}{% error_summary form %}{{ form }}")
    return BeautifulSoup(page.render({"form": form}), "lxml")


@pytest.fixture
def refused() -> BeautifulSoup:
    return rendered(SampleForm({"rag": "", "why": "", "review": "31t October", "lead": "2"}))


def test_every_problem_is_linked_to_an_input_that_is_there(refused: BeautifulSoup) -> None:
    links = refused.select(".govuk-error-summary a")
    assert [link.text for link in links][:2] == ["Choose RAG", "Enter why"]
    for link in links:
        assert refused.select_one(str(link["href"])) is not None


def test_the_field_says_the_same_words_as_the_summary(refused: BeautifulSoup) -> None:
    for link in refused.select(".govuk-error-summary a"):
        field = refused.select_one(str(link["href"]))
        assert field is not None
        group = field.find_parent(class_="ow-field")
        assert group is not None and f"Error: {link.text}" in group.text


def test_hint_and_error_are_announced_with_the_field(refused: BeautifulSoup) -> None:
    area = refused.select_one("#id_why")
    assert area is not None
    for described in str(area["aria-describedby"]).split():
        assert refused.select_one(f"#{described}") is not None
    assert area["aria-invalid"] == "true"


def test_what_the_person_typed_stays(refused: BeautifulSoup) -> None:
    typed = refused.select_one("#id_review")
    assert typed is not None and typed["value"] == "31t October"


def test_every_input_has_a_label() -> None:
    soup = rendered(SampleForm())
    for control in soup.select("input, select, textarea"):
        labelled = soup.select_one(f'label[for="{control["id"]}"]') or control.find_parent("label")
        assert labelled is not None, control
    assert len(soup.select("fieldset > legend")) == 2


def test_the_browser_never_refuses_before_we_can_say_why() -> None:
    assert "required" not in str(rendered(SampleForm()).select("input, select, textarea"))


def test_a_date_is_shown_in_words() -> None:
    shown = rendered(SampleForm()).select_one("#id_review")
    assert shown is not None and shown["value"] == "20 November 2026"


@pytest.mark.parametrize(
    "typed",
    ["27 November 2026", "27th Nov 2026", "27/11/2026", "2026-11-27", " 27  november, 2026 ", "27.11.2026"],
)
def test_a_date_is_read_as_people_write_it(typed: str) -> None:
    assert WrittenDateField().clean(typed) == date(2026, 11, 27)


@pytest.mark.parametrize(
    "typed", ["31 November 2026", "November 2026", "27 November", "27/11/26", "ongoing", "31t October"]
)
def test_a_date_that_cannot_be_read_is_never_guessed(typed: str) -> None:
    with pytest.raises(ValidationError, match="could not be read as a date"):
        WrittenDateField().clean(typed)


def test_an_empty_date_is_no_date() -> None:
    assert WrittenDateField(required=False).clean("") is None


def test_a_date_written_otherwise_is_not_a_change() -> None:
    field = WrittenDateField()
    assert not field.has_changed(date(2026, 11, 27), "27/11/2026")
    assert field.has_changed(date(2026, 11, 27), "soon")


def test_nothing_entered_names_the_field_in_the_words_of_its_kind() -> None:
    class Kinds(PlainForm):
        group = forms.ChoiceField(label="Reporting group", choices=[("1", "Cell")])
        plan = forms.FileField()
        agreed = forms.BooleanField(label="I have read it")
        own = forms.CharField(error_messages={"required": "Say why the date moved"})

    found = [problem.words for problem in problems.of_form(Kinds({}))]
    assert found == [
        "Choose reporting group",
        "Choose a file for plan",
        "Tick “I have read it”",
        "Say why the date moved",
    ]


def test_a_problem_of_no_field_comes_first_and_is_no_link() -> None:
    class Together(PlainForm):
        note = forms.CharField()

        def clean(self) -> None:
            raise ValidationError("Another person changed this row")

    first, second = problems.of_form(Together({}))
    assert (first.words, first.target) == ("Another person changed this row", "")
    assert second.target == "id_note"
    assert problems.heading(2) == "Two answers need you" and problems.heading(1) == "One answer needs you"


def test_words_of_a_person_are_never_markup() -> None:
    soup = rendered(SampleForm({"review": "<script>alert(1)</script>"}))
    assert soup.script is None
