"""Work that is halved between a process and a copy of it."""

import os
from collections.abc import Sequence

import pytest
from msgspec.msgpack import Decoder
from msgspec.structs import replace

from overwinter.reading import second_core
from overwinter.reading.catalogue import LearntWording
from overwinter.reading.layout.columns import rows
from overwinter.reading.matching import matcher
from overwinter.reading.result import RowRead
from overwinter.reading.second_core import Share, halved
from tests.reading.matching_marks import national_catalogue
from tests.reading.plain_text import reading
from tests.reading.test_columns import SCAN

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system makes no copies of a process")
SIZES = [5, 1, 1, 4, 2, 3]
TOLD = Decoder(dict[int, tuple[int, int]])


@pytest.fixture
def leave(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second_core, "_given", True)


def _measured(own: Sequence[int], share: Share) -> list[tuple[int, int]]:
    """Each size ten times over, and the process that said so: told twice."""
    once = share({n: (SIZES[n], os.getpid()) for n in own}, TOLD)
    twice = share({n: (once[n][0] * 10, os.getpid()) for n in own}, TOLD)
    return [twice[n] for n in range(len(SIZES))]


@pytest.mark.usefixtures("leave")
def test_both_halves_come_back_in_their_order() -> None:
    done = halved(_measured, SIZES, worth=1)
    assert [size for size, _ in done] == [size * 10 for size in SIZES]
    here = sum(size for size, process in done if process == os.getpid())
    assert here == sum(SIZES) * 10 / 2


@pytest.mark.usefixtures("leave")
def test_what_is_done_in_turns_is_halved_in_each() -> None:
    done = halved(_measured, SIZES, worth=1, turns=[0, 1, 1, 0, 1, 1])
    processes = [process for _, process in done]
    assert processes[0] != processes[3]
    assert len({processes[n] for n in (1, 2, 4, 5)}) == 2


@pytest.mark.usefixtures("leave")
def test_what_the_copy_did_not_finish_is_done_here(capfd: pytest.CaptureFixture[str]) -> None:
    here = os.getpid()

    def work(own: Sequence[int], share: Share) -> list[tuple[int, int]]:
        share({n: (n, n) for n in own}, TOLD)
        if os.getpid() != here:
            raise MemoryError
        return _measured(own, share)

    assert halved(work, SIZES, worth=1) == [(size * 10, here) for size in SIZES]
    assert "MemoryError" in capfd.readouterr().err


@pytest.mark.usefixtures("leave")
def test_more_is_told_than_a_pipe_holds() -> None:
    def work(own: Sequence[int], share: Share) -> dict[int, str]:
        return share({n: str(n) * 1_000_000 for n in own}, Decoder(dict[int, str]))

    assert halved(work, SIZES, worth=1) == {n: str(n) * 1_000_000 for n in range(len(SIZES))}


def test_nothing_is_copied_without_leave() -> None:
    assert {process for _, process in halved(_measured, SIZES, worth=1)} == {os.getpid()}


@pytest.mark.usefixtures("leave")
def test_little_is_done_here() -> None:
    assert {process for _, process in halved(_measured, SIZES, worth=100)} == {os.getpid()}


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
