"""Which operations there are, once the program has started."""

from overwinter.operations.offers import Operation

_operations: tuple[Operation, ...] = ()


def connect_operations(*operations: Operation) -> None:
    """Called once, when every context is loaded. No operation stands twice."""
    global _operations
    names = [operation.name for operation in operations]
    if twice := {name for name in names if names.count(name) > 1}:
        raise ValueError(f"connected twice: {', '.join(sorted(twice))}")
    _operations = operations


def list_operations() -> tuple[Operation, ...]:
    return _operations
