"""What bringing a part of the catalogue into the database changed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Synced:
    """``what`` was brought in, for the line a person reads: "measures: 2 added, 1 withdrawn"."""

    what: str
    added: int = 0
    changed: int = 0
    withdrawn: int = 0
    restored: int = 0

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.changed or self.withdrawn or self.restored)

    def __str__(self) -> str:
        counts = (
            (self.added, "added"), (self.changed, "changed"), (self.withdrawn, "withdrawn"), (self.restored, "restored")
        )  # fmt: skip
        said = ", ".join(f"{count} {word}" for count, word in counts if count)
        return f"{self.what}: {said or 'nothing to change'}"
