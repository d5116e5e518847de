"""After a test of transactions the database is emptied: only the tables that hold something, and without asking every
app again what it keeps of its own models. With a hundred tables that takes longer than many a test."""

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.test import TransactionTestCase

STAYS = {ContentType._meta.db_table, Permission._meta.db_table}
"""What is known of the models, which no test changes."""


def _empty(_test: TransactionTestCase) -> None:
    """Keys between tables are looked at when all is done, so that no table need wait for another."""
    tables = sorted({*connection.introspection.django_table_names(only_existing=True, include_views=False)} - STAYS)
    quoted = [connection.ops.quote_name(table) for table in tables]
    with transaction.atomic(), connection.cursor() as cursor:
        for each in quoted:
            cursor.execute(" ".join(["SELECT 1 FROM", each, "LIMIT 1"]))
            if cursor.fetchone():
                cursor.execute(" ".join(["DELETE FROM", each]))


def pytest_configure() -> None:
    TransactionTestCase._fixture_teardown = _empty
