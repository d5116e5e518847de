"""Tables to rows, as a handy person would do it: column names by a short list, the best match from the catalogue.

Runs in the peers' own environment, where nothing of Overwinter is.
"""

import json
import re
import sys
import tomllib
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from dateutil import parser as dates
from rapidfuzz import fuzz, process

COLUMNS = {
    "requirement": ("requirement", "action", "action required", "actions required", "required action",
                    "actions required by local authorities", "national requirement", "winter plan requirement"),
    "response": ("status", "current status", "response", "our response", "progress", "comments", "local position",
                 "action taken", "what is happening"),
    "rag": ("rag", "rag rating"),
    "fully_met": ("met", "fully met", "fully met y n", "requirement fully met", "is this fully in place"),
    "gap_actions": ("gap", "gap actions", "actions required to fill gaps", "how to close the gap", "next steps"),
    "lead": ("lead", "owner", "by who", "who s the lead", "responsible lead", "accountable officer"),
    "by_when": ("when", "by when", "due date", "deadline", "target date"),
    "ref": ("ref", "reference", "no", "id"),
    "theme": ("theme",),
    "section": ("section", "area"),
    "reporting_to": ("reporting to", "reports to", "governance group"),
}  # fmt: skip
LIKE = 85
"""Of 100: a heading this like one of the list is that column."""
RAG = {"g": "green", "green": "green", "a": "amber", "amber": "amber", "r": "red", "red": "red"}
MET = {"y": "yes", "yes": "yes", "n": "no", "no": "no", "partial": "partial", "partially": "partial"}
FIELDS = (
    "theme",
    "section",
    "ref",
    "requirement",
    "rag",
    "fully_met",
    "gap_actions",
    "lead",
    "by_when",
    "reporting_to",
)
Table = list[list[str]]


def print_rows(tables: Iterable[Table], catalogue: Path) -> None:
    entries = _entries(catalogue)
    texts = list(entries.values())
    found, names = [], None
    headings: dict[str, str | None] = {"theme": None, "section": None}
    for table in tables:
        width = max(map(len, table), default=0)
        names = names if names and len(names) == width else None
        for cells in table:
            said = _names(cells)
            if "requirement" in said and len([name for name in said if name]) > 1:
                names = said
                continue
            distinct = {cell for cell in cells if cell}
            if len(distinct) == 1 and width > 1:
                heading = distinct.pop()
                headings["theme" if heading.lower().startswith("theme") else "section"] = heading
                continue
            row = _row(names, cells, headings) if names and distinct else None
            if row is not None:
                best = process.extractOne(row["requirement"], texts, scorer=fuzz.token_set_ratio)
                row["matches"] = [{"id": list(entries)[best[2]], "confidence": best[1] / 100}]
                found.append({"n": len(found) + 1, **row, "match_state": "review", "findings": []})
    json.dump({"rows": found, "sections": [], "headings": [], "unplaced": []}, sys.stdout, ensure_ascii=False)


def _names(cells: list[str]) -> list[str | None]:
    """The field of each column, if these cells are its headings."""
    return [_name(re.sub(r"[\W_]+", " ", cell).strip().lower()) for cell in cells]


def _name(heading: str) -> str | None:
    scored = [(fuzz.ratio(heading, word), name) for name, words in COLUMNS.items() for word in words]
    scored += [(LIKE, name) for name, words in COLUMNS.items() for word in words if heading.startswith(f"{word} ")]
    best, name = max(scored)
    return name if best >= LIKE else None


def _row(names: list[str | None], cells: list[str], headings: dict[str, str | None]) -> dict | None:
    held = {name: cell for name, cell in zip(names, cells, strict=False) if name and cell}
    if not held.get("requirement"):
        return None
    row = {field: held.get(field) for field in FIELDS}
    row["theme"], row["section"] = row["theme"] or headings["theme"], row["section"] or headings["section"]
    row["responses"] = [{"label": None, "text": held["response"]}] if "response" in held else []
    row["rag"] = RAG.get((row["rag"] or "").lower())
    row["fully_met"] = MET.get((row["fully_met"] or "").lower())
    row["by_when_date"] = _date(row["by_when"])
    return row


def _date(text: str | None) -> str | None:
    try:
        return dates.parse(text, dayfirst=True, default=datetime(2020, 10, 1)).date().isoformat() if text else None
    except (ValueError, OverflowError):
        return None


def _entries(catalogue: Path) -> dict[str, str]:
    """Id to title, summary and key terms."""
    found = {}
    for path in sorted(catalogue.glob("*.toml")):
        for entry in tomllib.loads(path.read_text(encoding="utf-8")).get("requirement", []):
            found[entry["id"]] = ". ".join([entry["title"], entry["summary"], *entry["terms"]])
    return found


def plain(cell: object) -> str:
    return "" if cell is None else re.sub(r"<br ?/?>", "\n", str(cell)).strip().strip("*")
