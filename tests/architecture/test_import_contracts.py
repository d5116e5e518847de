"""The layers hold, and each contract is seen to fail: one bad import each, put into one copy of the program."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CONTRACTS = {
    contract["id"]: contract
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
}

BAD_IMPORTS = {
    "contexts": ("overwinter/organisations/queries.py", "import overwinter.plans.api"),
    "inside": ("overwinter/organisations/models.py", "import overwinter.organisations.actions"),
    "pure": ("overwinter/kernel/winter.py", "import django.utils.timezone"),
    "engine": ("overwinter/reading/engine.py", "import django.conf"),
    "reading-steps": ("overwinter/reading/document.py", "import overwinter.reading.layout"),
    "face-accounts": ("overwinter/plans/actions/plans.py", "import overwinter.accounts.models"),
    "face-organisations": ("overwinter/plans/actions/plans.py", "import overwinter.organisations.models"),
    "face-frameworks": ("overwinter/plans/actions/plans.py", "import overwinter.frameworks.models"),
    "face-intake": ("overwinter/plans/actions/plans.py", "import overwinter.intake.models"),
    "face-measures": ("overwinter/plans/actions/plans.py", "import overwinter.measures.models"),
    "face-plans": ("overwinter/home/queries.py", "import overwinter.plans.models"),
    "face-publishing": ("overwinter/home/queries.py", "import overwinter.publishing.queries"),
    "face-exchange": ("overwinter/home/queries.py", "import overwinter.exchange.models"),
    "face-governance": ("overwinter/home/queries.py", "import overwinter.governance.models"),
    "face-assurance": ("overwinter/home/queries.py", "import overwinter.assurance.models"),
    "face-reminders": ("overwinter/plans/actions/plans.py", "import overwinter.reminders.queries"),
    "face-operations": ("overwinter/home/queries.py", "import overwinter.operations.registry"),
    "face-providers": ("overwinter/home/queries.py", "import overwinter.providers.models"),
    "face-casework": ("overwinter/home/queries.py", "import overwinter.casework.models"),
    "face-returns": ("overwinter/home/queries.py", "import overwinter.returns.models"),
    "face-market": ("overwinter/home/queries.py", "import overwinter.market.models"),
    "face-portal": ("overwinter/plans/actions/plans.py", "import overwinter.portal.queries"),
    "face-home": ("overwinter/plans/actions/plans.py", "import overwinter.home.queries"),
}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=folder,
        env={"PYTHONPATH": str(folder), "PATH": "/usr/bin:/bin", "NO_COLOR": "1", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


def copy(folder: Path) -> Path:
    shutil.copytree(ROOT / "overwinter", folder / "overwinter", ignore=shutil.ignore_patterns("__pycache__", "static"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


@pytest.fixture(scope="module")
def caught(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What is said under the name of each contract when all bad imports stand in one copy."""
    folder = copy(tmp_path_factory.mktemp("bad"))
    for name, line in BAD_IMPORTS.values():
        module = folder / name
        module.write_text(f"{module.read_text()}\n{line}\n")
    done = lint(folder)
    assert done.returncode == 1, done.stdout + done.stderr
    _, *said = re.split(r"^(.+)\n-+\n\n(?=overwinter|Illegal)", done.stdout, flags=re.MULTILINE)
    return dict(zip(said[::2], said[1::2], strict=True))


def test_every_contract_has_a_bad_import_that_it_must_catch() -> None:
    assert set(BAD_IMPORTS) == set(CONTRACTS)


def test_the_program_keeps_every_contract(tmp_path: Path) -> None:
    done = lint(copy(tmp_path))
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("contract", sorted(BAD_IMPORTS))
def test_a_bad_import_is_caught(contract: str, caught: dict[str, str]) -> None:
    """It is named itself: another's bad import may break the same contract."""
    name, line = BAD_IMPORTS[contract]
    importer = name.removesuffix(".py").replace("/", ".")
    imported = line.removeprefix("import ")
    seen = imported if imported.startswith("overwinter.") else imported.partition(".")[0]
    assert re.search(rf"{re.escape(importer)} -> {re.escape(seen)} \(", caught[CONTRACTS[contract]["name"]])


def test_every_layer_and_module_a_contract_names_exists() -> None:
    """A misspelt name in a contract goes unseen by the linter; here it does not."""
    named = {f"overwinter.{part}" for layer in CONTRACTS["contexts"]["layers"] for part in layer.split(" | ")}
    named |= set(CONTRACTS["pure"]["source_modules"]) | set(CONTRACTS["inside"]["containers"])
    named |= {f"overwinter.reading.{p}" for layer in CONTRACTS["reading-steps"]["layers"] for p in layer.split(" | ")}
    missing = [
        name
        for name in sorted(named)
        if not (path := ROOT / name.replace(".", "/")).is_dir() and not path.with_suffix(".py").is_file()
    ]
    assert missing == []


def test_no_contract_is_weakened() -> None:
    """The only imports let past are those through a context's door."""
    for contract in CONTRACTS.values():
        for ignored in contract.get("ignore_imports", []):
            assert ignored == f"overwinter.** -> {contract['protected_modules'][0].removesuffix('.**')}.api"
