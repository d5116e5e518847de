"""What operations offer to programs, and with it every scope there is."""

from overwinter.exchange.domain.scopes import AnyScope, ReadScope, Scope
from overwinter.operations.api import Records, list_operations


def list_records() -> tuple[Records, ...]:
    return tuple(records for operation in list_operations() for records in operation.records)


def scope_of(records: Records) -> ReadScope:
    return ReadScope(f"{records.scope}:read", records.allows)


def list_scopes() -> tuple[AnyScope, ...]:
    """Each once: lists that share a scope tell it alike."""
    return (*Scope, *{scope.value: scope for scope in map(scope_of, list_records())}.values())
