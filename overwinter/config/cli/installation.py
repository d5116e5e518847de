"""``overwinter setup``, ``run``, ``serve``, ``worker``, ``demo`` and ``manage``."""

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from typing import Any

ADDRESS = "127.0.0.1"
PORT = 8000
SECONDS_TO_END = 15
"""How long pages being answered and a job being done may take to end, before they are stopped where they are."""


def add_commands(commands: "argparse._SubParsersAction[Any]") -> None:
    def command(name: str, run: Any, words: str) -> argparse.ArgumentParser:
        parser: argparse.ArgumentParser = commands.add_parser(name, help=words)
        parser.set_defaults(run=run)
        return parser

    command("setup", run_setup, "build the styles, make or update the database, bring in the frameworks")
    start = command("run", run_all, "set up, build the demo winter in an empty database, and serve it")
    serve = command("serve", run_serve, "serve the pages only")
    for parser in (start, serve):
        parser.add_argument("--host", default=ADDRESS, help="the address to listen at")
        parser.add_argument("--port", type=int, default=PORT, help="the port to listen at")
    command("worker", run_worker, "run background jobs only")
    command("demo", run_demo, "build the demo winter in an empty database")
    manage = command("manage", run_manage, "any of the framework's own commands")
    manage.add_argument("words", nargs=argparse.REMAINDER, help="the command and what it takes; `help` lists them")


def run_setup(arguments: argparse.Namespace) -> int:
    _require_thresholds()
    from overwinter.design.build import build

    build()
    _start_django()
    from overwinter.infra.tables import make_tables

    make_tables()
    _django("collectstatic", verbosity=0, interactive=False)
    from overwinter.config.schedule import keep_timetable
    from overwinter.frameworks import api as frameworks
    from overwinter.measures import api as measures
    from overwinter.plans import api as plans
    from overwinter.returns import api as returns

    frameworks.sync_packs(by=None)
    measures.sync_catalogue(by=None)
    returns.sync_catalogue(by=None)
    plans.add_new_requirements(by=None)
    keep_timetable()
    return 0


def run_demo(arguments: argparse.Namespace) -> int:
    _start_django()
    from overwinter.config import demo

    if not demo.is_empty():
        print("The database holds councils already; the demo is only built in an empty one.", file=sys.stderr)
        return 2
    demo.build(say=print)
    return 0


def run_all(arguments: argparse.Namespace) -> int:
    _require_free(arguments.host, arguments.port)
    if "OVERWINTER_ORIGINS" not in os.environ:
        os.environ.setdefault("OVERWINTER_SITE", f"http://{arguments.host}:{arguments.port}")
    run_setup(arguments)
    from django.conf import settings

    from overwinter.config import demo

    if settings.DEMO and demo.is_empty():
        demo.build(say=print)
    print(f"\nOverwinter is at http://{arguments.host}:{arguments.port}")
    if settings.DEMO:
        print(demo.sign_ins())
    print("Stop it with Ctrl+C.", flush=True)
    return _together(_server_command(arguments), [sys.executable, "-m", "overwinter.config.cli", "worker"])


def run_serve(arguments: argparse.Namespace) -> int:
    _require_free(arguments.host, arguments.port)
    _require_thresholds()
    command = _server_command(arguments)
    sys.stdout.flush()
    os.execv(command[0], command)  # the server takes this process over, so that who stops us stops it


def run_worker(arguments: argparse.Namespace) -> int:
    _require_thresholds()
    _django("qcluster")
    return 0


def run_manage(arguments: argparse.Namespace) -> int:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["overwinter manage", *arguments.words])
    return 0


def _server_command(arguments: argparse.Namespace) -> list[str]:
    return [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--host",
        arguments.host,
        "--port",
        str(arguments.port),
        "--blocking-threads",
        "4",
        "--no-access-log",
        "--log-level",
        "error",
        "overwinter.config.wsgi:application",
    ]


def _require_free(host: str, port: int) -> None:
    """End with a sentence and status 2 where nobody can listen at this address."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as door:
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            door.bind((address[0], port, *address[2:]))
    except (OSError, OverflowError) as error:
        why = getattr(error, "strerror", None) or str(error)
        print(
            f"overwinter: Nothing can be served at {host}:{port}: {why.lower().rstrip('.')}. "
            "Choose another port with --port, or with PORT=8001 before make.",
            file=sys.stderr,
        )
        raise SystemExit(2) from error


def _require_thresholds() -> None:
    """End with a sentence and status 2 where the installation's thresholds cannot be read: every page needs them."""
    from django.conf import settings

    from overwinter.frameworks.domain.loading import PackError
    from overwinter.frameworks.thresholds import load_thresholds

    try:
        load_thresholds(settings.THRESHOLDS_FILE)
    except PackError as problem:
        print(f"overwinter: {problem}. Mend the file that OVERWINTER_THRESHOLDS names.", file=sys.stderr)
        raise SystemExit(2) from problem
    _require_profiles()
    if settings.NOTIFY_KEY and not settings.NOTIFY_TEMPLATE:
        print(
            "overwinter: OVERWINTER_NOTIFY_KEY is set and OVERWINTER_NOTIFY_TEMPLATE is not. Set the id of the "
            "template that has the fields ((subject)) and ((body)).",
            file=sys.stderr,
        )
        raise SystemExit(2)


def _require_profiles() -> None:
    """The same for its profiles, which every document is held against."""
    from django.conf import settings

    from overwinter.frameworks.profiles import list_profiles
    from overwinter.reading.vocabulary import VocabularyError

    try:
        list_profiles(settings.PROFILES_DIR)
    except VocabularyError as problem:
        print(f"overwinter: {problem}. Mend it in the folder that OVERWINTER_PROFILES names.", file=sys.stderr)
        raise SystemExit(2) from problem


def _together(*commands: list[str]) -> int:
    """Run commands side by side until one ends or the person stops them; then end them all.

    Each has a session of its own, so that Ctrl+C reaches only us and each is told once to end: the worker, told twice,
    waits for itself. A signal is only noted until all are started, so that none is left behind.
    """
    told: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) != signal.SIG_IGN:  # as nohup asks
            signal.signal(number, lambda number, _: told.append(number))
    processes = [subprocess.Popen(command, start_new_session=True) for command in commands]
    while not told and all(process.poll() is None for process in processes):
        time.sleep(0.2)
    _end(processes)
    return 0 if told else 1


def _end(processes: list[subprocess.Popen[bytes]]) -> None:
    """Ask each to end, and stop with all it started what has not ended in time or when the person asks again."""
    for process in processes:
        process.terminate()
    if signal.getsignal(signal.SIGINT) != signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    latest = time.monotonic() + SECONDS_TO_END
    with suppress(KeyboardInterrupt, subprocess.TimeoutExpired):
        for process in processes:
            process.wait(max(0.0, latest - time.monotonic()))
    for process in processes:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _start_django() -> None:
    import django

    django.setup()


def _django(name: str, **options: Any) -> None:
    _start_django()
    from django.core.management import call_command

    call_command(name, **options)
