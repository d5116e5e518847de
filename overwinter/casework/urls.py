"""The calls of the morning, the queue of concerns, and each concern."""

from overwinter.casework.permissions import CASE_WORKER
from overwinter.casework.views import calls, concerns, queue, steps
from overwinter.infra.access import path_for
from overwinter.organisations.api import MEMBER
from overwinter.providers.api import PROVIDER_READER

app_name = "casework"

urlpatterns = [
    path_for("calls/", calls.calls, PROVIDER_READER, name="calls"),
    path_for("calls/changed/", calls.changed, PROVIDER_READER, name="changes"),
    path_for("calls/list.pdf", calls.print_list, PROVIDER_READER, name="print-calls"),
    path_for("calls/<int:location_id>/", calls.ring, CASE_WORKER, name="ring"),
    path_for("calls/<int:location_id>/skip/", calls.skip, CASE_WORKER, name="skip"),
    path_for("calls/<int:location_id>/log/", concerns.log, PROVIDER_READER, name="log"),
    path_for("concerns/", queue.queue, MEMBER, name="queue"),
    path_for("concerns/raise/", concerns.raise_one, PROVIDER_READER, name="raise"),
    path_for("concerns/<int:concern_id>/", concerns.concern, MEMBER, name="concern"),
    path_for("concerns/<int:concern_id>/<slug:step>/", steps.change, MEMBER, name="change"),
]
