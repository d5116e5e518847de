"""The devices on which a person of a provider is known."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from overwinter.accounts.api import sign_out, signed_in
from overwinter.portal import queries
from overwinter.portal.actions import entering
from overwinter.portal.door import manager_of
from overwinter.portal.pages import home as pages


def devices(request: HttpRequest) -> HttpResponse:
    manager = manager_of(request)
    helpline = queries.find_helpline(manager.places[0].council_id)
    return render(request, "portal/devices.html", pages.devices(manager, queries.list_devices(manager), helpline))


@require_POST
def forget(request: HttpRequest, device_id: int) -> HttpResponse:
    manager, by = manager_of(request), signed_in(request)
    if not entering.forget_device(device_id=device_id, by=by):
        messages.error(request, "That device was not known, or was forgotten already.")
        return redirect("portal:devices")
    if device_id == manager.device_id:
        sign_out(request=request, by=by)
        return redirect("portal:sign-in")
    messages.success(request, "Forgotten. The next link opened on it asks for a code.")
    return redirect("portal:devices")
