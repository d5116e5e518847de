"""What the councils of the demo count and can show, as events with their day."""

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document as new_word_document

from overwinter.accounts.api import User
from overwinter.measures import api as measures
from overwinter.measures.api import Better, Said, Unit
from overwinter.organisations.api import Role
from overwinter.plans import api as plans
from overwinter.plans.api import EvidenceKind, Upload

Event = tuple[date, Callable[[], object]]
NO_DATA = "no data:"


class Records:
    """The records of one council. Whose they are and who enters them is asked when an event happens."""

    def __init__(self, catalogue: Path, code: str, *, today: date, fridays: Sequence[date]) -> None:
        data = tomllib.loads((catalogue / "demo" / "records.toml").read_text(encoding="utf-8")).get(code, {})
        self._readings: Mapping[str, list[str]] = data.get("readings", {})
        self._own: list[Mapping[str, Any]] = data.get("own", [])
        self._evidence: list[Mapping[str, Any]] = data.get("evidence", [])
        self._today, self._fridays = today, fridays

    def counted_by_hand(self, council_id: Callable[[], int], by: Callable[[], User]) -> Iterator[Event]:
        for code, weeks in self._readings.items():
            for friday, said in zip(self._fridays, weeks, strict=True):
                if said:
                    yield friday, _entering(council_id, partial(str, code), friday, said, by)

    def counted_of_its_own(self, council_id: Callable[[], int], by: Callable[[], User]) -> Iterator[Event]:
        """Measures that the council defined, on the first Friday with a reading, and their readings."""
        for item in self._own:
            made = dict[str, str]()
            weeks = [(friday, said) for friday, said in zip(self._fridays, item["readings"], strict=True) if said]
            yield weeks[0][0], _defining(council_id, item, made, by)
            for friday, said in weeks:
                yield friday, _entering(council_id, partial(made.__getitem__, "code"), friday, said, by)

    def counted_by_the_program(self, council_id: Callable[[], int]) -> Iterator[Event]:
        """Each Friday, and today; where the program runs it does so every day."""
        for day in sorted({*self._fridays, self._today}):
            yield day, _taking(council_id, day)

    def shown(
        self, response_ids: Mapping[str, int], roles: Mapping[str, Role], by: Callable[[], User]
    ) -> Iterator[Event]:
        for item in self._evidence:
            true_on, expires_on = (self._today + timedelta(days=item[name]) for name in ("true", "expires"))
            added = max(self._today + timedelta(days=item.get("added", item["true"])), self._fridays[1])
            yield added, _adding(item, true_on, expires_on, response_ids, roles, by)


def _defining(
    council_id: Callable[[], int], item: Mapping[str, Any], made: dict[str, str], by: Callable[[], User]
) -> Callable[[], object]:
    def define() -> None:
        said = Said(
            item["title"], Unit(item["unit"]), Better(item["better"]), item["numerator"], item["denominator"],
            item["source"],
        )  # fmt: skip
        speaks_to = [(item["framework"], key) for key in item["requirements"]]
        made["code"] = measures.define_measure(
            council_id=council_id(), said=said, speaks_to=speaks_to, by=by()
        ).code  # fmt: skip

    return define


def _entering(
    council_id: Callable[[], int], code: Callable[[], str], day: date, said: str, by: Callable[[], User]
) -> Callable[[], object]:
    if said.startswith(NO_DATA):
        numbers: tuple[Decimal | None, Decimal | None] = (None, None)
    else:
        part, _, whole = said.partition("/")
        numbers = (Decimal(part), Decimal(whole))
    note = said.removeprefix(NO_DATA).strip() if said.startswith(NO_DATA) else ""
    return lambda: measures.enter_reading(
        council_id=council_id(), code=code(), day=day, numerator=numbers[0], denominator=numbers[1], note=note, by=by()
    )


def _taking(council_id: Callable[[], int], day: date) -> Callable[[], object]:
    return lambda: measures.take_readings(council_id=council_id(), day=day, by=None)


def _adding(
    item: Mapping[str, Any], true_on: date, expires_on: date, response_ids: Mapping[str, int],
    roles: Mapping[str, Role], by: Callable[[], User],
) -> Callable[[], object]:  # fmt: skip
    def add_it() -> None:
        plans.add_evidence(
            response_id=response_ids[item["answer"]], kind=EvidenceKind(item["kind"]), title=item.get("title", ""),
            measure_code=item.get("measure", ""), url=item.get("url", ""), note=item.get("note", ""),
            upload=_word_file(item["name"], item["title"], item["text"]) if "text" in item else None,
            owner_id=roles[item["owner"]].pk, true_on=true_on, expires_on=expires_on, by=by(),
        )  # fmt: skip

    return add_it


def _word_file(name: str, title: str, lines: Sequence[str]) -> Upload:
    word = new_word_document()
    word.add_heading(title, level=0)
    word.add_paragraph("Invented for the demo; nothing here is real.")
    for line in lines:
        word.add_paragraph(line)
    out = BytesIO()
    word.save(out)
    return Upload(name, out.tell(), BytesIO(out.getvalue()))
