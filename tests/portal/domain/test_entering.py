"""Links, codes and devices: what opens the door, what does not, and what is said."""

from datetime import UTC, datetime, timedelta

import pytest

from overwinter.kernel.phones import mobile_of
from overwinter.portal.domain.entering import (
    DeviceFacts,
    LinkFacts,
    Terms,
    Tries,
    after_wrong_code,
    device_label,
    is_known,
    masked,
    may_ask_for_link,
    may_try_code,
    may_use_link,
    new_code,
    new_secret,
    tidy_code,
)

NOW = datetime(2026, 11, 13, 9, 0, tzinfo=UTC)
TERMS = Terms(
    link=timedelta(minutes=20), code=timedelta(minutes=10), tries=3, lock=timedelta(hours=24),
    device=timedelta(days=90),
    session=timedelta(hours=8), number=timedelta(days=14), asked_by_address=5, asked_by_network=40,
)  # fmt: skip


@pytest.mark.parametrize(
    ("link", "said"),
    [
        (LinkFacts(NOW + timedelta(seconds=1), None), ""),
        (LinkFacts(NOW, None), "too old"),
        (LinkFacts(NOW + timedelta(minutes=9), NOW), "has been used"),
        (None, "not one of ours"),
    ],
)
def test_a_link_opens_once_and_in_time(link: LinkFacts | None, said: str) -> None:
    verdict = may_use_link(link, NOW)
    assert bool(verdict) == (not said)
    assert said in verdict.reason


def test_asking_is_limited_by_address_and_by_network() -> None:
    assert may_ask_for_link(by_address=4, by_network=39, terms=TERMS)
    assert "5 times" in may_ask_for_link(by_address=5, by_network=0, terms=TERMS).reason
    assert "your connection" in may_ask_for_link(by_address=0, by_network=40, terms=TERMS).reason


def test_wrong_codes_lock_and_the_lock_ends_by_itself() -> None:
    tries = Tries()
    for _ in range(TERMS.tries):
        assert may_try_code(tries, NOW, TERMS)
        tries = after_wrong_code(tries, NOW, TERMS)
    assert "Ring the council" in may_try_code(tries, NOW + TERMS.lock - timedelta(seconds=1), TERMS).reason
    later = NOW + TERMS.lock
    assert may_try_code(tries, later, TERMS)
    assert after_wrong_code(tries, later, TERMS).wrong == 1


def test_a_device_is_known_until_its_day_or_until_it_is_forgotten() -> None:
    assert is_known(DeviceFacts(NOW + timedelta(days=1), None), NOW)
    assert not is_known(DeviceFacts(NOW, None), NOW)
    assert not is_known(DeviceFacts(NOW + timedelta(days=1), NOW), NOW)
    assert not is_known(None, NOW)


def test_secrets_are_long_and_codes_are_six_digits() -> None:
    assert len(new_secret()) > 40 and new_secret() != new_secret()
    assert {len(new_code()) for _ in range(200)} == {6}
    assert tidy_code(" 123-4 56") == "123456"


@pytest.mark.parametrize(
    ("phone", "mobile"),
    [
        ("07700 900042", "+447700900042"),
        ("+44 (0)7700 900042", "+447700900042"),
        ("01632 960100", ""),
        ("0770090004", ""),
        ("ask at the desk", ""),
    ],
)
def test_only_a_mobile_is_sent_text_messages(phone: str, mobile: str) -> None:
    assert mobile_of(phone) == mobile


def test_a_number_is_not_shown_whole() -> None:
    assert masked("+447700900042") == "the number that ends in 042"


@pytest.mark.parametrize(
    ("agent", "label"),
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605 Version/19.0 Safari/604.1",
         "Safari on iPhone"),
        ("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36", "Chrome on Android"),
        ("", "Unknown device"),
    ],
)  # fmt: skip
def test_a_device_has_the_name_its_owner_would_give_it(agent: str, label: str) -> None:
    assert device_label(agent) == label
