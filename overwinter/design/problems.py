"""What is wrong with a refused form, as the summary at the top of the page lists it."""

from dataclasses import dataclass

from django.forms import BaseForm, BoundField

_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


@dataclass(frozen=True, slots=True)
class Problem:
    words: str
    target: str = ""
    """The id of the first input to mend; empty when the problem is not one field's."""


def of_form(form: BaseForm) -> list[Problem]:
    """Every problem in the order of the fields, those of no field first."""
    found = [Problem(str(words)) for words in form.non_field_errors()]
    for field in form:
        found += [Problem(str(words), _first_input(field)) for words in field.errors]
    return found


def heading(count: int) -> str:
    """ "Two answers need you"."""
    number = _NUMBERS[count] if count < len(_NUMBERS) else str(count)
    return f"{number} {'answer needs' if count == 1 else 'answers need'} you"


def _first_input(field: BoundField) -> str:
    return field.id_for_label or f"{field.auto_id}_0"
