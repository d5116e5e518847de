"""What a database's tables are, told so that two databases can be compared: the order of columns is no part of it.

As a program it says so of the database that the settings name, once its tables are ``made`` or ``migrated``: ``python
-m tests.support.schema made``. It fails where a migration is missing then.
"""

import json
import os
import re
import sys
from typing import Any

NUMBERED = re.compile(r"fk_\d+|__unnamed_constraint_\d+__|sqlite_autoindex_.*")
"""Names that SQLite, or the look at it, makes up by the order of the columns."""
POSTGRES = """
SELECT conrelid::regclass::text, conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid <> 0
UNION ALL SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public'
"""
SQLITE = "SELECT tbl_name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"


def tables() -> dict[str, list[str]]:
    """By table, what each column, key, constraint and index of it is."""
    from django.db import connection

    look = connection.introspection
    told: dict[str, list[str]] = {}
    with connection.cursor() as cursor:
        for table in look.table_names(cursor):
            told[table] = [repr(tuple(column)) for column in look.get_table_description(cursor, table)]
            for name, says in look.get_constraints(cursor, table).items():
                told[table].append(f"{NUMBERED.sub('', name)} {sorted(says.items(), key=str)}")
        cursor.execute(POSTGRES if connection.vendor == "postgresql" else SQLITE)
        for table, says in cursor.fetchall():
            told.setdefault(table, []).append(says)
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
            for table, sql in cursor.fetchall():
                told.setdefault(table, []).extend(
                    part.strip() for part in re.split(r", (?=\"|CONSTRAINT )", _inner(sql))
                )
    return {table: sorted(says) for table, says in told.items()}


def _inner(sql: str) -> str:
    """What stands between the outer brackets of the statement that made a table."""
    return sql[sql.index("(") + 1 : sql.rindex(")")]


def render_less() -> None:
    """Let a migration render the models that point at the one it changes, and no more: the framework renders all that
    are related at whatever remove, which is nearly every model at nearly every operation, and most of the time of it.

    What reads or writes records is given all of them rendered anew, as the framework does after an operation that it
    lets render less itself.
    """
    from django.db.migrations.state import ProjectState

    def touched(state: Any, app_label: str, model_name: str, delay: bool = False) -> set[tuple[str, str]]:
        del delay  # each is put off
        state.is_delayed = True
        own = {(app_label, model_name)}
        try:
            before = state.apps.get_model(app_label, model_name)
        except LookupError:
            return own
        fields = before._meta.get_fields(include_hidden=True)
        pointing = (each.related_model._meta for each in fields if each.auto_created and not each.concrete)
        return own | {(each.app_label, each.model_name) for each in pointing}

    ProjectState._find_reload_model = touched


def main(how: str) -> None:
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    from django.core.management import call_command

    from overwinter.infra.tables import make_tables

    if how == "made":
        make_tables()
    else:
        render_less()
        call_command("migrate", verbosity=0)
    call_command("migrate", check_unapplied=True, verbosity=0)
    sys.stdout.write(json.dumps(tables()))


if __name__ == "__main__":
    main(sys.argv[1])
