"""The interface as people read it: every address, what it takes and answers, from the document that programs read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import slugify

from overwinter.design.table import Column, Row, Table
from overwinter.exchange.offered import list_scopes
from overwinter.exchange.problems import Kind
from overwinter.kernel.threshold import Threshold

METHODS = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True)
class Operation:
    method: str
    path: str
    summary: str
    description: str
    scope: str
    fields: tuple["FieldLine", ...]
    """What can be sent: in the address, in a header, in the body."""
    answer: str
    """The name of what is answered."""

    @property
    def anchor(self) -> str:
        return slugify(f"{self.method} {self.path}".replace("/", " "))

    @property
    def table(self) -> Table:
        return fields_table(f"What {self.method} {self.path} takes", self.fields)


@dataclass(frozen=True, slots=True)
class FieldLine:
    name: str
    where: str
    what: str
    needed: bool
    words: str


@dataclass(frozen=True)
class Shape:
    name: str
    words: str
    fields: tuple[FieldLine, ...]

    @property
    def anchor(self) -> str:
        return f"shape-{self.name.lower()}"

    @property
    def table(self) -> Table:
        columns = (Column("Field", width=4), Column("What", width=5), Column("Words", width=10))
        rows = tuple(Row((each.name, each.what, each.words)) for each in self.fields)
        return Table(self.name, columns, rows)


@dataclass(frozen=True)
class InterfacePage:
    document: Mapping[str, Any]
    rate: Threshold

    title = "The interface for services"

    @cached_property
    def groups(self) -> list[tuple[str, list[Operation]]]:
        found: dict[str, list[Operation]] = {}
        for path, methods in self.document["paths"].items():
            for method in (each for each in METHODS if each in methods):
                found.setdefault(methods[method]["tags"][0], []).append(self._operation(method, path, methods[method]))
        return list(found.items())

    def _operation(self, method: str, path: str, said: Mapping[str, Any]) -> Operation:
        ok = next(answer for status, answer in said["responses"].items() if int(status) < 300)
        return Operation(
            method.upper(), path, said["summary"], said.get("description", ""), said.get("x-scope", ""),
            tuple(self._fields(said)), self._what(ok.get("content", {}).get("application/json", {}).get("schema", {})),
        )  # fmt: skip

    def _fields(self, said: Mapping[str, Any]) -> Iterator[FieldLine]:
        for each in said["parameters"]:
            what, words = self._what(each["schema"]), each.get("description", "")
            yield FieldLine(each["name"], _PLACES[each["in"]], what, bool(each["required"]), words)
        body = said.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
        shape = self.document["components"]["schemas"].get(_name(body), body)
        for name, field in shape.get("properties", {}).items():
            needed = name in shape.get("required", ())
            yield FieldLine(name, "body", self._what(field), needed, field.get("description", ""))

    @cached_property
    def shapes(self) -> list[Shape]:
        """What is answered, but for the pages of lists and the bodies that are sent."""
        return [
            Shape(_shown(name), said.get("description", ""), tuple(self._shape_fields(said)))
            for name, said in sorted(self.document["components"]["schemas"].items())
            if name.endswith("Out") and "properties" in said
        ]

    def _shape_fields(self, said: Mapping[str, Any]) -> Iterator[FieldLine]:
        for name, field in said["properties"].items():
            yield FieldLine(name, "", self._what(field), name in said.get("required", ()), field.get("description", ""))

    @property
    def problems(self) -> Table:
        columns = (Column("Status", width=2), Column("What", width=6), Column("What to do", width=11))
        rows = tuple(
            Row((format_html('<span id="problem-{}">{}</span>', kind.code, kind.status), kind.title, kind.advice))
            for kind in Kind
        )
        return Table("Problems", columns, rows)

    @property
    def scopes(self) -> Table:
        columns = (Column("Scope", width=6), Column("What it lets a service do", width=12))
        return Table("Scopes", columns, tuple(Row((scope.value, scope.label)) for scope in list_scopes()))

    def _what(self, schema: Mapping[str, Any]) -> str:
        """The kind of a value in a few words: "text", "date or null", "list of Response"."""
        if "$ref" in schema:
            name = _name(schema)
            known = self.document["components"]["schemas"].get(name, {})
            return self._what(known) if "enum" in known else _shown(name)
        if "anyOf" in schema:
            return " or ".join(dict.fromkeys(self._what(each) for each in schema["anyOf"]))
        if "enum" in schema:
            return ", ".join(str(each) for each in schema["enum"])
        if schema.get("type") == "array":
            return f"list of {self._what(schema.get('items', {}))}"
        if schema.get("format") in _FORMATS:
            return _FORMATS[schema["format"]]
        return _TYPES.get(str(schema.get("type", "")), "any")


_PLACES = {"path": "address", "query": "query", "header": "header", "cookie": "cookie"}
_FORMATS = {"date": "date", "date-time": "date and time", "uri": "address"}
_TYPES = {"string": "text", "integer": "whole number", "number": "number", "boolean": "true or false", "null": "null",
          "object": "object"}  # fmt: skip


def fields_table(caption: str, fields: tuple[FieldLine, ...]) -> Table:
    columns = (Column("Name", width=4), Column("Where", width=2), Column("What", width=4), Column("Words", width=8))
    return Table(caption, columns, tuple(Row((_needed(each), each.where, each.what, each.words)) for each in fields))


def _needed(field: FieldLine) -> SafeString:
    marks = [(" (needed)",)] if field.needed else []
    return format_html("{}{}", field.name, format_html_join("", '<span class="ow-meta">{}</span>', marks))


def _name(schema: Mapping[str, Any]) -> str:
    return str(schema.get("$ref", "")).rpartition("/")[2]


def _shown(name: str) -> str:
    """ "ResponseOut" as "Response", "Page_ResponseOut_" as "page of Response"."""
    if name.startswith("Page_"):
        return f"page of {_shown(name.removeprefix('Page_').removesuffix('_'))}"
    return name.removesuffix("Out")
