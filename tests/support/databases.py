"""Another database of the kind the tests run on, for a program that runs as a process of its own."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from django.db import connection


@contextmanager
def another_database(home: Path, *, copied: bool) -> Iterator[Mapping[str, str]]:
    """The environment in which a program finds it, a copy of the tests’ own or empty. ``home`` is its folder."""
    home.mkdir()
    where = _on_sqlite(home, copied=copied) if connection.vendor == "sqlite" else _on_postgres(copied=copied)
    with where as environment:
        yield {"OVERWINTER_HOME": str(home), **environment}


@contextmanager
def _on_sqlite(home: Path, *, copied: bool) -> Iterator[Mapping[str, str]]:
    if copied:
        with closing(sqlite3.connect(home / "overwinter.sqlite3")) as copy:
            connection.ensure_connection()
            connection.connection.backup(copy)
    yield {}


@contextmanager
def _on_postgres(*, copied: bool) -> Iterator[Mapping[str, str]]:
    ours = connection.settings_dict
    name = f"{ours['NAME']}_beside"
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        # A database that somebody is connected to cannot be copied: a browser of other tests may hold it.
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = %s", [ours["NAME"]])
        template = ours["NAME"] if copied and not cursor.fetchone()[0] else "template1"
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        who = ":".join(quote(ours[part], safe="") for part in ("USER", "PASSWORD") if ours[part])
        where = f"{quote(ours['HOST'], safe='')}{':' if ours['PORT'] else ''}{ours['PORT']}"
        yield {"DATABASE_URL": f"postgres://{who}@{where}/{name}"}
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
