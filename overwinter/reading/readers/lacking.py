"""Libraries loaded without what they can do without, or until they ask for it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

_METADATA = "importlib.metadata"


class _Lacking:
    def __init__(self, names: tuple[str, ...]) -> None:
        self._names = names

    def find_spec(self, fullname: str, _path: object, _target: object = None) -> None:
        """Nothing; told as what is not installed where it is one of the names."""
        if fullname in self._names:
            raise ModuleNotFoundError(f"{fullname} is not used here", name=fullname)


@contextmanager
def lacking(*names: str) -> Iterator[None]:
    """What is loaded inside finds none of the modules ``names``, as if they were not installed.

    Some libraries load large ones for uses that no reader has. One that is loaded already stays as it is.
    """
    finder = _Lacking(names)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)


@contextmanager
def unversioned() -> Iterator[None]:
    """What is loaded inside cannot look up which version of it is installed, as if it were not.

    Some libraries do so for nothing else than to tell, and it takes as long as to read a page.
    """
    if _METADATA in sys.modules:
        yield
        return
    stand_in = sys.modules[_METADATA] = ModuleType(_METADATA)
    vars(stand_in).update(PackageNotFoundError=ModuleNotFoundError, version=_version)
    try:
        yield
    finally:
        del sys.modules[_METADATA]


def _version(name: str) -> str:
    raise ModuleNotFoundError(f"which version of {name} is installed is not looked up", name=name)


@contextmanager
def deferred(*names: str) -> Iterator[None]:
    """What is loaded inside gets stand-ins for the modules ``names``: one is loaded when something in it is used."""
    stand_ins = {name: _stand_in(name) for name in names if name not in sys.modules}
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name in stand_ins:
            del sys.modules[name]


def _stand_in(name: str) -> ModuleType:
    def later(attribute: str) -> "_Later":
        if attribute.startswith("__"):
            raise AttributeError(attribute)
        return _Later(name, attribute)

    module = ModuleType(name)
    vars(module)["__getattr__"] = later
    return module


class _Later:
    """A thing of a module that is not loaded yet."""

    def __init__(self, module: str, name: str) -> None:
        self._module, self._name = module, name

    def __getattr__(self, name: str) -> Any:
        return getattr(getattr(import_module(self._module), self._name), name)

    def __call__(self, *given: Any, **named: Any) -> Any:
        return getattr(import_module(self._module), self._name)(*given, **named)
