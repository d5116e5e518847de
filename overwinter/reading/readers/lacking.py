"""Libraries loaded without what they can do without, or until they ask for it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.abc import MetaPathFinder
from importlib.util import LazyLoader, find_spec, module_from_spec
from types import ModuleType

_METADATA = "importlib.metadata"


class _Lacking(MetaPathFinder):
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


def defer(*names: str) -> None:
    """Let the modules ``names`` be loaded only when something in them is asked for."""
    for name in names:
        spec = find_spec(name) if name not in sys.modules else None
        if spec is not None and spec.loader is not None:
            spec.loader = LazyLoader(spec.loader)
            module = sys.modules[name] = module_from_spec(spec)
            spec.loader.exec_module(module)
