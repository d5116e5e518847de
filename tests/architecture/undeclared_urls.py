"""One route that says who may reach it and one that forgot. For the test that must catch the second."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from overwinter.infra.access import PUBLIC, path_for


def page(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("a page")


urlpatterns = [
    path_for("declared/", page, PUBLIC, name="declared"),
    path("inside/", include([path("forgotten/<int:n>/", page, name="forgotten")])),
]
