"""How the dataclasses of this package are made.

The standard library writes up to seven methods of a class as text and compiles each: nearly a millisecond, for each of
some ninety classes before a file is read. Here ``__init__`` alone is compiled; the others take the values by the names
of the fields. The standard library is loaded when it is asked for the fields of one, and not before.
"""

from collections.abc import Callable, Sequence
from operator import attrgetter, eq, ge, gt, le, lt
from types import CodeType, FunctionType
from typing import Any, ClassVar, NoReturn, get_origin

Values = Callable[[Any], tuple[Any, ...]]
_MISSING: Any = object()
_OWN = "__record_fields__"
"""Where a class made here keeps its fields."""


class KW_ONLY:
    """Written as the type of ``_``: the fields after it are given by name."""


class Field:
    """A field of a class, as ``field()`` was told of it."""

    __slots__ = ("by_name", "compare", "default", "init", "kind", "make", "name", "repr")

    def __init__(self, default: Any, make: Any, init: bool, repr: bool, compare: bool) -> None:
        self.default, self.make = default, make
        self.init, self.repr, self.compare = init, repr, compare
        self.name, self.kind, self.by_name = "", Any, False


def field(
    *,
    default: Any = _MISSING,
    default_factory: Any = _MISSING,
    init: bool = True,
    repr: bool = True,
    compare: bool = True,
) -> Field:
    return Field(default, default_factory, init, repr, compare)


def is_dataclass(kind: Any) -> bool:
    return _OWN in vars(kind) or hasattr(kind, _Standard.NAMES[0])


def fields(record: Any) -> Sequence[Any]:
    """The fields of a dataclass or of one of its instances, in order."""
    kind = record if isinstance(record, type) else type(record)
    own: Sequence[Field] | None = vars(kind).get(_OWN)
    if own is not None:
        return own
    import dataclasses

    return dataclasses.fields(record)


def replace(record: Any, /, **changes: Any) -> Any:
    """Another of the same class, with some of the fields changed."""
    kind = type(record)
    if _OWN in vars(kind):
        names, values = kind.__record_given__
        return kind(**{**dict(zip(names, values(record), strict=True)), **changes})
    import dataclasses

    return dataclasses.replace(record, **changes)


def asdict(record: Any) -> dict[str, Any]:
    import dataclasses

    return dataclasses.asdict(record)


def dataclass(kind: Any = None, /, *, frozen: bool = False, slots: bool = False, order: bool = False) -> Any:
    if kind is None:
        return lambda kind: _made(kind, frozen, slots, order)
    return _made(kind, frozen, slots, order)


def _made(kind: Any, frozen: bool, slots: bool, order: bool) -> Any:
    own, inherited = _own_fields(kind), dict[str, Field]()
    for base in kind.__mro__[-1:0:-1]:
        inherited |= {each.name: each for each in vars(base).get(_OWN, ())}
    every = tuple((inherited | own).values())
    if slots:
        kind = _with_slots(kind, tuple(name for name in own if name not in inherited))
    given = tuple(each.name for each in every if each.init)
    compared = _values(tuple(each.name for each in every if each.compare))
    methods: dict[str, Any] = {
        "__record_fields__": every,
        "__record_given__": (given, _values(given)),
        **{name: _Standard(kind, name, frozen) for name in _Standard.NAMES},
        "__match_args__": tuple(each.name for each in every if each.init and not each.by_name),
        "__init__": _init(kind, every, frozen, slots),
    }
    written = vars(kind)
    if "__repr__" not in written:
        methods["__repr__"] = _repr(tuple(each.name for each in every if each.repr))
    if "__eq__" not in written:
        methods["__eq__"] = _compared(eq, compared)
    if written.get("__hash__") is None:
        methods["__hash__"] = (lambda self: hash(compared(self))) if frozen else None
    if order:
        ordered = {"__lt__": lt, "__le__": le, "__gt__": gt, "__ge__": ge}
        methods |= {name: _compared(by, compared) for name, by in ordered.items()}
    if frozen:
        methods |= {"__setattr__": _set, "__delattr__": _delete}
    if frozen and slots:
        methods |= {"__getstate__": _state, "__setstate__": _take_state}
    for name, each in methods.items():
        setattr(kind, name, each)
    return kind


