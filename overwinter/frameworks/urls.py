"""Where frameworks are browsed, and who may reach each page."""

from overwinter.frameworks.permissions import WORDING_KEEPER
from overwinter.frameworks.views import browsing, wordings
from overwinter.infra.access import SIGNED_IN, path_for

urlpatterns = [
    path_for("", browsing.frameworks, SIGNED_IN, name="frameworks"),
    path_for("<slug:framework_key>/", browsing.framework, SIGNED_IN, name="framework"),
    path_for("<slug:framework_key>/wordings/", wordings.wordings, SIGNED_IN, name="framework_wordings"),
    path_for(
        "<slug:framework_key>/wordings/<int:wording_id>/forget/", wordings.forget, WORDING_KEEPER, name="forget_wording"
    ),
    path_for(
        "<slug:framework_key>/<str:requirement_key>/", browsing.requirement, SIGNED_IN, name="framework_requirement"
    ),
]
