"""Dataclasses made quickly are the dataclasses of the standard library in all that anybody may see of them."""

import copy
import dataclasses
from typing import Any

import pytest

from overwinter.kernel.records import making

OPTIONS: tuple[dict[str, bool], ...] = (
    {},
    {"slots": True},
    {"frozen": True},
    {"frozen": True, "slots": True},
    {"frozen": True, "slots": True, "order": True},
)


def _made(library: Any, options: dict[str, bool]) -> Any:
    def after(self: Any) -> None:
        object.__setattr__(self, "after", self.number + 1)

    kinds = {"ref": str, "lead": str | None, "notes": list, "told": float, "_": library.KW_ONLY, "number": int}
    written = {
        "__annotations__": {**kinds, "held": int, "after": int},
        "__doc__": "A row.",
        "__post_init__": after,
        "lead": None,
        "notes": library.field(default_factory=list, compare=False),
        "told": library.field(default=1.0, repr=False),
        "held": 4,
        "after": library.field(init=False, compare=False),
    }
    return library.dataclass(**options)(type("Row", (), written))


def _seen(row: Any) -> list[object]:
    """What can be seen of a class and of what it makes."""

    def tried(does: Any) -> object:
        try:
            return does()
        except (TypeError, AttributeError, ValueError) as error:
            return type(error).__name__, str(error).replace(f"{row.__name__}.", "")

    one, same, other = row("1.1", number=2), row("1.1", None, ["x"], number=2), row("1.2", number=2, held=5)
    return [
        repr(one), one == same, one != other, one == "1.1", row.__match_args__, row.__doc__, hasattr(one, "__dict__"),
        [each.name for each in dataclasses.fields(row)], dataclasses.is_dataclass(row), dataclasses.asdict(other),
        dataclasses.replace(one, lead="A director").lead, copy.deepcopy(other) == other,
        tried(lambda: hash(one) == hash(("1.1", None, 1.0, 2, 4))), tried(lambda: [one < other, one >= other]),
        tried(lambda: setattr(one, "lead", "x")), tried(lambda: delattr(same, "lead")), tried(lambda: row("1.1")),
        tried(lambda: dataclasses.replace(one, after=3)),
    ]  # fmt: skip


@pytest.mark.parametrize("options", OPTIONS)
def test_what_can_be_seen_is_the_same(options: dict[str, bool]) -> None:
    assert _seen(_made(making, options)) == _seen(_made(dataclasses, options))


@making.dataclass(frozen=True, slots=True)
class _Kept:
    place: tuple[int, ...]


@making.dataclass(frozen=True, slots=True)
class _Named(_Kept):
    name: str = ""


def test_fields_are_inherited_replaced_and_copied() -> None:
    named = making.replace(_Named((1, 2)), name="x")
    assert [each.name for each in making.fields(named)] == ["place", "name"]
    assert copy.copy(named) == named != _Named((1, 2))
    assert hash(_Kept((1,))) == hash(((1,),))


def test_those_of_the_standard_library_are_taken_too() -> None:
    @dataclasses.dataclass
    class Row:
        ref: str

    assert making.is_dataclass(Row) and [each.name for each in making.fields(Row)] == ["ref"]
    assert making.replace(Row("1"), ref="2") == Row("2") and making.asdict(Row("1")) == {"ref": "1"}
    assert not making.is_dataclass(str)
