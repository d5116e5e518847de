"""``overwinter read`` as a person runs it: what it prints, and how it ends."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from openpyxl import Workbook

from overwinter.config.cli import main
from tests.reading.apart.test_apart import POSIX, gone
from tests.support.instead import Instead

Capture = pytest.CaptureFixture[str]
COMMAND = [sys.executable, "-m", "overwinter.config.cli", "read"]


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "note.md"
    path.write_text("# Thanks\n\nThank you for the tea, שלום 🎉.\n", encoding="utf-8")
    return path


def test_a_reading_is_printed_for_people_and_for_programs(note: Path, capsys: Capture) -> None:
    assert main(["read", str(note)]) == 0
    assert "note.md — no rows of a plan were found in it" in capsys.readouterr().out
    assert main(["read", str(note), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert "Thank you for the tea, שלום 🎉." in [piece["text"] for piece in said["unplaced"]]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (["--framework", "none"], "no pack has this id"),
        (["--winter", "soon"], "soon"),
        (["--seconds", "0"], "give 1 or more"),
        (["--memory-mb", "1"], "give 300 or more"),
        (["--seconds", "x"], "invalid"),
        (["--explain", "x"], "“x” is no row; give its number, or “tables”"),
        (["--explain", "1"], "note.md has no row 1: no rows of a plan were found in it."),
    ],
)
def test_what_cannot_be_done_is_one_sentence(note: Path, more: list[str], words: str, capsys: Capture) -> None:
    try:
        assert main(["read", str(note), *more]) == 2
    except SystemExit as refused:
        assert refused.code == 2
    said = capsys.readouterr()
    assert words in said.err and "Traceback" not in said.err
    assert said.out == ""


def test_a_row_and_the_tables_are_explained(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "plan.csv"
    path.write_text("Requirement,Current status,Lead\nWrite a visiting policy,It is written and sent out,A Role\n")
    assert main(["read", str(path), "--explain", "1"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "“Requirement” is a known heading for the requirement" in said and "words in common" in said
    for tables in (["--explain"], ["--explain", "tables"]):
        assert main(["read", str(path), *tables]) == 0
        assert "row 1: plan table" in capsys.readouterr().out


def test_a_document_is_read_as_a_profile_says(tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    path, own = tmp_path / "plan.csv", tmp_path / "profiles" / "own.toml"
    path.write_text("Alpha,Beta\nWrite a visiting policy,It is written and sent out\n")
    own.parent.mkdir()
    own.write_text('name = "Ours"\n[columns]\nrequirement = ["Alpha"]\nresponses = ["Beta"]\n')
    assert main(["read", str(path)]) == 0
    assert "no rows of a plan were found" in capsys.readouterr().out
    assert main(["read", str(path), "--profile", str(own)]) == 0
    said = capsys.readouterr().out
    assert "plan.csv — 1 row" in said and "Note: Read with the profile “Ours” (own.toml)." in said

    monkeypatch.setenv("OVERWINTER_PROFILES", str(own.parent))
    assert main(["read", str(path)]) == 2
    assert capsys.readouterr().err.startswith("overwinter read: own.toml: write [recognise]")
    own.write_text(own.read_text() + '[recognise]\nheadings = ["Alpha", "Beta"]\n')
    os.utime(own.parent)
    assert main(["read", str(path)]) == 0
    assert "plan.csv — 1 row" in capsys.readouterr().out


def test_a_reading_that_takes_too_long_ends_with_status_2(instead: Instead, capsys: Capture) -> None:
    path = instead("time.sleep(600)")
    assert main(["read", str(path), "--seconds", "1"]) == 2
    said = capsys.readouterr()
    assert said.err.startswith("overwinter read: plan.xlsx was not read to its end within 1 seconds")
    assert said.err.count("\n") == 1


def test_a_fault_is_told_without_its_detail_and_with_it_when_asked(instead: Instead, capfd: Capture) -> None:
    path = instead("print('Opening…')\nraise RuntimeError('row 7')")
    assert main(["read", str(path)]) == 2
    said = capfd.readouterr()
    assert said.out == "" and said.err.count("\n") == 1
    assert said.err.endswith("Run it again with --debug to see where.\n")
    assert main(["read", str(path), "--debug"]) == 2
    said = capfd.readouterr()
    assert "RuntimeError: row 7" in said.err and "Opening…" in said.err and said.out == ""


@POSIX
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_stopping_the_command_stops_the_reading(instead: Instead, tmp_path: Path, number: signal.Signals) -> None:
    note = tmp_path / "pid"
    path = instead(f"open({str(note)!r}, 'w').write(str(os.getpid()))\ntime.sleep(600)")
    command = subprocess.Popen([*COMMAND, str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    while not note.exists() or not note.read_text():
        time.sleep(0.05)
    os.kill(command.pid, number)
    out, err = command.communicate()
    assert (out, err) == (b"", b"")
    assert command.returncode == (130 if number == signal.SIGINT else -number)
    assert gone(int(note.read_text()))


@POSIX
@pytest.mark.parametrize(
    ("lines", "seconds", "said"),
    [
        ("os.kill(os.getpid(), signal.SIGSEGV)", 120, b"broke down"),
        ("raise RuntimeError('row 7')", 120, b"A fault in the program"),
        ("time.sleep(600)", 2, b"not read to its end within 2 seconds"),
    ],
)
def test_what_ends_the_reading_does_not_end_the_command_it_was_copied_from(
    instead: Instead, lines: str, seconds: int, said: bytes
) -> None:
    path = instead(lines)
    done = subprocess.run([*COMMAND, str(path), "--seconds", str(seconds)], capture_output=True)
    assert done.returncode == 2 and done.stdout == b""
    assert said in done.stderr and done.stderr.count(b"\n") == 1


def test_the_command_loads_nothing_that_reads_from_where_it_is_called(tmp_path: Path) -> None:
    (tmp_path / "openpyxl.py").write_text("raise SystemExit('loaded from beside the file')")
    Workbook().save(tmp_path / "plan.xlsx")
    found = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run([*COMMAND, "plan.xlsx"], capture_output=True, cwd=tmp_path, env=found)
    assert done.returncode == 2 and done.stderr.startswith(b"overwinter read: plan.xlsx holds no text")
