"""A document is read in a process of its own, and every way that process can end is an answer or one sentence."""

import io
import json
import os
import sys
import tempfile
import time
from pathlib import Path

import openpyxl
import pytest

from overwinter.reading.apart.limits import Limits
from overwinter.reading.apart.order import Order, from_line
from overwinter.reading.apart.watch import Apart, ReadingFailed, ReadingFault, ReadingStopped
from overwinter.reading.engine import read_file
from tests.reading.corpus.marking import WINTER
from tests.reading.matching_marks import national_catalogue
from tests.support.instead import Instead

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limits of memory and no sessions")
GENEROUS = Limits(seconds=120)


def order_of(path: Path, answer: str = "json") -> Order:
    return Order(path=path, catalogue=national_catalogue(), winter=WINTER, answer=answer, options={"width": 80})


def read_apart(path: Path, limits: Limits = GENEROUS) -> str:
    with Apart(limits) as process:
        return process.read(order_of(path))


def gone(pid: int) -> bool:
    """Whether the process ends: it has been sent its end, and the system may take a moment."""
    for _ in range(600):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        if "State:\tZ" in Path(f"/proc/{pid}/status").read_text() if Path(f"/proc/{pid}").exists() else False:
            return True
        time.sleep(0.1)
    return False


def test_an_order_comes_through_as_it_was_given(tmp_path: Path) -> None:
    order = order_of(tmp_path / "pl\udcffan.xlsx", answer="words")
    assert from_line(order.as_line()) == order


def test_what_is_read_apart_is_what_is_read_here(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Ref", "Action required", "Current status", "RAG"])
    book.worksheets[0].append(["1.1", "Distribute the infection control fund to providers", "Paid ✓ 🎉 שלום", "Green"])
    book.save(path)
    steps: list[tuple[str, int, int]] = []
    with Apart(GENEROUS) as process:
        answer = process.read(order_of(path), lambda *told: steps.append(told))
    alone = read_file(path, national_catalogue(), WINTER)
    assert json.loads(answer) == json.loads(json.dumps(alone.as_dict()))
    assert [(done, of) for _, done, of in steps] == [(0, 4), (1, 4), (2, 4), (3, 4)]


def test_a_refusal_is_the_sentence_of_the_reader(tmp_path: Path) -> None:
    (tmp_path / "plan.docx").write_bytes(b"")
    with pytest.raises(ReadingFailed, match=r"plan\.docx is empty") as refused:
        read_apart(tmp_path / "plan.docx")
    assert not isinstance(refused.value, ReadingStopped)


def test_a_reading_that_takes_too_long_is_stopped(instead: Instead) -> None:
    path = instead("time.sleep(600)")
    with pytest.raises(ReadingStopped, match="was not read to its end within 1 seconds"):
        read_apart(path, Limits(seconds=1))


@POSIX
def test_a_reading_that_takes_too_much_memory_is_stopped(instead: Instead) -> None:
    path = instead("return [bytearray(2**20) for _ in range(2**20)]")
    with pytest.raises(ReadingStopped, match="needs more than the 700 MB of memory"):
        read_apart(path, Limits(seconds=120, memory_mb=700))


@POSIX
def test_a_library_that_breaks_down_takes_nothing_with_it(instead: Instead) -> None:
    path = instead("os.kill(os.getpid(), signal.SIGSEGV)")
    with pytest.raises(ReadingStopped, match="broke down: the file is damaged") as stopped:
        read_apart(path)
    assert not isinstance(stopped.value, ReadingFault)


@pytest.mark.parametrize("end", ["raise RuntimeError('row')", "sys.exit(1)", "os._exit(7)"])
def test_a_fault_of_the_program_is_told_as_one(instead: Instead, end: str) -> None:
    path = instead(end)
    with pytest.raises(ReadingFault, match=r"fault in the program stopped the reading of plan\.xlsx") as fault:
        read_apart(path)
    assert "\n" not in str(fault.value)


def test_an_engineer_finds_where_the_fault_is(instead: Instead) -> None:
    path = instead("raise RuntimeError('row 7')")
    with tempfile.TemporaryFile() as errors:
        with pytest.raises(ReadingFault), Apart(GENEROUS, errors=errors) as process:
            process.read(order_of(path))
        errors.seek(0)
        told = errors.read().decode()
    assert "Traceback" in told and "RuntimeError: row 7" in told


def test_what_a_library_prints_is_no_answer(instead: Instead) -> None:
    path = instead("print('{\"answer\": 2}\\n{}')\nos.write(1, b'{\"answer\": 2}\\n{}')\nraise RuntimeError")
    with pytest.raises(ReadingFault):
        read_apart(path)


@POSIX
@pytest.mark.parametrize("end", ["time.sleep(600)", "raise RuntimeError"])
def test_what_the_process_started_ends_with_it(instead: Instead, tmp_path: Path, end: str) -> None:
    note = tmp_path / "pid"
    path = instead(f"child = subprocess.Popen(['sleep', '600'])\nopen({str(note)!r}, 'w').write(str(child.pid))\n{end}")
    with pytest.raises(ReadingStopped):
        read_apart(path, Limits(seconds=5))
    if note.exists() and note.read_text():  # on a slow machine the five seconds may have gone before it was started
        assert gone(int(note.read_text()))


@POSIX
def test_a_reading_that_nobody_waits_for_any_more_ends(instead: Instead, tmp_path: Path) -> None:
    note = tmp_path / "pid"
    path = instead(f"open({str(note)!r}, 'w').write(str(os.getpid()))\ntime.sleep(600)")
    process = Apart(GENEROUS)
    entrance = process._process.stdin
    assert entrance is not None
    entrance.write(order_of(path).as_line())
    entrance.flush()
    while not note.exists() or not note.read_text():
        time.sleep(0.05)
    entrance.close()  # as the end of the process that waits would
    assert process._process.wait(timeout=60) != 0
    process.__exit__(None, None, None)


def test_a_process_that_is_given_no_order_ends() -> None:
    with Apart(GENEROUS) as process:
        pass
    assert process._process.returncode is not None


def test_a_process_that_cannot_be_started_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(ReadingFailed, match="could not be started"):
        Apart(GENEROUS)


def test_a_folder_of_modules_beside_the_file_is_not_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "openpyxl.py").write_text("raise SystemExit('loaded from beside the file')")
    (tmp_path / "plan.md").write_text("# A plan\n\nThank you.\n")
    monkeypatch.chdir(tmp_path)
    assert io.StringIO(read_apart(Path("plan.md"))).readline() == "{\n"
