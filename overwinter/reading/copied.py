"""How a copy of this process (``fork``) ends."""

import os
import sys
from collections.abc import Callable
from typing import NoReturn


def work_and_end(work: Callable[[], object]) -> NoReturn:
    """What a copy does. It never returns to what was being done here; a fault is told before it ends with status 1."""
    status = 1
    try:
        work()
        status = 0
    finally:
        if status:
            sys.excepthook(*sys.exc_info())
            sys.stderr.flush()
        os._exit(status)
