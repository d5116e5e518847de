from io import BytesIO
from pathlib import Path

import pytest

from overwinter.infra import files
from overwinter.infra.models import StoredFile

pytestmark = pytest.mark.django_db


def test_what_is_kept_is_found_by_its_content(settings: object, tmp_path: Path) -> None:
    settings.FILES_DIR = tmp_path  # type: ignore[attr-defined]  # pytest-django's settings
    stored = files.keep(BytesIO(b"the plan"))
    assert files.path_of(stored.sha256).read_bytes() == b"the plan"
    assert stored.size == 8


def test_the_same_bytes_are_stored_once(settings: object, tmp_path: Path) -> None:
    settings.FILES_DIR = tmp_path  # type: ignore[attr-defined]  # pytest-django's settings
    assert files.keep(BytesIO(b"twice")) == files.keep(BytesIO(b"twice"))
    assert StoredFile.objects.count() == 1
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
