"""A bare bulk load: rows that an import wrote, written again with nothing but the driver, into tables like theirs.

The rows are in memory as the database wants them before the clock starts, the encrypted ones encrypted: measured is
the writing alone. Reading the file with a plain library is measured for itself.
"""

import csv
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.db import connection, models, transaction
from python_calamine import CalamineWorkbook

from bench.spent import spent

BATCH = 5_000


def load_again(tables: Sequence[tuple[type[models.Model], str]]) -> tuple[float, int]:
    """Seconds of processor time, and how many rows. ``tables``: a model, and which of its rows in SQL.

    The copies have the columns, constraints and indexes of the originals, and are dropped in the end. All rows of a
    table are written in one transaction.
    """
    seconds, count = 0.0, 0
    for model, where in tables:
        rows = _rows(model._meta.db_table, where)
        copy = _copy(model._meta.db_table)
        started = spent()
        with transaction.atomic(), connection.cursor() as cursor:
            marks = ", ".join(["%s"] * (len(rows[0]) if rows else 1))
            for start in range(0, len(rows), BATCH):
                cursor.executemany(f"INSERT INTO {copy} VALUES ({marks})", rows[start : start + BATCH])
        seconds += spent() - started
        count += len(rows)
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TABLE {copy}")
    return seconds, count


def read_again(*paths: Path) -> float:
    """Seconds that a plain library takes for the cells of the files, and nothing else."""
    started = spent()
    for path in paths:
        if path.suffix == ".csv":
            with path.open(encoding="utf-8", newline="") as text:
                list(csv.reader(text))
        else:
            CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    return spent() - started


def _rows(table: str, where: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} WHERE {where}")
        return [_plain(row) for row in cursor.fetchall()]


def _plain(row: Sequence[Any]) -> tuple[Any, ...]:
    """As the driver writes it: what it reads as a Python object of JSON goes back as text."""
    if connection.vendor == "sqlite":
        return tuple(row)
    from psycopg.types.json import Jsonb

    return tuple(Jsonb(each) if isinstance(each, dict | list) else each for each in row)


def _copy(table: str) -> str:
    """An empty table with the columns, constraints and indexes of another."""
    copy = f"bare_{table}"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {copy}")
        if connection.vendor == "postgresql":
            cursor.execute(f"CREATE TABLE {copy} (LIKE {table} INCLUDING ALL)")
            return copy
        cursor.execute("SELECT sql FROM sqlite_master WHERE tbl_name = %s AND sql IS NOT NULL", [table])
        for (sql,) in sorted(cursor.fetchall(), key=lambda row: not row[0].startswith("CREATE TABLE")):
            named = sql.replace(f'"{table}"', f'"{copy}"')
            cursor.execute(re.sub(r'^(CREATE (?:UNIQUE )?INDEX )"', r'\1"bare_', named))
    return copy
