"""What ``bench.killing`` kills does nothing twice when it is begun again, and what it compares tells every row."""

from pathlib import Path
from typing import Any

from bench import providers
from overwinter.returns import api


def test_begun_again_it_changes_nothing_and_a_changed_row_is_told(db: None, tmp_path: Path, settings: Any) -> None:
    from bench import killed, provider_world
    from overwinter.returns.models import Return

    settings.FILES_DIR = tmp_path
    with providers.standing(provider_world.TODAY):
        api.sync_catalogue(by=None)
        killed.begin(24)
        killed.bring_in(tmp_path, 24, provider_world.FORMS[0])
        once = list(killed.facts())
        assert sum(line.startswith("Return ") for line in once) == 13
        killed.bring_in(tmp_path, 24, provider_world.FORMS[0])
        assert list(killed.facts()) == once
    last = Return.objects.order_by("id").last()
    assert last is not None
    Return.objects.filter(pk=last.pk).update(number=2)
    assert list(killed.facts()) != once
