"""A council with a plan manager and a viewer, the national framework, a plan that only remembers, made documents."""

import io
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import docx
import openpyxl
import pytest
from django.conf import settings
from django.test import Client
from openpyxl.styles import PatternFill

from overwinter.accounts.api import User
from overwinter.frameworks.api import DEFAULT_PACK, load_pack, sync_pack
from overwinter.intake import actions, jobs, ports
from overwinter.intake.models import Document
from overwinter.kernel.winter import Winter
from overwinter.organisations.api import Council, Grant, Viewer, add_council, give_grant
from tests.support.beginnings import Beginning

WINTER = Winter(2020)


@dataclass
class FakePlan:
    """A plan that keeps what it is given, and says what it is told to say of rows it would change."""

    edited: set[str] = field(default_factory=set)
    """Requirement ids whose response somebody has edited since."""
    again: set[str] = field(default_factory=set)
    """Those of them of which the document says what it said before."""
    theirs: str = "Theirs"
    applied: list[ports.AcceptedRow] = field(default_factory=list)
    replaced: frozenset[tuple[int, str | None, str]] = frozenset()
    fails: bool = False
    own: tuple[str, str] | None = None

    def preview(self, *, rows: Sequence[ports.AcceptedRow], **_: Any) -> Sequence[ports.RowEffect]:
        have = {key for row in self.applied for key in row.requirement_ids}
        return [self._effect(row, key, have) for row in rows for key in (row.requirement_ids or (None,))]

    def _effect(self, row: ports.AcceptedRow, key: str | None, have: set[str]) -> ports.RowEffect:
        if key in self.edited:
            change = ports.FieldChange(
                "text", "Response", self.theirs, row.response, True, "Sam Holt changed it yesterday.", key in self.again
            )
            return ports.RowEffect(row.key, key, str(key), ports.Effect.ASKS, (change,))
        return ports.RowEffect(
            row.key, key, key or row.requirement, ports.Effect.SAME if key in have else ports.Effect.NEW
        )

    def apply(self, *, rows: Sequence[ports.AcceptedRow], replace: Any, **_: Any) -> ports.Applied:
        self.applied, self.replaced = list(rows), replace
        if self.fails:
            raise RuntimeError("the plan could not be written")
        return ports.Applied(plan_id=7, new=len(rows), changed=0, same=0, kept=0)

    def own_plan(self, _viewer: Viewer) -> tuple[str, str] | None:
        return self.own

    def plan_url(self, plan_id: int) -> str:
        return f"/plans/{plan_id}/"


@pytest.fixture
def plan(monkeypatch: pytest.MonkeyPatch) -> FakePlan:
    fake = FakePlan()
    monkeypatch.setattr(ports, "_destination", fake)
    return fake


def build_framework() -> str:
    sync_pack(pack=load_pack(DEFAULT_PACK), by=None)
    return DEFAULT_PACK


FRAMEWORK = Beginning(build_framework)


@pytest.fixture
@FRAMEWORK
def framework(db: None) -> str:
    return FRAMEWORK.value()


@pytest.fixture
def council(db: None) -> Council:
    return add_council(code="marlshire", name="Marlshire County Council", by=None)


@pytest.fixture
def other_council(db: None) -> Council:
    return add_council(code="fennick", name="Fennick Borough Council", by=None)


@pytest.fixture
def person(council: Council) -> Callable[..., User]:
    def make(name: str, *grants: Grant, of: Council = council) -> User:
        user = User.objects.create_user(f"{name.split()[0].lower()}@example.org", "winter", name=name)
        for grant in grants:
            give_grant(user=user, council=of, kind=grant, by=None)
        return user

    return make


@pytest.fixture
def manager(person: Callable[..., User]) -> User:
    return person("Robin Vale", Grant.PLAN_MANAGER)


@pytest.fixture
def viewer(person: Callable[..., User]) -> User:
    return person("Sam Holt", Grant.VIEWER)


@pytest.fixture
def outsider(person: Callable[..., User], other_council: Council) -> User:
    return person("Alex Marsh", Grant.PLAN_MANAGER, of=other_council)


@pytest.fixture
def as_manager(manager: User, plan: FakePlan) -> Client:
    return signed_in(manager)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


