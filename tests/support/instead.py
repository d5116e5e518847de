"""A process that reads, with a program in place of the library that opens workbooks."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

Instead = Callable[[str], Path]


@pytest.fixture
def instead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Instead:
    """Given the lines to run when a workbook is opened: a workbook whose reading will run them."""

    def place(lines: str) -> Path:
        code = "".join(f"    {line}\n" for line in lines.splitlines())
        patch = tmp_path / "patch"
        patch.mkdir()
        (patch / "sitecustomize.py").write_text(
            f"import os, signal, subprocess, sys, time\nimport openpyxl\n\ndef instead(*_args, **_options):\n{code}\n"
            "openpyxl.load_workbook = instead\n"
        )
        monkeypatch.setenv("PYTHONPATH", str(patch))
        path = tmp_path / "plan.xlsx"
        book = Workbook()
        book.worksheets[0]["A1"] = "A plan"
        book.save(path)
        return path

    return place
