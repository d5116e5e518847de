"""The installation's profiles reach the catalogue that documents are read against; a wrong one stops the start."""

from datetime import date
from pathlib import Path

import pytest
from django.test import override_settings

from overwinter.frameworks.api import DEFAULT_PACK, catalogue_for
from overwinter.frameworks.apps import check_profiles


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    text = 'name = "Ours"\n[recognise]\nheadings = ["Alpha"]\n[columns]\nresponses = ["Alpha"]\n'
    (tmp_path / "ours.toml").write_text(text)
    return tmp_path


@pytest.mark.django_db
def test_documents_are_read_against_the_installations_profiles(folder: Path) -> None:
    assert catalogue_for(DEFAULT_PACK, on=date(2020, 11, 1)).profiles == ()
    with override_settings(PROFILES_DIR=str(folder)):
        [profile] = catalogue_for(DEFAULT_PACK, on=date(2020, 11, 1)).profiles
    assert (profile.name, profile.file, profile.recognise) == ("Ours", "ours.toml", ("Alpha",))


def test_a_profile_that_is_wrong_is_told_at_the_start(folder: Path) -> None:
    with override_settings(PROFILES_DIR=str(folder)):
        assert check_profiles() == []
    (folder / "wrong").mkdir()
    (folder / "wrong" / "own.toml").write_text('nane = "Ours"')
    with override_settings(PROFILES_DIR=str(folder / "wrong")):
        [problem] = check_profiles()
    assert str(problem.msg).startswith("own.toml: 'nane' means nothing here")
    assert "OVERWINTER_PROFILES" in str(problem.hint)
