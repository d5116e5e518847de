"""``launcher.py PRINTED PROBLEMS COMMAND…``: runs a command and says what it took, as a JSON object.

A process of its own and a small one: what a command is said to have held at most includes its parent at the start.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

printed, problems, *command = sys.argv[1:]
with Path(printed).open("wb") as out, Path(problems).open("wb") as errors:
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=out, stderr=errors)
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
process.returncode = os.waitstatus_to_exitcode(status)
print(json.dumps([seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, process.returncode]))
