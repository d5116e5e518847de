"""Keyed digests are found again after the installation's secret was changed, as long as the old one is still read."""

from typing import Any

from overwinter.infra import keyed


def test_a_digest_is_found_under_a_new_secret(settings: Any) -> None:
    before = keyed.digest("manager@home.example", purpose="a")
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another"
    assert before in keyed.digests("manager@home.example", purpose="a")
    assert before not in keyed.digests("manager@home.example", purpose="b")
    assert keyed.digest("manager@home.example", purpose="a") != before
