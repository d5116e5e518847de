"""Officers let people of a provider in, read out codes, and say where the council is reached."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from overwinter.accounts.api import User, signed_in
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import get_council, own_council_id, viewer_of
from overwinter.portal import numbers, queries
from overwinter.portal.actions import access as actions
from overwinter.portal.actions import entering
from overwinter.portal.forms import AccessForm, GivenCodeForm, HelplineForm
from overwinter.portal.pages import access as pages
from overwinter.providers.api import Location


def access(request: HttpRequest, location_id: int) -> HttpResponse:
    """Who can come in for this location, and letting somebody in."""
    location, form = _location(request, location_id), AccessForm(_posted(request))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.give_access(
                location_id=location.pk, email=given["email"], title=given["title"], by=signed_in(request)
            )
        except Refused as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(request, "They can come in now. Tell them to ask for a link at the portal.")
            return redirect("portal:access", location.pk)
    actions.note_access_read(location=location, by=signed_in(request))
    rows, ended = queries.list_access(location.pk)
    waiting, helpline = numbers.list_of_location(location), queries.find_helpline(location.council_id)
    page = pages.access(location, rows, ended, waiting, form, helpline)
    return render(request, "portal/access.html", page, status=422 if form.errors else 200)


@require_POST
def end(request: HttpRequest, location_id: int, access_id: int) -> HttpResponse:
    location = _location(request, location_id)
    try:
        actions.end_access(access_id=access_id, location_id=location.pk, by=signed_in(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "They can no longer come in.")
    return redirect("portal:access", location.pk)


@never_cache
def give_code(request: HttpRequest, location_id: int) -> HttpResponse:
    """A code for somebody whose device is new and who has no mobile here, read out to them on the phone."""
    location = _location(request, location_id)
    rows = queries.list_access(location.pk)[0]
    row = next((each for each in rows if str(each.user_id) == request.GET.get("for", "")), None)
    if row is None or row.user_id is None:
        raise Http404("Nobody of this location waits for a code.")
    form, code = GivenCodeForm(_posted(request)), ""
    if request.method == "POST" and form.is_valid():
        place = queries.place_of(location, row.title)
        code = entering.give_code(user=User.objects.get(pk=row.user_id), place=place, by=signed_in(request))
    actions.note_access_read(location=location, by=signed_in(request))
    page = pages.give_code(location, row, form, code, queries.get_terms())
    return render(request, "portal/give_code.html", page, status=422 if form.errors else 200)


def helpline(request: HttpRequest) -> HttpResponse:
    council = get_council(own_council_id(request))
    line = queries.find_helpline(council.pk)
    kept = {"team": line.team, "phone": line.phone, "hours": line.hours} if line is not None else {}
    form = HelplineForm(_posted(request), initial=kept)
    if request.method == "POST" and form.is_valid():
        actions.set_helpline(council=council, by=signed_in(request), **form.cleaned_data)
        messages.success(request, "Saved. It stands on every page of the portal, and in its mails.")
        return redirect("portal:helpline")
    shown = {"title": "Where providers reach you", "form": form, "lede": pages.HELPLINE_LEDE, "place": council.name}
    return render(request, "portal/helpline.html", shown, status=422 if form.errors else 200)


def _location(request: HttpRequest, location_id: int) -> Location:
    found = queries.find_location(viewer_of(request), location_id)
    if found is None:
        raise Http404("There is no such location in your council.")
    return found


def _posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, also where nothing was ticked."""
    return request.POST if request.method == "POST" else None