def _own_fields(kind: Any) -> dict[str, Field]:
    found, by_name = dict[str, Field](), False
    written = vars(kind)
    for name, told in written.get("__annotations__", {}).items():
        if told is KW_ONLY:
            by_name = True
        elif get_origin(told) is not ClassVar:
            default = written.get(name, _MISSING)
            each = found[name] = default if isinstance(default, Field) else field(default=default)
            each.name, each.kind, each.by_name = name, told, by_name
            if each is default and each.default is not _MISSING:
                setattr(kind, name, each.default)
            elif each is default:
                delattr(kind, name)
    return found


def _with_slots(kind: Any, own: tuple[str, ...]) -> Any:
    """The class again, with a slot for each of its own fields: a class cannot be given slots afterwards."""
    written = {name: each for name, each in vars(kind).items() if name not in own}
    written["__slots__"] = own
    for name in ("__dict__", "__weakref__"):
        written.pop(name, None)
    again = type(kind)(kind.__name__, kind.__bases__, written)
    again.__qualname__ = kind.__qualname__
    return again


def _values(names: tuple[str, ...]) -> Values:
    """What takes the values of these fields, as a tuple however many there are."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda record: tuple([getattr(record, name) for name in names])


def _init(kind: Any, every: Sequence[Field], frozen: bool, slots: bool) -> Any:
    known: dict[str, Any] = {"_missing": _MISSING}
    positional, by_name, defaults = ["self"], ["*"], dict[str, Any]()
    does = ["_held = self.__dict__"] if frozen and not slots else []
    for each in every:
        name, value = each.name, each.name
        if each.make is not _MISSING:
            known[f"_make_{name}"], defaults[name] = each.make, _MISSING
            value = f"_make_{name}() if {name} is _missing else {name}" if each.init else f"_make_{name}()"
        elif each.default is not _MISSING:
            defaults[name] = each.default
        if each.init:
            (by_name if each.by_name else positional).append(name)
        elif value == name:
            continue  # set by the class itself
        if frozen and slots:
            known[f"_set_{name}"] = getattr(kind, name).__set__
            does.append(f"_set_{name}(self, {value})")
        else:
            does.append(f"_held[{name!r}] = {value}" if frozen else f"self.{name} = {value}")
    if hasattr(kind, "__post_init__"):
        does.append("self.__post_init__()")
    takes = ", ".join(positional + (by_name if len(by_name) > 1 else []))
    body = "\n ".join(does or ["pass"])
    compiled = compile(f"def __init__({takes}):\n {body}", __file__, "exec").co_consts
    code = next(each for each in compiled if isinstance(each, CodeType))
    init = FunctionType(code, known, "__init__", tuple(defaults[name] for name in positional if name in defaults))
    init.__qualname__ = f"{kind.__qualname__}.__init__"
    init.__kwdefaults__ = {name: defaults[name] for name in by_name if name in defaults}
    return init


def _repr(names: tuple[str, ...]) -> Any:
    values = _values(names)

    def told(self: Any) -> str:
        held = ", ".join([f"{name}={value!r}" for name, value in zip(names, values(self), strict=True)])
        return f"{type(self).__qualname__}({held})"

    return told


def _compared(ordered: Callable[[Any, Any], Any], values: Values) -> Any:
    def compare(self: Any, other: Any) -> Any:
        return ordered(values(self), values(other)) if type(other) is type(self) else NotImplemented

    return compare


def _set(_self: Any, name: str, _value: Any) -> NoReturn:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _delete(_self: Any, name: str) -> NoReturn:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, each.name) for each in type(self).__record_fields__]


def _take_state(self: Any, state: Sequence[Any]) -> None:
    for each, value in zip(type(self).__record_fields__, state, strict=True):
        object.__setattr__(self, each.name, value)


class _Standard:
    """What the standard library notes on its own dataclasses, and looks for: made when it is looked for."""

    NAMES = ("__dataclass_fields__", "__dataclass_params__")

    def __init__(self, kind: Any, name: str, frozen: bool) -> None:
        self._kind, self._name, self._frozen = kind, name, frozen

    def __get__(self, _record: Any, _owner: Any) -> Any:
        import dataclasses

        told = []
        for each in self._kind.__record_fields__:
            held = dataclasses.field(init=each.init, repr=each.repr, compare=each.compare, kw_only=each.by_name)
            held.default = dataclasses.MISSING if each.default is _MISSING else each.default
            held.default_factory = dataclasses.MISSING if each.make is _MISSING else each.make
            told.append((each.name, each.kind, held))
        standard = dataclasses.make_dataclass(self._kind.__name__, told, frozen=self._frozen)
        for name in self.NAMES:
            setattr(self._kind, name, getattr(standard, name))
        return getattr(standard, self._name)
