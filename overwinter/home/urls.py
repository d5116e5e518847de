"""Today, and the search."""

from overwinter.home.views import search, today
from overwinter.infra.access import PUBLIC, SIGNED_IN, path_for

urlpatterns = [
    path_for("", today.today, PUBLIC, name="today"),
    path_for("search/", search.search, SIGNED_IN, name="search"),
]
