"""Other programs that a reader asks for help: bounded in time, and never left running."""

import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from overwinter.reading.document import UnreadableError
from overwinter.reading.readers import office, read_document
from overwinter.reading.readers.programs import ProgramFailed, find_program, run_program

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="process groups are those of Unix")


def test_what_a_program_prints_comes_back() -> None:
    assert run_program(["/bin/sh", "-c", "echo $SAID"], seconds=60, environment={"SAID": "a word"}) == b"a word\n"


def test_a_fault_is_told_in_the_words_of_the_program() -> None:
    with pytest.raises(ProgramFailed, match="no such page"):
        run_program(["/bin/sh", "-c", "echo no such page >&2; exit 3"], seconds=60)


def test_one_that_takes_too_long_is_ended_with_all_it_started(tmp_path: Path) -> None:
    note = tmp_path / "child"
    with pytest.raises(ProgramFailed, match="more than 1 seconds"):
        run_program(["/bin/sh", "-c", f"sleep 600 & echo $! > {note}; wait"], seconds=1)
    if note.is_file() and note.read_text().strip():  # on a slow machine the second may have gone before it was started
        assert_ends(int(note.read_text()))


def test_one_ends_when_the_process_that_asked_is_killed(tmp_path: Path) -> None:
    note = tmp_path / "child"
    code = (
        "from overwinter.reading.readers.programs import run_program; "
        f"run_program(['/bin/sh', '-c', 'echo $$ > {note}; exec sleep 600'], seconds=600)"
    )
    asking = subprocess.Popen([sys.executable, "-c", code])
    while not note.is_file() or not note.read_text().strip():
        assert asking.poll() is None
        time.sleep(0.05)
    asking.kill()
    asking.wait()
    assert_ends(int(note.read_text()))


def test_a_program_that_is_not_there_is_none() -> None:
    assert find_program("no-such-program-anywhere") is None


@pytest.mark.parametrize(
    ("part", "kind", "advice"), [("WordDocument", "Word", ".docx"), ("PowerPoint Document", "PowerPoint", ".pptx")]
)
def test_without_libreoffice_an_old_file_is_refused_with_what_to_do(
    part: str, kind: str, advice: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "plan.doc"
    path.write_bytes(old_office(part))
    monkeypatch.setattr(office, "find_program", lambda *_names: None)
    with pytest.raises(UnreadableError) as caught:
        read_document(path)
    assert kind in str(caught.value) and advice in str(caught.value) and "LibreOffice" in str(caught.value)


def old_office(part: str) -> bytes:
    """The least file of an office program from before 2007 that holds ``part``."""
    free, end, here = (
        (-1).to_bytes(4, "little", signed=True),
        (-2).to_bytes(4, "little", signed=True),
        b"\xfd\xff\xff\xff",
    )
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + bytes.fromhex("3e000300feff09000600") + bytes(10)
    head += (1).to_bytes(4, "little") + (1).to_bytes(4, "little") + bytes(4) + (4096).to_bytes(4, "little")
    head += end + bytes(4) + end + bytes(4) + bytes(4) + free * 108
    table = here + end + free * 126
    return head + table + entry("Root Entry", 5, child=1) + entry(part, 2) + bytes(256)


def entry(name: str, kind: int, *, child: int = -1) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    links = (-1).to_bytes(4, "little", signed=True) * 2 + child.to_bytes(4, "little", signed=True)
    start = (-2).to_bytes(4, "little", signed=True)
    return (
        text.ljust(64, b"\0")
        + len(text).to_bytes(2, "little")
        + bytes([kind, 1])
        + links
        + bytes(36)
        + start
        + bytes(8)
    )


def assert_ends(number: int) -> None:
    """Once it has been told to end, a process is gone as soon as the system comes to it."""
    try:
        psutil.Process(number).wait(300)
    except psutil.NoSuchProcess:
        return
