"""Where a database begins to read."""

from django.db.models import BigIntegerField, F, Func


def row_by_row(field: str) -> Func:
    """A key as a value that no index serves: a condition on it is asked of the rows that other conditions found.

    For the few waiting rows of a table that knows its council through another table. SQLite, which keeps no
    counts of what stands in a table, would begin with the council, and read everything the council has for them.
    """
    return Func(F(field), template="+%(expressions)s", output_field=BigIntegerField())
