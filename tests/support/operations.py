"""Operations that stand for a while beside those of the installation."""

from collections.abc import Iterator
from contextlib import contextmanager

from overwinter.operations.api import Operation, connect_operations, list_operations


@contextmanager
def connected(*more: Operation) -> Iterator[None]:
    before = list_operations()
    connect_operations(*before, *more)
    try:
        yield
    finally:
        connect_operations(*before)
