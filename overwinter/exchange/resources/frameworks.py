"""National frameworks and their requirements: the same for every council, and only read."""

from datetime import date

from django.http import Http404, HttpRequest
from ninja import Router

from overwinter.exchange.domain.scopes import Scope
from overwinter.exchange.resources.shape import AfterKey, Limit, Out, Page, page_of_keys, takes
from overwinter.frameworks.api import (
    Audience,
    FrameworkFact,
    PartFact,
    RequirementFact,
    find_framework,
    find_requirement,
    list_frameworks,
    list_requirements,
)

router = Router(tags=["Frameworks"])


class FrameworkOut(Out):
    key: str
    """Permanent."""
    title: str
    winter: str
    """Such as 2020-21: from September to August."""
    publisher: str
    source: str
    """Where the original is published."""
    published: date
    reviewed: date
    """When our summaries were last compared with the original."""


class PartOut(Out):
    key: str
    name: str


class RequirementOut(Out):
    framework: str
    key: str
    """Permanent within the framework."""
    number: str
    order: int
    """Its place in the national plan."""
    theme: PartOut
    section: PartOut
    audience: Audience
    """Whom it addresses."""
    title: str
    summary: str
    """In our own words."""
    source: str
    related: list[str]
    """The keys of requirements that ask nearly the same."""
    effective_from: date
    effective_until: date | None
    """Null: it has no last day."""
    withdrawn_on: date | None
    """Null: it stands."""


@router.get("/frameworks", **takes(Scope.FRAMEWORKS_READ, Page[FrameworkOut]), summary="The frameworks, by key")
def read_frameworks(request: HttpRequest, after: AfterKey, limit: Limit) -> Page[FrameworkOut]:
    return page_of_keys(request, list_frameworks(), lambda each: str(each.key), framework_out, after, limit)


@router.get("/frameworks/{str:framework_key}", **takes(Scope.FRAMEWORKS_READ, FrameworkOut), summary="One framework")
def read_framework(request: HttpRequest, framework_key: str) -> FrameworkOut:
    del request  # the same for every council
    return framework_out(_get(framework_key))


@router.get(
    "/frameworks/{str:framework_key}/requirements",
    **takes(Scope.FRAMEWORKS_READ, Page[RequirementOut]),
    summary="The requirements of a framework, by key",
)
def read_requirements(
    request: HttpRequest, framework_key: str, after: AfterKey, limit: Limit
) -> Page[RequirementOut]:  # fmt: skip
    """Withdrawn ones too: old plans answer them."""
    framework = _get(framework_key)
    found = list_requirements(framework.id, with_withdrawn=True)
    return page_of_keys(
        request, found, lambda each: str(each.key), lambda each: requirement_out(framework.key, each), after, limit
    )


@router.get(
    "/frameworks/{str:framework_key}/requirements/{str:requirement_key}",
    **takes(Scope.FRAMEWORKS_READ, RequirementOut),
    summary="One requirement",
)
def read_requirement(request: HttpRequest, framework_key: str, requirement_key: str) -> RequirementOut:
    del request  # the same for every council
    framework = _get(framework_key)
    found = find_requirement(framework.id, requirement_key)
    if found is None:
        raise Http404("There is no such requirement in this framework.")
    return requirement_out(framework.key, found)


def framework_out(fact: FrameworkFact) -> FrameworkOut:
    return FrameworkOut(
        key=fact.key, title=fact.title, winter=fact.winter, publisher=fact.publisher, source=fact.source,
        published=fact.published, reviewed=fact.reviewed,
    )  # fmt: skip


def requirement_out(framework_key: str, fact: RequirementFact) -> RequirementOut:
    return RequirementOut(
        framework=framework_key, key=fact.key, number=fact.number, order=fact.order, theme=_part(fact.theme),
        section=_part(fact.section), audience=fact.audience, title=fact.title, summary=fact.summary,
        source=fact.source, related=list(fact.related), effective_from=fact.effective_from,
        effective_until=fact.effective_until, withdrawn_on=fact.withdrawn_on,
    )  # fmt: skip


def _part(fact: PartFact) -> PartOut:
    return PartOut(key=fact.key, name=fact.name)


def _get(key: str) -> FrameworkFact:
    framework = find_framework(key)
    if framework is None:
        raise Http404("There is no such framework.")
    return framework
