"""Running the pages and the worker side by side: a taken port is said, and stopping stops both."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings

from overwinter.config.cli import main

STUBBORN = r"""
import os, signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
os.write(1, b"on\n")
time.sleep(600)
"""
WILLING = r"""
import os, time
os.write(1, b"on\n")
time.sleep(600)
"""


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        yield door.getsockname()[1]


@pytest.mark.parametrize("command", ["run", "serve"])
def test_a_taken_port_is_said_in_a_sentence_before_anything_is_done(
    command: str, taken_port: int, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--port", str(taken_port)])
    assert ended.value.code == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert f"Nothing can be served at 127.0.0.1:{taken_port}: address already in use." in said.err
    assert said.err.count("\n") == 1


@pytest.mark.parametrize("command", ["setup", "run", "serve", "worker"])
def test_wrong_thresholds_stop_the_start_before_anything_is_done(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        free = str(door.getsockname()[1])
    with override_settings(THRESHOLDS_FILE=str(tmp_path / "gone.toml")), pytest.raises(SystemExit) as ended:
        main([command, "--port", free] if command in ("run", "serve") else [command])
    assert ended.value.code == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "gone.toml: there is no such file. Mend the file that OVERWINTER_THRESHOLDS names." in said.err


def test_wrong_profiles_stop_the_start_before_anything_is_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with override_settings(PROFILES_DIR=str(tmp_path / "gone")), pytest.raises(SystemExit) as ended:
        main(["setup"])
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert "gone: there is no such folder of profiles. Mend it in the folder that OVERWINTER_PROFILES names." in said


@pytest.mark.parametrize("address", [["--port", "70000"], ["--port", "-1"], ["--host", "no.such.invalid"]])
def test_an_address_that_cannot_be_is_said(address: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["run", *address])
    assert ended.value.code == 2
    assert "Choose another port" in capsys.readouterr().err


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_stopping_stops_both_even_one_that_does_not_listen(how: signal.Signals) -> None:
    together = f"""
import sys
from overwinter.config.cli import installation
installation.SECONDS_TO_END = 1
sys.exit(installation._together([sys.executable, "-c", {STUBBORN!r}], [sys.executable, "-c", {WILLING!r}]))
"""
    running = subprocess.Popen([sys.executable, "-c", together], stdout=subprocess.PIPE, text=True)
    assert running.stdout is not None
    try:
        assert [running.stdout.readline() for _ in range(2)] == ["on\n", "on\n"]
        os.kill(running.pid, how)
        assert running.wait(300) == 0
        assert running.stdout.read() == ""  # the pipe is closed only when both have ended
    finally:
        running.kill()
