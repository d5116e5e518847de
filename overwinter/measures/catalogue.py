"""The measures of the catalogue, without a database."""

from functools import lru_cache

from overwinter.frameworks.api import find_catalogue_dir
from overwinter.measures.domain.loading import load_folder
from overwinter.measures.domain.measure import Definition


@lru_cache(maxsize=1)
def load_definitions() -> tuple[Definition, ...]:
    """Read once: a change needs a new start. Raises ``MeasureError`` with what to mend."""
    return load_folder(find_catalogue_dir() / "measures")
