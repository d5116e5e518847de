"""Libraries loaded without what they can do without."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.abc import MetaPathFinder


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
