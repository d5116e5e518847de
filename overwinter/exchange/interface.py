"""The JSON interface as a whole: its addresses, its document, and how it answers what goes wrong."""

import re
from collections.abc import Mapping
from functools import cache, wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from overwinter.exchange.door import SERVICE
from overwinter.exchange.offered import list_records
from overwinter.exchange.problems import MEDIA_TYPE, Fault, Kind, Problem, answer_with, not_valid
from overwinter.exchange.resources import (
    council,
    evidence,
    evidence_files,
    findings,
    frameworks,
    gap_actions,
    measures,
    plans,
    records,
    responses,
)
from overwinter.infra.access import View, restrict
from overwinter.kernel.verdict import Refused

ROOT = "api/1/"
DESCRIPTION = """\
Reads and writes a council's winter plan, and reads its work with providers. A token works for one council: nothing of
another can be reached with it, and no name of a person is given out, only roles. Days are ISO dates. What the council
has not said is null, an empty text, or "unknown", as each field says, and never zero."""

OFFERED = "Work with providers"
"""Under which heading the document tells what operations offer."""
interface = NinjaAPI(
    title="Overwinter",
    version="1",
    description=DESCRIPTION,
    urls_namespace="interface",
    docs_url=None,
    openapi_url=None,
)
for _each in (council, frameworks, plans, responses, gap_actions, evidence, evidence_files, findings, measures):
    interface.add_router("", _each.router)


@cache
def whole_interface() -> NinjaAPI:
    """With the lists of the operations, which are known once the program has started."""
    for each in list_records():
        interface.add_router("", records.router_of(each, tag=OFFERED))
    return interface


def list_paths() -> list[URLPattern]:
    """Every address of the interface, each behind the door for services."""
    found = []
    for pattern in whole_interface().urls[0]:
        if isinstance(pattern, URLPattern) and pattern.name != "api-root":
            path = re.sub(r"<(?:[a-z]+:)?([a-z_]+)>", r"{\1}", str(pattern.pattern))
            told = get_document()["paths"][f"/{ROOT}{path}"]
            pattern.callback = restrict(_knowing(pattern.callback, told), SERVICE)
            found.append(pattern)
    return found


def _knowing(view: View, told: Mapping[str, Any]) -> View:
    """``view``, for who asks what the document tells: a filter that is written wrongly must not give the whole list."""
    known = {
        method.upper(): {each["name"] for each in said["parameters"] if each["in"] == "query"}
        for method, said in told.items()
    }  # fmt: skip

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        unknown = sorted(set(request.GET) - known.get(str(request.method), set(request.GET)))
        if unknown:
            faults = tuple(Fault(f"query.{name}", "is not known here") for name in unknown)
            return answer_with(Problem(Kind.NOT_VALID, f"query.{unknown[0]} is not known here.", faults))
        return view(request, *args, **kwargs)

    return asked


@cache
def get_document() -> dict[str, Any]:
    """The OpenAPI document. Problems have a media type of their own, which the library does not know."""
    document: dict[str, Any] = dict(whole_interface().get_openapi_schema(path_prefix=ROOT))
    for path in document["paths"].values():
        for operation in path.values():
            for status, answer in operation["responses"].items():
                if int(status) >= 400:
                    answer["description"] = next(kind.title for kind in Kind if kind.status == int(status))
                    answer["content"] = {MEDIA_TYPE: answer["content"].pop("application/json")}
    return document


@interface.exception_handler(Problem)
def on_problem(_request: HttpRequest, problem: Problem) -> HttpResponse:
    return answer_with(problem)


@interface.exception_handler(ValidationError)
def on_invalid(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    return answer_with(not_valid(error.errors))


@interface.exception_handler(Http404)
def on_missing(_request: HttpRequest, error: Http404) -> HttpResponse:
    return answer_with(Problem(Kind.NOT_FOUND, str(error)))


@interface.exception_handler(Refused)
def on_refused(_request: HttpRequest, refusal: Refused) -> HttpResponse:
    return answer_with(Problem(Kind.REFUSED, str(refusal)))


@interface.exception_handler(HttpError)
def on_unreadable(_request: HttpRequest, error: HttpError) -> HttpResponse:
    """What the library itself refuses: a body that is no JSON."""
    kind = Kind.NO_TOKEN if error.status_code == Kind.NO_TOKEN.status else Kind.UNREADABLE
    return answer_with(Problem(kind, "The body of the request is not JSON." if kind is Kind.UNREADABLE else str(error)))
