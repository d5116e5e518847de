"""Work that is halved between a process and a copy of it."""

import os

import pytest
from msgspec.msgpack import Decoder
from msgspec.structs import replace

from overwinter.reading import second_core
from overwinter.reading.catalogue import LearntWording
from overwinter.reading.layout.columns import rows
from overwinter.reading.matching import matcher
from overwinter.reading.result import RowRead
from overwinter.reading.second_core import Share, Take, halved
from tests.reading.matching_marks import national_catalogue
from tests.reading.plain_text import reading
from tests.reading.test_columns import SCAN

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system makes no copies of a process")
SIZES = [5, 1, 1, 4, 2, 3]
TURNS = [range(6), range(6)]
TOLD = Decoder(dict[int, tuple[int, int]])


@pytest.fixture
def leave(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second_core, "_given", True)


def _told(take: Take, share: Share) -> list[tuple[int, int]]:
    """Each size ten times over, and the process that said so: told twice."""
    once = share({n: (SIZES[n], os.getpid()) for n in take(0)}, TOLD)
    twice = share({n: (once[n][0] * 10, os.getpid()) for n in take(1)}, TOLD)
    assert sorted(twice) == sorted(once)
    return [twice[n] for n in range(len(SIZES))]


@pytest.mark.usefixtures("leave")
def test_what_both_found_comes_back_in_its_order() -> None:
    assert [size for size, _ in halved(_told, TURNS, SIZES, worth=1)] == [size * 10 for size in SIZES]


@pytest.mark.usefixtures("leave")
def test_both_take_parts_the_largest_first() -> None:
    first, second = os.pipe(), os.pipe()
    here = os.getpid()

    def work(take: Take, share: Share) -> dict[int, tuple[int, int]]:
        parts = take(0)
        own = [next(parts)]
        says, hears = (first, second) if os.getpid() == here else (second, first)
        os.write(says[1], b"!")
        os.read(hears[0], 1)  # the other has one too
        own += parts
        return share({n: (at, os.getpid()) for at, n in enumerate(own)}, TOLD)

    done = halved(work, [range(len(SIZES))], SIZES, worth=1)
    assert sorted(done) == list(range(len(SIZES)))
    assert {n for n, (at, _) in done.items() if at == 0} == {0, 3}
    assert len({process for _, process in done.values()}) == 2


@pytest.mark.usefixtures("leave")
def test_of_very_many_parts_several_are_taken_at_once() -> None:
    sizes = [1] * (second_core.MOST_TAKEN * 3 + 1)
    done = halved(lambda take, share: share({n: (n, 0) for n in take(0)}, TOLD), [range(len(sizes))], sizes, worth=1)
    assert sorted(done) == list(range(len(sizes)))


@pytest.mark.usefixtures("leave")
def test_what_the_copy_did_not_finish_is_done_here(capfd: pytest.CaptureFixture[str]) -> None:
    here = os.getpid()

    def work(take: Take, share: Share) -> list[tuple[int, int]]:
        share({0: (0, 0)}, TOLD)
        if os.getpid() != here:
            raise MemoryError
        return _told(take, share)

    assert halved(work, TURNS, SIZES, worth=1) == [(size * 10, here) for size in SIZES]
    assert "MemoryError" in capfd.readouterr().err


@pytest.mark.usefixtures("leave")
def test_more_is_told_than_a_pipe_holds() -> None:
    def work(take: Take, share: Share) -> dict[int, str]:
        return share({n: str(n) * 1_000_000 for n in take(0)}, Decoder(dict[int, str]))

    assert halved(work, TURNS, SIZES, worth=1) == {n: str(n) * 1_000_000 for n in range(len(SIZES))}


def test_nothing_is_copied_without_leave() -> None:
    assert {process for _, process in halved(_told, TURNS, SIZES, worth=1)} == {os.getpid()}


@pytest.mark.usefixtures("leave")
def test_little_is_done_here() -> None:
    assert {process for _, process in halved(_told, TURNS, SIZES, worth=100)} == {os.getpid()}


def test_columns_are_put_back_the_same_on_two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    alone = reading(SCAN)
    monkeypatch.setattr(second_core, "_given", True)
    monkeypatch.setattr(rows, "WORTH", 1)
    copies: list[int] = []
    fork = os.fork
    monkeypatch.setattr(os, "fork", lambda: copies.append(1) or fork())
    assert reading(SCAN) == alone
    assert copies


def test_rows_are_matched_the_same_on_two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    catalogue = national_catalogue()
    texts = [entry.summary for entry in catalogue.entries[:12]]
    texts[3] = f"{texts[3]} {texts[9]}"
    taught = (LearntWording(texts[5], (catalogue.entries[20].id,), "Manager, Northmere"), LearntWording(texts[6], ()))
    catalogue = replace(catalogue, learnt=taught)
    asked = [RowRead(n=n, place="", requirement=text) for n, text in enumerate([*texts, ""], start=1)]
    alone = matcher.Matcher(catalogue).match(asked)
    monkeypatch.setattr(second_core, "_given", True)
    monkeypatch.setattr(matcher, "WORTH_HALVING", 1)
    copies: list[int] = []
    fork = os.fork
    monkeypatch.setattr(os, "fork", lambda: copies.append(1) or fork())
    assert matcher.Matcher(catalogue).match(asked) == alone
    assert copies


@pytest.mark.usefixtures("leave")
def test_without_room_for_another_process_all_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def full() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", full)
    free = os.dup(0)
    os.close(free)
    assert {process for _, process in halved(_told, TURNS, SIZES, worth=1)} == {os.getpid()}
    assert os.dup(0) == free
    os.close(free)
