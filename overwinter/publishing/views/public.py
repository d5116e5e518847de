"""What everybody may read: a council's page, each version at its own address, and the files of it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from overwinter.design.frame import Frame
from overwinter.plans.api import FORMATS, file_name, make_file
from overwinter.publishing import queries
from overwinter.publishing.domain.content import PublicContent
from overwinter.publishing.models import PublishedVersion
from overwinter.publishing.pages.public import PublicView
from overwinter.publishing.sheets import sheet_of


def councils(request: HttpRequest) -> HttpResponse:
    shown = {"councils": queries.list_public_councils(), "frame": Frame()}
    return render(request, "publishing/councils.html", shown)


def council(request: HttpRequest, council_code: str) -> HttpResponse:
    """The newest version that stands; the notice of the newest where all are withdrawn."""
    versions = queries.list_versions(council_code)
    standing = next((version for version in versions if not version.is_withdrawn), versions[0])
    return _page(request, standing, versions)


def version(request: HttpRequest, council_code: str, winter: str, public_number: int) -> HttpResponse:
    versions = queries.list_versions(council_code)
    return _page(request, _find(versions, winter, public_number), versions)


def file(_request: HttpRequest, council_code: str, winter: str, public_number: int, format: str) -> HttpResponse:
    found = _find(queries.list_versions(council_code), winter, public_number)
    if format not in FORMATS or found.is_withdrawn:
        raise Http404("There is no such file, or the version it was of is withdrawn.")
    sheet = sheet_of(queries.content_of(found), found.number)
    response = HttpResponse(make_file(sheet, format), content_type=FORMATS[format].media_type)
    response["Content-Disposition"] = content_disposition_header(True, file_name(sheet, format)) or ""
    return response


def _find(versions: list[PublishedVersion], winter: str, number: int) -> PublishedVersion:
    found = next((each for each in versions if each.plan.winter == winter and each.number == number), None)
    if found is None:
        raise Http404("There is no such version of this page.")
    return found


def _page(request: HttpRequest, found: PublishedVersion, versions: list[PublishedVersion]) -> HttpResponse:
    content = queries.content_of(found)
    shown = {"page": PublicView(content, found, versions), "frame": frame_of(content, found)}
    template = "publishing/withdrawn.html" if found.is_withdrawn else "publishing/page.html"
    return render(request, template, shown)


def frame_of(content: PublicContent, found: PublishedVersion) -> Frame:
    """The council's own header, for everybody alike: no navigation, nobody signed in."""
    return Frame(council_name=content.council_name, colour=found.plan.council.colour, home_url=".")
