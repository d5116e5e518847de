"""How much one reading may take. Loads next to nothing: the process that reads is started with it, before all else."""

from typing import NamedTuple

SECONDS = 200
MEMORY_MB = 3_000


class Limits(NamedTuple):
    seconds: int = SECONDS
    memory_mb: int = MEMORY_MB
    """Address space."""