HEADINGS = ("Ref", "Action", "Response", "RAG", "Fully met", "Gap action", "Lead", "By when")
ROWS = (
    ("1.4", "Distribute money from the Infection Control Fund to care homes and other providers", "Paid in full.",
     "Green",     "Y", "", "Head of commissioning", "30 October"),
    ("1.8", "Monitor the Capacity Tracker for concerns about staff movement", "Looked at weekly.\nHomes are rung.", "",
     "Y", "Continue weekly review", "Head of commissioning", "Ongoing"),
    ("9.9", "Grit the lanes that home care rounds use before dawn", "Agreed with highways.", "Green", "Y", "",
     "Head of highways", "1 December"),
)  # fmt: skip


def make_workbook(rows: Sequence[Sequence[str]] = ROWS, *, amber: tuple[int, ...] = (2,)) -> io.BytesIO:
    """A plan on one sheet: title, column headings, rows. Rows in ``amber`` (from 1) are so by their fill."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Plan"
    sheet.append(["Winter plan of an invented council"])
    sheet.append(HEADINGS)
    for row in rows:
        sheet.append(row)
    for number in amber:
        sheet.cell(number + 2, 4).fill = PatternFill("solid", fgColor="FFC000")
    return _bytes(book.save)


def make_letter() -> io.BytesIO:
    """A Word file in which no row can be found."""
    letter = docx.Document()
    letter.add_paragraph("Dear colleague, thank you for the tea.")
    return _bytes(letter.save)


def _bytes(save: Callable[[Any], object]) -> io.BytesIO:
    stream = io.BytesIO()
    save(stream)
    stream.seek(0)
    return stream


@pytest.fixture
def kept(tmp_path: Any) -> Iterator[Any]:
    """Files go to a folder of the test's own."""
    before = settings.FILES_DIR
    settings.FILES_DIR = tmp_path
    yield tmp_path
    settings.FILES_DIR = before


@pytest.fixture
def bring(council: Council, framework: str, manager: User, kept: Any) -> Callable[..., Document]:
    """Upload a file and read it, as the worker would."""

    def bring_in(content: io.BytesIO | None = None, *, name: str = "plan.xlsx", by: User = manager) -> Document:
        document = actions.upload_document(
            council=council, framework=framework, winter=WINTER, name=name, content=content or make_workbook(), by=by
        )
        jobs.read_document(document.pk)
        document.refresh_from_db()
        return document

    return bring_in


def as_engine(n: int, **values: Any) -> dict[str, Any]:
    """A row as the engine gives it; anything not said is what it gives for an empty cell."""
    read: dict[str, Any] = {
        "n": n, "place": f"sheet 'Plan', row {n}", "theme": None, "section": "Staff", "ref": None,
        "requirement": f"Requirement {n}", "responses": [{"text": f"Answer {n}", "label": None}], "rag": None,
        "fully_met": None, "gap_actions": None, "lead": None, "by_when": None, "by_when_date": None,
        "reporting_to": None, "extra": [], "matches": [], "candidates": [], "match_state": "review", "findings": [],
        "doubtful": [], "sources": {}, "rules": {}, "weighed": [],
    }  # fmt: skip
    unknown = values.keys() - read.keys()
    assert not unknown, unknown
    return json.loads(json.dumps(read | values))


@pytest.fixture
def read_in(council: Council, framework: str, manager: User, kept: Any) -> Callable[..., Document]:
    """A document whose reading gave just these rows and unplaced texts; the engine itself is not asked."""

    def keep(*rows: dict[str, Any], unplaced: Sequence[str] = (), name: str = "plan.docx", **more: Any) -> Document:
        content = io.BytesIO(json.dumps([rows, list(unplaced)]).encode())
        document = actions.upload_document(
            council=council, framework=framework, winter=WINTER, name=name, content=content, by=manager
        )
        begun = actions.start_reading(document_id=document.pk, by=None)
        assert begun is not None
        reading = {
            "source": {"name": name, "sha256": "", "media_type": "x", "characters": 10}, "rows": rows, "words": 5,
            "caught": 0, "sections": [], "warnings": [], "decisions": [],
            "headings": [{"place": "line 1", "text": "A title"}],
            "unplaced": [{"place": f"line {n}", "text": text} for n, text in enumerate(unplaced, 2)],
        } | more  # fmt: skip
        beside = {"place": "", "heading": "Above", "header": [], "rows": []}
        actions.keep_reading(
            document_id=document.pk, attempt=begun.attempt, reading=reading, excerpts=[beside for _ in rows], by=None
        )
        document.refresh_from_db()
        return document

    return keep
