"""Processor time of this process, and of the database's own process that serves it where there is one beside it."""

import os
import resource
from pathlib import Path
from time import process_time

from django.db import connection

USER, SYSTEM = 11, 12
"""Places in ``/proc/…/stat`` behind the name of the program."""


def spent() -> float:
    return process_time() + _server()


def peak() -> float:
    """Megabytes that this process has held at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _server() -> float:
    """Nothing where the database is in this process, or its server is on another machine."""
    if connection.vendor != "postgresql" or connection.connection is None:
        return 0.0
    stat = Path(f"/proc/{connection.connection.info.backend_pid}/stat")
    if not stat.exists():
        return 0.0
    head, _, rest = stat.read_text().rpartition(") ")
    figures = rest.split()
    ours = head.partition("(")[2].startswith("postgres")
    return (int(figures[USER]) + int(figures[SYSTEM])) / os.sysconf("SC_CLK_TCK") if ours else 0.0
