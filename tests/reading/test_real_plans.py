"""The real plans, by the measure of the contract: every row found, none invented, every field right, no word lost."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from overwinter.kernel.winter import Winter
from overwinter.reading.document import Document
from overwinter.reading.layout import understand
from overwinter.reading.readers import read_document
from overwinter.reading.result import Reading
from tests.support.shared import shared


def read(path: Path) -> tuple[Document, Reading]:
    document = read_document(path)
    return document, understand(document, winter=Winter(2020), framework="asc-winter-plan-2020-21")


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_intake", shared("tools", "score_intake.py"))
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["stockport.xlsx", "derbyshire.docx", "leicestershire-summary.pptx"])
def test_office_files_are_read_without_a_fault(name: str) -> None:
    path = shared("intake", "plans", name)
    document, reading = read(path)
    expected = json.loads(shared("intake", "plans", f"{name}.expected.json").read_text())
    result, detail = scorer().score(expected, json.loads(json.dumps(reading.as_dict())), document.text)
    assert (result["rows"]["recall"], result["rows"]["precision"]) == (1, 1)
    assert {field: share for field, share in result["fields"].items() if share < 1} == {}, detail["wrong"]
    assert result["source"]["coverage"] == 1
    assert reading.caught == 0


@pytest.mark.parametrize("name", ["oxfordshire.docx", "leicestershire.docx"])
def test_plans_without_an_expected_file_are_read_whole(name: str) -> None:
    _, reading = read(shared("intake", "plans", name))
    assert all(row.requirement and row.theme and row.lead for row in reading.rows)
    assert len(reading.rows) >= 84
    assert reading.caught == 0
    refs = [row.ref for row in reading.rows if row.ref]
    assert len(refs) == len(set(refs))
