"""The council's public page, from the council's side and from everybody's."""

from overwinter.infra.access import PUBLIC, path_for
from overwinter.organisations.api import MEMBER, PUBLISHER
from overwinter.publishing.views import office, public

app_name = "publishing"
VERSION = "public/<slug:council_code>/<slug:winter>/<int:public_number>/"

urlpatterns = [
    path_for("publishing/", office.office, MEMBER, name="office"),
    path_for("publishing/preview/", office.preview, PUBLISHER, name="preview"),
    path_for("publishing/page/", office.settings, PUBLISHER, name="settings"),
    path_for("publishing/rows/<int:response_id>/", office.words, PUBLISHER, name="words"),
    path_for("publishing/versions/<int:version_number>/withdraw/", office.withdraw, PUBLISHER, name="withdraw"),
    path_for("public/", public.councils, PUBLIC, name="councils"),
    path_for("public/<slug:council_code>/", public.council, PUBLIC, name="council"),
    path_for(VERSION, public.version, PUBLIC, name="version"),
    path_for(f"{VERSION}plan.<slug:format>", public.file, PUBLIC, name="file"),
]
