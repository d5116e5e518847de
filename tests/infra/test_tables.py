"""A new database gets its tables from the models, an older one by migrations: they are the same tables."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from pytest_django import DjangoDbBlocker

from tests.support.databases import another_database
from tests.support.schema import tables

ROOT = Path(__file__).resolve().parents[2]
KEPT_BEHIND = "shares_answers"
"""A column of councils that no model has any more: migrations add and never take away."""
NOT_OURS = "auth_group_permissions"
"""A table of the framework that nothing here is kept in; it numbers the lines of a new one with fewer bytes."""
BROKEN_OFF = """
import django

django.setup()
from overwinter.infra import tables

tables.note_migrations = lambda: None
tables.make_tables()
"""


def run(words: list[str], environment: Mapping[str, str]) -> str:
    own = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "tests.settings", **environment}
    done = subprocess.run([sys.executable, *words], cwd=ROOT, env=own, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@cache
def own_tables() -> dict[str, list[str]]:
    """Of the database of the tests, which a new installation's is like. No test changes them."""
    return tables()


@pytest.fixture
def unblocked(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, beginnings: Callable[[list[Any]], None]
) -> DjangoDbBlocker:
    beginnings([])
    return django_db_blocker


def test_both_ways_lead_to_the_same_tables(tmp_path: Path, unblocked: DjangoDbBlocker) -> None:
    with unblocked.unblock(), another_database(tmp_path / "var", copied=False) as environment:
        migrated = json.loads(run(["-m", "tests.support.schema", "migrated"], environment))
        made = own_tables()
    assert len(made) > 120
    kept = migrated["organisations_council"]
    migrated["organisations_council"] = [says for says in kept if KEPT_BEHIND not in says]
    assert len(kept) > len(migrated["organisations_council"])
    assert {table for table in made.keys() | migrated.keys() if made.get(table) != migrated.get(table)} <= {NOT_OURS}


def test_a_new_database_that_was_broken_off_is_made_to_its_end(tmp_path: Path, unblocked: DjangoDbBlocker) -> None:
    with unblocked.unblock(), another_database(tmp_path / "var", copied=False) as environment:
        run(["-c", BROKEN_OFF], environment)
        assert json.loads(run(["-m", "tests.support.schema", "made"], environment)) == own_tables()


def test_of_a_new_database_no_migration_is_missing(db: None) -> None:
    executor = MigrationExecutor(connection)
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []
