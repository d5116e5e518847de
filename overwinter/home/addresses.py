"""Where the things that Today and the search name are shown."""

from django.urls import reverse


def plan(plan_id: int) -> str:
    return reverse("plans:wall", args=[plan_id])


def findings(plan_id: int) -> str:
    return reverse("plans:findings", args=[plan_id])


def finding(plan_id: int, code: str, subject: str) -> str:
    return reverse("plans:finding", args=[plan_id, code, subject])


def own_findings(plan_id: int) -> str:
    """The plan, narrowed to the rows the person leads on which a finding stands."""
    return f"{own_rows(plan_id)}&only=finding"


def evidence(plan_id: int, response_id: int) -> str:
    """The row, where its evidence stands."""
    return f"{row(plan_id, response_id)}#evidence"


def sign_off(plan_id: int) -> str:
    return reverse("plans:sign-off", args=[plan_id])


def letter(plan_id: int) -> str:
    return reverse("assurance:letter", args=[plan_id])


def unowned(plan_id: int) -> str:
    """The plan, narrowed to rows nobody leads."""
    return f"{plan(plan_id)}?only=unowned"


def overdue(plan_id: int) -> str:
    """The plan, narrowed to rows that are late."""
    return f"{plan(plan_id)}?only=overdue"


def own_rows(plan_id: int) -> str:
    """The plan, narrowed to rows the person leads."""
    return f"{plan(plan_id)}?only=mine"


def row(plan_id: int, response_id: int) -> str:
    return reverse("plans:row", args=[plan_id, response_id])


def measures() -> str:
    return reverse("measures:list")


def measure(code: str) -> str:
    return reverse("measures:measure", args=[code])


def document(document_id: int) -> str:
    return reverse("intake:document", args=[document_id])


def passage(document_id: int, row_id: int | None) -> str:
    """A row of a document; or, for text that is in no row, the page that lists it."""
    if row_id is None:
        return reverse("intake:tray", args=[document_id])
    return reverse("intake:row", args=[document_id, row_id])


def requirement(framework_key: str, requirement_key: str) -> str:
    return reverse("framework_requirement", args=[framework_key, requirement_key])


def location(location_id: int) -> str:
    return reverse("providers:location", args=[location_id])


def role(role_id: int) -> str:
    return reverse("role", args=[role_id])
