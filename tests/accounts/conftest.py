import pytest
from django.core.cache import cache

from overwinter.accounts.api import User
from tests.support.people import make_person


@pytest.fixture(autouse=True)
def no_earlier_attempts() -> None:
    """Rate limits are counted in the cache, which outlives a test."""
    cache.clear()


@pytest.fixture
def person(db: None) -> User:
    return make_person("ada.marsh@northmere.example")
