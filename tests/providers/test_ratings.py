"""The ratings of a location, each with what brought it: what the record said before stays."""

from datetime import UTC, date, datetime

from overwinter.providers.domain.facts import EventFact
from overwinter.providers.domain.kinds import Rating, Source
from overwinter.providers.domain.ratings import RATED_ON, RATING, rating_history
from tests.providers.conftest import Care, signed_in

HAND, DIRECTORY = datetime(2026, 9, 1, tzinfo=UTC), datetime(2026, 10, 1, tzinfo=UTC)


def event(at: datetime, what: str, before: str, after: str) -> EventFact:
    source = Source.HAND if at == HAND else Source.DIRECTORY
    return EventFact(at, what, before, after, "", source, "Contracts officer" if at == HAND else "", "October")


def test_each_rating_has_the_day_it_was_published_and_what_brought_it() -> None:
    history = rating_history(
        Rating.INADEQUATE,
        date(2026, 9, 28),
        [
            event(DIRECTORY, RATED_ON, "4 March 2026", "28 September 2026"),
            event(DIRECTORY, RATING, "Requires improvement", "Inadequate"),
            event(HAND, RATED_ON, "", "4 March 2026"),
        ],
    )
    assert [(each.said, each.came and each.came.source) for each in history] == [
        ("Inadequate, 28 September 2026", Source.DIRECTORY),
        ("Requires improvement, 4 March 2026", Source.HAND),
        ("Requires improvement", None),
    ]
    assert [each.said for each in rating_history(None, None, [])] == ["Not told"]


def test_the_page_of_ratings_tells_them_to_who_may_read_providers(care: Care) -> None:
    page = signed_in(care.contracts).get(f"/providers/{care.home.pk}/ratings/").content.decode()
    assert "Now good." in page and "From the first" in page
    assert signed_in(care.stranger).get(f"/providers/{care.home.pk}/ratings/").status_code == 404
