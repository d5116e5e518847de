from io import BytesIO
from pathlib import Path

import pytest

from overwinter.infra import files
from overwinter.infra.models import StoredFile

pytestmark = pytest.mark.django_db


def test_what_is_kept_is_found_by_its_content(settings: object, tmp_path: Path) -> None:
    settings.FILES_DIR = tmp_path
    stored = files.keep(BytesIO(b"the plan"))
    assert files.path_of(stored.sha256).read_bytes() == b"the plan"
    assert stored.size == 8


def test_the_same_bytes_are_stored_once(settings: object, tmp_path: Path) -> None:
    settings.FILES_DIR = tmp_path
    assert files.keep(BytesIO(b"twice")) == files.keep(BytesIO(b"twice"))
    assert StoredFile.objects.count() == 1
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


class Broken(BytesIO):
    """A browser that goes away in the middle of its upload."""

    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell():
            raise ConnectionResetError
        return super().read(min(size or 4, 4))


def test_an_upload_that_breaks_off_leaves_nothing(settings: object, tmp_path: Path) -> None:
    settings.FILES_DIR = tmp_path
    with pytest.raises(ConnectionResetError):
        files.keep(Broken(b"half a plan"))
    assert list(tmp_path.iterdir()) == []
    assert not StoredFile.objects.exists()


def test_a_file_that_is_no_longer_what_was_kept_is_not_given_out(settings: object, tmp_path: Path) -> None:
    settings.FILES_DIR = tmp_path
    stored = files.keep(BytesIO(b"the plan"))
    with files.open_kept(stored.sha256) as stream:
        assert stream.read() == b"the plan"
    files.path_of(stored.sha256).write_bytes(b"the plam")
    with pytest.raises(files.Damaged, match="no longer what was uploaded"):
        files.open_kept(stored.sha256)
    files.path_of(stored.sha256).unlink()
    with pytest.raises(files.Damaged, match="not on the disk"):
        files.open_kept(stored.sha256)
