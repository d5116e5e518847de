"""The forms of the catalogue, without a database."""

from functools import lru_cache

from overwinter.frameworks.api import find_catalogue_dir
from overwinter.returns.domain.loading import ShippedForm, load_folder


@lru_cache(maxsize=1)
def load_forms() -> tuple[ShippedForm, ...]:
    """Read once: a change needs a new start. Raises ``FormError`` with what to mend."""
    return load_folder(find_catalogue_dir() / "forms")
