"""What a location provides, whom to ask there, and with what: each on a form of its own."""

from dataclasses import asdict

from django.http import Http404, HttpRequest, HttpResponse

from overwinter.accounts.api import signed_in
from overwinter.infra import clock
from overwinter.organisations.api import viewer_of
from overwinter.providers import actions, queries
from overwinter.providers.forms import ContactForm, KitForm, ServiceForm
from overwinter.providers.views.found import FormWords, form_page, location_or_404

ADD_SERVICE = FormWords("Add a service", "What the location provides besides.", "Add the service", "It is added.")
ADD_CONTACT = FormWords(
    "Add a contact", "Whom to ask, and for what. One person may stand for several purposes.", "Add the contact",
    "The contact is added.",
)  # fmt: skip
CHANGE_CONTACT = FormWords(
    "Change a contact", "Who it was before is kept for a while, and is shown to nobody.",
    "Save the contact", "The contact is saved.", "Nobody any more",
)  # fmt: skip


def add_service(request: HttpRequest, location_id: int) -> HttpResponse:
    found = location_or_404(request, location_id)
    form = ServiceForm(request.POST or None)

    def save() -> int:
        why = form.cleaned_data["why"]
        actions.add_service(location_id=location_id, entry=form.entry, why=why, by=signed_in(request))
        return location_id

    return form_page(request, form, ADD_SERVICE, found, save)


def change_service(request: HttpRequest, location_id: int, provided_id: int) -> HttpResponse:
    found = location_or_404(request, location_id)
    services = queries.list_services(viewer_of(request), location_id)
    service = next((each for each in services if each.service_id == provided_id), None)
    if service is None:
        raise Http404("The location has no such service.")
    form = ServiceForm(request.POST or None, kind=service.kind, initial=asdict(service))
    lede = "With a last day it ends, and stays on the record."
    words = FormWords(service.kind.label, lede, "Save the service", "The service is saved.")

    def save() -> int:
        why = form.cleaned_data["why"]
        actions.change_service(
            location_id=location_id, service_id=provided_id, entry=form.entry, why=why, by=signed_in(request)
        )
        return location_id

    return form_page(request, form, words, found, save)


def add_contact(request: HttpRequest, location_id: int) -> HttpResponse:
    found = location_or_404(request, location_id)
    form = ContactForm(request.POST or None)

    def save() -> int:
        actions.set_contact(location_id=location_id, entry=form.entry, by=signed_in(request))
        return location_id

    return form_page(request, form, ADD_CONTACT, found, save)


def change_contact(request: HttpRequest, location_id: int, contact_id: int) -> HttpResponse:
    found, by = location_or_404(request, location_id), signed_in(request)
    contacts = queries.list_contacts(viewer_of(request), location_id)
    contact = next((each for each in contacts if each.contact_id == contact_id), None)
    if contact is None:
        raise Http404("The location has no such contact any more.")
    actions.note_contacts_read(location=found, by=by)
    form = ContactForm(request.POST or None, initial=asdict(contact))

    def save() -> int:
        if "end" in request.POST:
            actions.end_contact(location_id=location_id, contact_id=contact_id, by=by)
        else:
            actions.set_contact(location_id=location_id, entry=form.entry, contact_id=contact_id, by=by)
        return location_id

    return form_page(request, form, CHANGE_CONTACT, found, save)


def change_kit(request: HttpRequest, location_id: int) -> HttpResponse:
    """One item at a time: a new one, or one it has put right."""
    found = location_or_404(request, location_id)
    kit = queries.list_kit(viewer_of(request), location_id)
    form = KitForm(request.POST or None, known=[each.item for each in kit], today=clock.today())
    has = "; ".join(f"{each.item}: {'not known' if each.count is None else each.count}" for each in kit)
    words = FormWords(
        "Kit", f"It has: {has}. Write an item again to put it right." if has else "It has none that is known.",
        "Save the item", "The kit is saved.", "It has none any more",
    )  # fmt: skip

    def save() -> int:
        if "end" in request.POST:
            actions.remove_kit(location_id=location_id, item=request.POST.get("item", ""), by=signed_in(request))
        else:
            actions.set_kit(location_id=location_id, entry=form.entry, by=signed_in(request))
        return location_id

    return form_page(request, form, words, found, save)
