"""Where the pages of frameworks are, and the parts several of them show."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from overwinter.design.parts import Link
from overwinter.frameworks.domain.facts import FrameworkFact, RequirementFact


def framework_url(framework: FrameworkFact) -> str:
    return reverse("framework", args=[framework.key])


def requirement_url(framework_key: str, key: str) -> str:
    return reverse("framework_requirement", args=[framework_key, key])


def crumbs(*frameworks: FrameworkFact) -> tuple[Link, ...]:
    return (Link("Frameworks", reverse("frameworks")), *(Link(one.title, framework_url(one)) for one in frameworks))


def linked_list(items: Iterable[tuple[RequirementFact, str]]) -> SafeString:
    return format_html_join(
        SafeString("<br>"), '<a href="{}">{}</a>', ((url, f"{item.number} {item.title}") for item, url in items)
    )
