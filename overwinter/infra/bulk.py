"""Many rows at once, new ones where the program needs no object of each, and changed ones: at a fraction of what making
objects costs, or one statement whose words the ORM finds for all of them."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import islice
from typing import Any, cast

from django.db import connection, models

BATCH = 2_000
_AS_THEY_ARE = frozenset({
    models.BooleanField, models.CharField, models.ForeignKey, models.IntegerField, models.PositiveBigIntegerField,
    models.PositiveIntegerField, models.PositiveSmallIntegerField, models.SlugField, models.TextField,
})  # fmt: skip
"""Kinds of column whose values a database takes as Python has them."""
_OFTEN_ALIKE = frozenset({models.DateField, models.DateTimeField})

Write = Callable[[object], object]


def insert_rows(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """``columns``: names as the model has them, a foreign key as ``location_id``. What is not named gets its default.

    Nothing is returned: whoever needs the new keys uses ``bulk_create``. Neither signals nor histories see the rows.
    """
    fields = {field.attname: field for field in model._meta.concrete_fields if not field.primary_key}
    given = [fields.pop(name) for name in columns]
    left = [field for field in fields.values() if field.db_default is models.NOT_PROVIDED]
    also = tuple(field.get_db_prep_save(field.get_default(), connection) for field in left)
    sql = _statement(model, [str(field.column) for field in (*given, *left)])
    changed = [(place, write) for place, field in enumerate(given) if (write := _write(field)) is not None]
    made = iter(rows)
    with connection.cursor() as cursor:
        while some := [_made(row, changed, also) for row in islice(made, BATCH)]:
            cursor.executemany(sql, some)


def update_rows(records: Sequence[models.Model], names: Iterable[str]) -> None:
    """As ``bulk_update``, for values only. Neither signals nor histories see the rows."""
    if not records:
        return
    options, quoted = records[0]._meta, connection.ops.quote_name
    fields = [cast("models.Field[Any, Any]", options.get_field(name)) for name in names]
    marks = ", ".join(f"{quoted(str(field.column))} = %s" for field in fields)
    key = quoted(str(options.pk.column))
    sql = " ".join(("UPDATE", quoted(options.db_table), "SET", marks, "WHERE", key, "= %s"))
    changed = [(place, write) for place, field in enumerate(fields) if (write := _write(field)) is not None]
    told = ([*(getattr(each, field.attname) for field in fields), each.pk] for each in records)
    with connection.cursor() as cursor:
        cursor.executemany(sql, [_made(row, changed, ()) for row in told])


def _statement(model: type[models.Model], columns: Sequence[str]) -> str:
    """All its words are names of the models and marks for values."""
    quoted = connection.ops.quote_name
    names, marks = ", ".join(map(quoted, columns)), ", ".join(["%s"] * len(columns))
    return " ".join(("INSERT INTO", quoted(model._meta.db_table), "(", names, ") VALUES (", marks, ")"))


def _made(row: Sequence[object], changed: Sequence[tuple[int, Write]], also: tuple[object, ...]) -> list[Any]:
    values: list[Any] = [*row, *also]
    for place, write in changed:
        values[place] = write(values[place])
    return values


def _write(field: "models.Field[Any, Any]") -> Write | None:
    """How the database wants the values of a column; None: as they are."""
    if type(field) in _AS_THEY_ARE:
        return None
    if isinstance(field, models.JSONField):
        adapted, encoder = connection.ops.adapt_json_value, field.encoder
        return lambda value: None if value is None else adapted(value, encoder)

    def write(value: object) -> object:
        return field.get_db_prep_save(value, connection)

    return cache(write) if type(field) in _OFTEN_ALIKE else write
