"""A location kept by hand: added, changed, suspended, opened again, closed."""

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, HttpResponse

from overwinter.accounts.api import signed_in
from overwinter.design.forms import PlainForm
from overwinter.infra import clock
from overwinter.organisations.api import own_council_id, viewer_of
from overwinter.providers import actions, place_queries, queries
from overwinter.providers.domain.entries import LocationEntry
from overwinter.providers.domain.facts import LocationFact
from overwinter.providers.domain.states import TRANSITIONS, LocationStep
from overwinter.providers.forms import EmployerForm, LocationForm, StateForm
from overwinter.providers.views.found import FormWords, form_page, location_or_404

ADD = FormWords(
    "Add a location", "What the CQC directory does not know, or not yet. Leave empty what you do not know.",
    "Add the location", "The location is added. Say whom to ask there next.",
)  # fmt: skip
ADD_EMPLOYER = FormWords(
    "Add an employer of personal assistants", "A minimal register: a reference, so that nobody is forgotten when "
    "guidance or equipment goes out.", "Add the employer", "The employer is on the register.",
)  # fmt: skip
CHANGE = FormWords(
    "Change the record", "What stood before is kept. Where the directory says otherwise, yours stays until the "
    "directory itself says something new.", "Save the record", "The record is saved.",
)  # fmt: skip
STATE = FormWords(
    "Change how it stands", "A location is never deleted: closed, it stays with all that was said of it.",
    "Save it", "How it stands is saved.",
)  # fmt: skip


def add_location(request: HttpRequest) -> HttpResponse:
    form = LocationForm(request.POST or None, new=True, **_known(request))
    return form_page(request, form, ADD, None, lambda: _add(request, form))


def add_employer(request: HttpRequest) -> HttpResponse:
    form = EmployerForm(request.POST or None, **_places(request))
    return form_page(request, form, ADD_EMPLOYER, None, lambda: _add(request, form))


def _add(request: HttpRequest, form: LocationForm | EmployerForm) -> int:
    made = actions.add_location(
        council_id=own_council_id(request), entry=form.entry, services=form.service_entries, by=signed_in(request)
    )
    return made.pk


def change_location(request: HttpRequest, location_id: int) -> HttpResponse:
    found = location_or_404(request, location_id)
    form = LocationForm(request.POST or None, new=False, initial=_initial(found), **_known(request))

    def save() -> int:
        why = form.cleaned_data["why"]
        actions.change_location(location_id=found.location_id, entry=form.entry, why=why, by=signed_in(request))
        return found.location_id

    return form_page(request, form, CHANGE, found, save)


def change_state(request: HttpRequest, location_id: int) -> HttpResponse:
    found = location_or_404(request, location_id)
    steps = [step for (state, step) in TRANSITIONS if state is found.state]
    initial = {"step": steps[0].value, "since": clock.today()}
    form: PlainForm = StateForm(request.POST or None, steps=steps, initial=initial)

    def save() -> int:
        said = form.cleaned_data
        step = LocationStep(said["step"])
        actions.change_state(
            location_id=found.location_id, step=step, why=said["why"], since=said["since"], by=signed_in(request)
        )
        return found.location_id

    return form_page(request, form, STATE, found, save)


def _known(request: HttpRequest) -> dict[str, Any]:
    organisations = queries.list_organisations(viewer_of(request)).values_list("name", flat=True)
    return {"organisations": list(dict.fromkeys(organisations)), **_places(request)}


def _places(request: HttpRequest) -> dict[str, Any]:
    viewer = viewer_of(request)
    return {"districts": queries.list_districts(viewer), "places": place_queries.list_places(viewer.council_id)}


def _initial(found: LocationFact) -> dict[str, object]:
    said = asdict(found)
    named = {name: said[name] for name in LocationEntry.__dataclass_fields__ if name in said}
    return {**named, "rating": found.rating.value if found.rating else ""}
