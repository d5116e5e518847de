"""Dataclasses for what is loaded each time a file is read: the same as the standard library's, made in a fifth of its
time.

To whoever writes, to type checkers and to ``dataclasses.replace``, ``fields`` and ``asdict`` they are dataclasses.
``making.py`` makes them; what it leaves out of those of the standard library, it refuses.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import KW_ONLY, asdict, dataclass, field, fields, is_dataclass, replace
else:
    from overwinter.kernel.records.making import KW_ONLY, asdict, dataclass, field, fields, is_dataclass, replace

__all__ = ["KW_ONLY", "asdict", "dataclass", "field", "fields", "is_dataclass", "replace"]
