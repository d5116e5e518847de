"""Plans set in narrow columns and printed as a scan reads them: nothing of their words is known in advance."""

import json

import pytest

from overwinter.kernel.winter import Winter
from overwinter.reading.layout import understand
from overwinter.reading.readers.text import document_of
from overwinter.reading.result import Reading
from tests.reading.corpus.answers import invented
from tests.reading.corpus.marking import scorer
from tests.reading.corpus.scanned import answers_of_a_scan, scan
from tests.reading.plain_text import lost_words
from tests.support.shared import shared

PLAN = answers_of_a_scan(invented("reworded-by-section"))


def read(text: str) -> Reading:
    document = document_of(text, name="scan.txt", sha256="0")
    return understand(document, winter=Winter(2020), framework="asc-winter-plan-2020-21")


@pytest.mark.parametrize("seed", [0, 3])
def test_rows_are_found_and_no_word_of_a_scan_is_lost(seed: int) -> None:
    text, wanted = scan(PLAN, seed)

    reading = read(text)

    assert abs(len(reading.rows) - len(wanted["rows"])) <= 1
    assert not lost_words(text, reading)


@pytest.mark.parametrize("seed", [0, 3])
def test_columns_are_put_back_and_doubtful_cells_hold_a_good_part_of_the_faults(seed: int) -> None:
    score = scorer(shared("tools", "score_intake.py"))
    text, wanted = scan(PLAN, seed)

    reading = read(text)

    result, _ = score.score(wanted, json.loads(json.dumps(reading.as_dict(), default=str)), text)
    assert result["rows"]["recall"] >= 0.98
    assert result["source"]["invented"] == 0
    fields = result["fields"]
    assert min(fields["requirement"], fields["responses"]) >= 0.9
    assert min(fields["lead"], fields["fully_met"], fields["by_when_date"], fields["gap_actions"]) >= 0.93
