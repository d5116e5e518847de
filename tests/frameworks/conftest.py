"""Two invented councils and a small invented pack on disk."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from overwinter.accounts.api import User
from overwinter.frameworks import api
from overwinter.frameworks.domain.facts import FrameworkFact
from overwinter.frameworks.domain.loading import load_pack_folder
from overwinter.frameworks.domain.pack import Pack
from overwinter.organisations import api as organisations
from overwinter.organisations.api import Council, Grant, Viewer

HEAD = """
id = "small-plan"
title = "A small plan"
winter = "2020-21"
publisher = "A department"
source = "https://example.org/plan"
published = 2020-09-18
reviewed = 2026-01-31
effective_from = 2020-09-18

[[theme]]
id = "one"
name = "Keeping people safe"
short = "Safe"
file = "one.toml"
  [[theme.section]]
  id = "ppe"
  name = "Protective equipment"
  short = "PPE"
"""
BODY = """
[[requirement]]
id = "ppe.supply"
number = "1.1"
section = "ppe"
audience = "la"
title = "Supply equipment"
summary = "The council supplies protective equipment to providers."
terms = ["masks", "gloves", "supply", "stock"]

[[requirement]]
id = "ppe.shortage"
number = "1.2"
section = "ppe"
audience = "provider"
title = "Report a shortage"
summary = "Providers report when they run short of equipment."
terms = ["shortage", "report", "run short", "escalate"]
related = ["ppe.supply"]
effective_until = 2021-03-31
"""


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    folder = tmp_path / "frameworks" / "small-plan"
    folder.mkdir(parents=True)
    (folder / "pack.toml").write_text(HEAD)
    (folder / "one.toml").write_text(BODY)
    (tmp_path / "vocabulary").mkdir()
    (tmp_path / "vocabulary" / "abbreviations.toml").write_text(
        'reviewed = 2026-01-31\n[abbreviations]\nPPE = ["protective equipment"]\n'
    )
    (tmp_path / "vocabulary" / "other-services.toml").write_text(
        'reviewed = 2026-01-31\n[other_services]\nhighways = ["road"]\n'
    )
    (tmp_path / "vocabulary" / "plain-words.toml").write_text(
        'reviewed = 2026-01-31\n[plain_words]\ntime = ["weekly"]\n'
    )
    return tmp_path


@pytest.fixture
def edited(catalogue: Path) -> Callable[[str, str], Pack]:
    """The small pack with one text of its theme file replaced by another; the change must be there to be made."""

    def edit(old: str, new: str) -> Pack:
        path = catalogue / "frameworks" / "small-plan" / "one.toml"
        assert old in path.read_text()
        path.write_text(path.read_text().replace(old, new))
        return load_pack_folder(path.parent)

    return edit


@pytest.fixture
def small_pack(catalogue: Path) -> Pack:
    return load_pack_folder(catalogue / "frameworks" / "small-plan")


@dataclass
class Installation:
    framework: FrameworkFact
    northmere: Council
    southmere: Council

    def person(self, council: Council, kind: Grant) -> tuple[User, Viewer]:
        user = User.objects.create_user(
            f"{kind}@{council.code}.example", "a long password for tests", name=f"Robin of {council.name}"
        )
        organisations.give_grant(user=user, council=council, kind=kind, by=None)
        return user, organisations.get_viewer(user)


@pytest.fixture
def installation(db: None, small_pack: Pack) -> Installation:
    api.sync_pack(pack=small_pack, by=None)
    framework = api.find_framework("small-plan")
    assert framework is not None
    north = organisations.add_council(code="northmere", name="Northmere", by=None)
    south = organisations.add_council(code="southmere", name="Southmere", by=None)
    return Installation(framework, north, south)
