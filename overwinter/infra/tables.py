"""The database's tables: a new database gets them from the models, an older one by the migrations it lacks.

Both ways lead to the same tables; a test goes both on each kind of database and compares them.
"""

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder


def make_tables() -> None:
    """Make what is missing. To write every table's history in again takes a new database twenty times as long."""
    if MigrationRecorder(connection).applied_migrations():
        call_command("migrate", verbosity=0)
        return
    kept, settings.MIGRATION_MODULES = settings.MIGRATION_MODULES, {each.label: None for each in apps.get_app_configs()}
    try:
        call_command("migrate", run_syncdb=True, verbosity=0)
    finally:
        settings.MIGRATION_MODULES = kept
    note_migrations()


def note_migrations() -> None:
    """Keep that no migration is missing, of all at once: a database that knows a part would make tables again."""
    MigrationRecorder(connection).ensure_schema()
    with transaction.atomic():
        call_command("migrate", fake=True, verbosity=0)
