"""Work that is halved between a process and a copy of it."""

import os

import pytest

from overwinter.reading import second_core
from overwinter.reading.layout.columns import rows
from overwinter.reading.second_core import halved
from tests.reading.plain_text import reading
from tests.reading.test_columns import SCAN

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system makes no copies of a process")
SIZES = [5, 1, 1, 4, 2, 3]


@pytest.fixture
def leave(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second_core, "_given", True)


@pytest.mark.usefixtures("leave")
def test_both_halves_come_back_in_their_order() -> None:
    done = halved(lambda size: [size * 0.1, os.getpid()], SIZES, SIZES, worth=1)
    assert [tenth for tenth, _ in done] == [size * 0.1 for size in SIZES]
    here = sum(size for size, (_, process) in zip(SIZES, done, strict=True) if process == os.getpid())
    assert here == sum(SIZES) / 2


@pytest.mark.usefixtures("leave")
def test_what_the_copy_did_not_finish_is_done_here(capfd: pytest.CaptureFixture[str]) -> None:
    here = os.getpid()

    def work(size: int) -> int:
        if os.getpid() != here:
            raise MemoryError
        return size

    assert halved(work, SIZES, SIZES, worth=1) == SIZES
    assert "MemoryError" in capfd.readouterr().err


def test_nothing_is_copied_without_leave_nor_for_little() -> None:
    assert set(halved(lambda _: os.getpid(), SIZES, SIZES, worth=1)) == {os.getpid()}


@pytest.mark.usefixtures("leave")
def test_little_is_done_here() -> None:
    assert set(halved(lambda _: os.getpid(), SIZES, SIZES, worth=100)) == {os.getpid()}


def test_columns_are_put_back_the_same_on_two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    alone = reading(SCAN)
    monkeypatch.setattr(second_core, "_given", True)
    monkeypatch.setattr(rows, "WORTH", 1)
    copies: list[int] = []
    fork = os.fork
    monkeypatch.setattr(os, "fork", lambda: copies.append(1) or fork())
    assert reading(SCAN) == alone
    assert copies
