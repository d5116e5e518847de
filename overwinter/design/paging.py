"""Pages of a list of which it is known already how many things it has."""

from typing import Any, TypeVar

from django.core.paginator import Paginator
from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)


def paginate(found: QuerySet[Row, Any], per_page: int, *, total: int | None) -> "Paginator[Row]":
    """Does not count what was counted. ``total`` None: nobody has, and it does."""
    pages: Paginator[Row] = Paginator(found, per_page)
    if total is not None:
        vars(pages)["count"] = total
    return pages
