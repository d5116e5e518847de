"""Statements that are put together once for the process, and filled in each time they are run.

The ORM takes a millisecond or more to find the words of a statement, many times what a database takes to answer it
where an index serves it; a page that asks a dozen things pays that a dozen times. A prepared query is written as any
other, with :class:`Given` where a value comes in later::

    NEWS = Prepared(Event.objects.filter(council_id=Given("council", IntegerField())).values_list("at", "what"))
    NEWS.rows(council=7)

Without ``values_list`` it is run by ``records``. Which rows a viewer may see stands in the query, as everywhere; only
the values of the request are left out.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, cast

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, Field, ForeignObject, Lookup, Model, QuerySet
from django.db.models.query import ModelIterable, get_related_populators
from django.db.models.sql.compiler import SQLCompiler
from django.db.models.sql.query import Query
from django.db.transaction import TransactionManagementError

M = TypeVar("M", bound=Model)
Row = tuple[Any, ...]
_SEVERAL = re.compile(r"«(\w+)»")


class Given(Expression):
    """A value that is told when the statement is run. ``output_field``: the kind of column it is compared with."""

    def __init__(self, name: str, output_field: "Field[Any, Any]") -> None:
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        del compiler, connection  # the same for every database
        return "%s", (self,)

    def adapted(self, value: object) -> Any:
        return self.output_field.get_db_prep_value(value, connection)


if TYPE_CHECKING:
    LookupOfAny = Lookup[Any]
else:
    LookupOfAny = Lookup


@ForeignObject.register_lookup
@Field.register_lookup
class Among(LookupOfAny):
    """``location_id__among=Given("ids", IntegerField())``: one of as many as are told when it is run."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        left, params = self.process_lhs(compiler, connection)
        return f"{left} IN («{self.rhs.name}»)", (*params, _Several(self.rhs))


class _Several:
    """Stands among the parameters for all the values of one :class:`Given`."""

    def __init__(self, given: Given) -> None:
        self.given = given


@dataclass(frozen=True, slots=True)
class _Made:
    sql: str
    params: tuple[Any, ...]
    columns: list[Any]
    to_record: Callable[[Row], Any] | None
    """What a row is as a record of the model, those with it that were selected with it; None for a query of values."""


class Prepared:
    """A query of values or of records. Put together at the first run: keep it where it lives as long as the process."""

    def __init__(self, query: "QuerySet[Any, Any]") -> None:
        self._query = query.query
        self._of_records = query._iterable_class is ModelIterable

    def rows(self, **given: object) -> list[Row]:
        """As ``values_list`` gives them. ``given``: values by the names of :class:`Given`; others are not looked at."""
        statement, made = self.statement(**given), self._made
        if statement is None or made is None:
            return []
        if self._query.select_for_update and connection.features.has_select_for_update and connection.get_autocommit():
            raise TransactionManagementError("What is held is held to the end of a transaction, and there is none.")
        with connection.cursor() as cursor:
            cursor.execute(*statement)
            rows: list[Row] = cursor.fetchall()
        compiler = self._compiler(self._query)
        converters = compiler.get_converters(made.columns)
        return [tuple(row) for row in compiler.apply_converters(rows, converters)] if converters else rows

    def records(self, **given: object) -> list[Any]:
        """As a query without ``values_list`` gives them, what ``select_related`` names with each, nothing annotated."""
        rows = self.rows(**given)
        return [self._made.to_record(row) for row in rows] if self._made and self._made.to_record else []

    def statement(self, **given: object) -> tuple[str, list[Any]] | None:
        """Its words and what fills them, to be put into a larger one. None: the viewer it was made for sees nothing."""
        made = self._made
        if made is None:
            return None
        counts: dict[str, int] = {}
        filled: list[Any] = []
        for each in made.params:
            if isinstance(each, _Several):
                values = [each.given.adapted(value) for value in cast(Iterable[object], given[each.given.name])]
                counts[each.given.name] = len(values)
                filled += values
            else:
                filled.append(each.adapted(given[each.name]) if isinstance(each, Given) else each)
        return _SEVERAL.sub(lambda found: ", ".join(["%s"] * counts[found[1]]) or "NULL", made.sql), filled

    @cached_property
    def _made(self) -> _Made | None:
        compiler = self._compiler(self._query.clone())  # a query is changed by what puts it together
        try:
            sql, params = compiler.as_sql()
        except EmptyResultSet:
            return None
        to_record = _to_record(compiler) if self._of_records else None
        return _Made(sql, tuple(params), [each[0] for each in compiler.select], to_record)

    @staticmethod
    def _compiler(query: Query) -> SQLCompiler:
        compiler: SQLCompiler = query.get_compiler(connection=connection)
        return compiler


def _to_record(compiler: SQLCompiler) -> Callable[[Row], Any]:
    told = compiler.klass_info
    first, last = told["select_fields"][0], told["select_fields"][-1] + 1
    names = [column[0].target.attname for column in compiler.select[first:last]]
    populators: Any = get_related_populators  # the stubs are of a newer framework, in which it takes more
    beside = populators(told, compiler.select, connection.alias)

    def to_record(row: Row) -> Any:
        record = told["model"].from_db(connection.alias, names, row[first:last])
        for each in beside:
            each.populate(row, record)
        return record

    return to_record


def record_of(model: type[M], values: Mapping[str, object]) -> M:
    """A record of which only these columns were read, as the ORM makes it; the rest is read where it is asked for."""
    names = [field.attname for field in model._meta.concrete_fields if field.attname in values]
    return model.from_db(connection.alias, names, [values[name] for name in names])
