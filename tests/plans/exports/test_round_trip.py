"""What is taken out and read in again is the same plan."""

from datetime import date
from pathlib import Path

import pytest

from overwinter.kernel.status import FullyMet, Rag
from overwinter.kernel.winter import Winter
from overwinter.plans.domain.sheet import SheetRow
from overwinter.plans.exports import wording, write
from overwinter.reading.layout import understand
from overwinter.reading.readers import read_document
from overwinter.reading.result import Reading, RowRead
from tests.plans.exports.sheets import row, rows, sheet


def read_again(tmp_path: Path, format: str) -> Reading:
    path = tmp_path / f"plan.{format}"
    write(sheet(), format, path)
    return understand(read_document(path), winter=Winter(2020), framework="asc-winter-plan-2020-21")


def said(read: RowRead) -> dict[str, object]:
    return {
        "ref": read.ref or "",
        "requirement": read.requirement,
        "response": "\n".join(response.text for response in read.responses),
        "rag": read.rag or Rag.UNKNOWN,
        "fully_met": read.fully_met or FullyMet.UNKNOWN,
        "lead": read.lead or "",
        "date": read.by_when_date,
        "theme": read.theme,
    }


def meant(answer: SheetRow) -> dict[str, object]:
    return {
        "ref": answer.number,
        "requirement": answer.requirement,
        "response": answer.response,
        "rag": answer.rag,
        "fully_met": answer.fully_met,
        "lead": answer.lead,
        "date": answer.by_when_date,
        "theme": answer.theme or wording.LOCAL_THEME,
    }


@pytest.mark.parametrize("format", ["xlsx", "docx", "csv"])
def test_every_row_comes_back_with_every_field(tmp_path: Path, format: str) -> None:
    reading = read_again(tmp_path, format)
    assert [said(each) for each in reading.rows] == [meant(each) for each in rows()]


@pytest.mark.parametrize("format", ["xlsx", "csv"])
def test_sections_gap_actions_and_groups_come_back_from_tables_that_have_columns_for_them(
    tmp_path: Path, format: str
) -> None:
    read = read_again(tmp_path, format).rows
    assert [row.section or "" for row in read] == [row.section for row in rows()]
    assert [row.reporting_to for row in read] == ["Provider capacity cell"] * 8
    assert read[2].gap_actions == "Agree the rota with homes\nWrite to every home"
    assert dict(read[2].extra)["Details of actions"] == (
        "Head of contracts, 30 November 2020, To do\nno owner, no date, Done"
    )


def test_a_word_document_tells_the_owner_and_date_of_a_gap_action_in_brackets(tmp_path: Path) -> None:
    read = read_again(tmp_path, "docx").rows
    assert [row.section for row in read[:4]] == ["Staff movement"] * 4
    assert read[2].gap_actions == (
        "Agree the rota with homes (Head of contracts, 30 November 2020)\nWrite to every home (Done)"
    )


def test_a_theme_of_another_name_before_the_numbered_ones_is_a_theme_in_word_too(tmp_path: Path) -> None:
    first = row(1, theme="Overarching actions", section="Overarching")
    path = tmp_path / "plan.docx"
    write(sheet(first, *rows()), "docx", path)
    reading = understand(read_document(path), winter=Winter(2020), framework="asc-winter-plan-2020-21")
    assert [each.theme for each in reading.rows[:2]] == ["Overarching actions", rows()[0].theme]


def test_words_as_written_stay_unless_the_date_has_moved_since(tmp_path: Path) -> None:
    read = read_again(tmp_path, "xlsx").rows
    assert [row.by_when for row in read] == [
        "31 October 2020", "Ongoing", "4 December 2020", None, "31 October 2020", "weekly",
        "20 November 2020 (as written: 30-Oct)", "31 October 2020",
    ]  # fmt: skip
    assert read[6].by_when_date == date(2020, 11, 20)


def test_the_sheets_of_the_themes_are_known_as_the_same_rows(tmp_path: Path) -> None:
    reading = read_again(tmp_path, "xlsx")
    assert {row.place.split(",")[0] for row in reading.rows} == {"sheet 'Whole plan'"}
    assert sum("again" in warning for warning in reading.warnings) == 3
