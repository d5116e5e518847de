"""Pages of people of providers, and those on which officers let them in."""

from overwinter.infra.access import PUBLIC, path_for
from overwinter.operations.api import PROVIDER
from overwinter.portal.views import access, asked, contacts, devices, entering, home, numbers, offline, returns
from overwinter.providers.api import PROVIDER_EDITOR

_ASK = "portal/<int:location_id>/asked/<str:ask_key>/"
_CONTACT = "portal/<int:location_id>/contacts/<slug:purpose>/"
_RETURN = "portal/<int:location_id>/returns/<slug:form_code>/<str:period_start>/"

app_name = "portal"
urlpatterns = [
    path_for("portal/", home.home, PROVIDER, name="home"),
    path_for("portal/sign-in/", entering.sign_in, PUBLIC, name="sign-in"),
    path_for("portal/sign-in/sent/", entering.sent, PUBLIC, name="sent"),
    path_for("portal/sign-in/link/<str:token>/", entering.link, PUBLIC, name="link"),
    path_for("portal/sign-in/code/", entering.code, PUBLIC, name="code"),
    path_for("portal/sign-in/code/another/", entering.another_code, PUBLIC, name="another-code"),
    path_for("portal/worker.js", offline.worker, PUBLIC, name="worker"),
    path_for("portal/offline/", offline.offline, PUBLIC, name="offline"),
    path_for("portal/sign-out/", entering.leave, PUBLIC, name="sign-out"),
    path_for("portal/devices/", devices.devices, PROVIDER, name="devices"),
    path_for("portal/devices/<int:device_id>/forget/", devices.forget, PROVIDER, name="forget-device"),
    path_for("portal/<int:location_id>/", home.place, PROVIDER, name="place"),
    path_for("portal/<int:location_id>/sent/", home.sent_returns, PROVIDER, name="history"),
    path_for("portal/<int:location_id>/sent/<int:return_id>/", home.sent_return, PROVIDER, name="sent-return"),
    path_for(_ASK, asked.ask, PROVIDER, name="ask"),
    path_for(f"{_ASK}sent/", asked.answered, PROVIDER, name="answered"),
    path_for("portal/<int:location_id>/contacts/", contacts.contacts, PROVIDER, name="contacts"),
    path_for(_CONTACT, contacts.correct, PROVIDER, name="contact"),
    path_for(f"{_CONTACT}number/", numbers.number, PROVIDER, name="number"),
    path_for(f"{_CONTACT}number/code/", numbers.another_code, PROVIDER, name="number-code"),
    path_for(f"{_CONTACT}number/leave/", numbers.leave, PROVIDER, name="leave-number"),
    path_for(_RETURN, returns.fill_in, PROVIDER, name="return"),
    path_for(f"{_RETURN}sent/", returns.done, PROVIDER, name="done"),
    path_for("providers/<int:location_id>/portal/", access.access, PROVIDER_EDITOR, name="access"),
    path_for("providers/<int:location_id>/portal/<int:access_id>/end/", access.end, PROVIDER_EDITOR, name="end-access"),
    path_for("providers/<int:location_id>/portal/code/", access.give_code, PROVIDER_EDITOR, name="give-code"),
    path_for(
        "providers/<int:location_id>/portal/numbers/<int:asked_id>/",
        numbers.decide,
        PROVIDER_EDITOR,
        name="decide-number",
    ),
    path_for("providers/portal/number/", access.helpline, PROVIDER_EDITOR, name="helpline"),
]
