"""The packs that ship, and what loading and checking say of packs that are wrong."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from overwinter.frameworks.domain.checking import check_packs
from overwinter.frameworks.domain.loading import PackError, load_pack_folder
from overwinter.frameworks.domain.pack import Pack
from overwinter.frameworks.packs import (
    as_catalogue,
    find_catalogue_dir,
    list_pack_ids,
    load_crosswalks,
    load_pack,
)
from overwinter.frameworks.thresholds import load_thresholds
from overwinter.kernel.threshold import limits_on
from tests.support.shared import shared

RUN = 8
"""Words in a row that two texts may not share: shorter runs are names and set phrases of the trade."""


def test_the_packs_that_ship_have_no_problem() -> None:
    assert check_packs(find_catalogue_dir()) == []
    assert list_pack_ids() == ["asc-winter-letter-2025-26", "asc-winter-plan-2020-21"]


def test_the_national_plan_has_every_permanent_id_in_order_with_its_links() -> None:
    official = json.loads(shared("framework", "asc-winter-plan-2020-21.json").read_text())
    pack = load_pack("asc-winter-plan-2020-21")
    known = {entry["id"] for entry in official}
    names = {section.id: section.name for theme in pack.themes for section in theme.sections}
    assert [(item.id, item.audience.value, list(item.related)) for item in pack.requirements] == [
        (entry["id"], entry["audience"], [id for id in entry.get("related", []) if id in known]) for entry in official
    ]
    assert [names[item.section] for item in pack.requirements] == [entry["section"] for entry in official]


def test_no_official_wording_ships() -> None:
    texts = [path.read_text(errors="replace") for path in sorted(shared("seeds").glob("*.txt"))]
    for path in sorted(shared("intake").glob("*/*.expected.json")):
        texts += [row["requirement"] or "" for row in json.loads(path.read_text())["rows"]]
    printed = {run for text in texts for run in _runs(text)}
    assert printed
    ours = [
        (item.id, text)
        for id in list_pack_ids()
        for item in load_pack(id).requirements
        for text in (item.title, item.summary)
    ]
    assert [(id, " ".join(run)) for id, text in ours for run in _runs(text) if run in printed] == []


def _runs(text: str) -> list[tuple[str, ...]]:
    words = re.findall(r"[^\W_]+", text.casefold().replace("'", "").replace("’", ""))
    return [tuple(words[n : n + RUN]) for n in range(len(words) - RUN + 1)]


def test_easements_ended_with_the_law() -> None:
    ended = {item.id: item.effective_until for item in load_pack().requirements if item.effective_until}
    assert {str(day) for id, day in ended.items() if id.startswith("easements.")} == {"2021-07-16"}
    assert sum(id.startswith("easements.") for id in ended) == 6


def test_the_crosswalk_joins_the_two_packs() -> None:
    (walk,) = load_crosswalks()
    assert (walk.earlier_pack, walk.later_pack) == ("asc-winter-plan-2020-21", "asc-winter-letter-2025-26")
    assert len(walk.links) >= 25


def test_a_pack_becomes_a_catalogue_with_headings_and_abbreviations() -> None:
    catalogue = as_catalogue(load_pack(), limits=limits_on(date.max, load_thresholds()))
    entry = next(entry for entry in catalogue.entries if entry.id == "staff-movement.capacity-tracker")
    assert (entry.section, entry.number) == ("Managing staff movement", "1.8")
    assert dict(catalogue.abbreviations)["LRF"] == ("local resilience forum", "local resilience forums", "LRFs")


def test_packs_load_without_django() -> None:
    program = "import sys, overwinter.frameworks.packs as p; p.load_pack(); sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_an_unknown_pack_is_refused_with_those_there_are() -> None:
    with pytest.raises(PackError, match="no-such: no pack has this id; there are asc-winter-letter"):
        load_pack("no-such")


def test_a_good_pack_has_no_problem(catalogue: Path) -> None:
    assert check_packs(catalogue) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('audience = "la"', 'audience = "parish"', "'parish' is not one of 'la', 'nhs'"),
        ('section = "ppe"\naudience = "la"', 'section = "flu"\naudience = "la"', "'flu' is no section of theme 'one'"),
        ('title = "Supply equipment"', 'titel = "Supply equipment"', "'title' is missing"),
        ('number = "1.1"', 'number = "1.1"\ncolour = "red"', "'colour' is no field of a pack"),
        ("effective_until = 2021-03-31", 'effective_until = "March"', "must be a date such as 2020-09-18"),
        ('terms = ["masks", "gloves", "supply", "stock"]', 'terms = ["masks"]', "it has 1 key terms; give four to six"),
        ('related = ["ppe.supply"]', 'related = ["leics.local"]', "'leics.local', which is no requirement"),
        ("effective_until = 2021-03-31", "effective_until = 2019-03-31", "it ends before it begins"),
        ('id = "ppe.shortage"', 'id = "ppe.supply"', "'ppe.supply' stands 2 times"),
        ('number = "1.2"', 'number = "1.1"', "the number 1.1 stands 2 times"),
        ('title = "Supply equipment"', 'title = " "', "it has no title"),
        ('id = "ppe.supply"', 'id = "PPE supply"', "its id must be small letters"),
        ("to providers.", "to them. It does. It will. It did.", "write one to three sentences"),
        ("[[requirement]]", "[[requirement]", "not valid TOML"),
    ],
)
def test_each_fault_is_named_with_its_place(catalogue: Path, old: str, new: str, message: str) -> None:
    path = catalogue / "frameworks" / "small-plan" / "one.toml"
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new, 1))
    problems = [str(problem) for problem in check_packs(catalogue)]
    assert any(message in problem and "small-plan" in problem for problem in problems), problems


def test_all_faults_of_a_file_are_named_at_once(catalogue: Path) -> None:
    path = catalogue / "frameworks" / "small-plan" / "one.toml"
    path.write_text(path.read_text().replace("audience =", "audiance =") + 'colour = "red"\n')
    assert [str(problem) for problem in check_packs(catalogue)] == [
        "small-plan/one.toml, requirement ppe.supply: 'audience' is missing",
        "small-plan/one.toml, requirement ppe.shortage: 'audience' is missing",
    ]
    with pytest.raises(
        PackError, match=r"'audience' is missing \(and 1 more; overwinter framework check lists them\)$"
    ):
        load_pack_folder(path.parent)


def test_a_folder_and_its_id_must_agree(catalogue: Path) -> None:
    (catalogue / "frameworks" / "small-plan").rename(catalogue / "frameworks" / "other-plan")
    assert [str(problem) for problem in check_packs(catalogue)] == [
        "other-plan: its pack.toml gives the id 'small-plan'; folder and id must agree"
    ]


def test_a_crosswalk_to_nowhere_is_named(catalogue: Path) -> None:
    (catalogue / "crosswalks").mkdir()
    (catalogue / "crosswalks" / "walk.toml").write_text(
        'from = "small-plan"\nto = "no-plan"\nreviewed = 2026-01-31\n'
        '[[link]]\nfrom = "ppe.gone"\nto = "x"\nrelation = "same"\n'
    )
    assert [str(problem) for problem in check_packs(catalogue)] == [
        "walk.toml: there is no pack 'no-plan'",
        "walk.toml: 'ppe.gone' is no requirement of small-plan",
    ]


def test_an_empty_folder_is_no_catalogue(tmp_path: Path) -> None:
    assert "there is no pack here" in str(check_packs(tmp_path)[0])


def test_the_digest_tells_a_change(small_pack: Pack, edited: Callable[[str, str], Pack]) -> None:
    assert edited("run short of equipment", "run low").digest != small_pack.digest


def test_loading_names_a_missing_theme_file(catalogue: Path) -> None:
    (catalogue / "frameworks" / "small-plan" / "one.toml").unlink()
    with pytest.raises(PackError, match=r"one\.toml: there is no such file"):
        load_pack_folder(catalogue / "frameworks" / "small-plan")
