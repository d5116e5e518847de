"""The document of the interface, for programs and for people; and what stands at no address of it."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.defaults import server_error

from overwinter.exchange.interface import ROOT, get_document
from overwinter.exchange.pages.interface import InterfacePage
from overwinter.exchange.problems import Kind, Problem, answer_with
from overwinter.frameworks.api import get_limits
from overwinter.infra import clock


def document(_request: HttpRequest) -> HttpResponse:
    return JsonResponse(get_document())


def interface(request: HttpRequest) -> HttpResponse:
    page = InterfacePage(get_document(), get_limits(clock.today())["calls-a-minute"])
    return render(request, "exchange/interface.html", {"page": page, "title": page.title})


def failed(request: HttpRequest) -> HttpResponse:
    """What answers after an error of the program: a service is told in the way it reads."""
    if request.path.startswith(f"/{ROOT}"):
        return answer_with(Problem(Kind.OURS, "The program met an error. It is in the log of the installation."))
    return server_error(request)


@csrf_exempt
def nothing_here(_request: HttpRequest, rest: str) -> HttpResponse:
    return answer_with(Problem(Kind.NOT_FOUND, f"The interface has no address “{rest}”."))
