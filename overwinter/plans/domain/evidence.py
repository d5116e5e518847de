"""Evidence on a row: what shows an answer to be true, and until when. Rules are given the day; none reads the clock."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from urllib.parse import urlsplit

from overwinter.kernel.days import full_day
from overwinter.kernel.verdict import ALLOWED, Verdict, refused


class EvidenceKind(StrEnum):
    MEASURE = "measure"
    FILE = "file"
    LINK = "link"
    RECORD = "record"

    @property
    def label(self) -> str:
        return {
            "measure": "A measure", "file": "A file", "link": "A link", "record": "A record kept elsewhere",
        }[self.value]  # fmt: skip


@dataclass(frozen=True, slots=True)
class EvidenceFacts:
    kind: EvidenceKind
    title: str
    true_on: date
    expires_on: date
    ended_on: date | None = None
    owner: str = ""
    id: int = 0

    def is_ended(self, day: date) -> bool:
        return self.ended_on is not None and self.ended_on <= day

    def is_in_date(self, day: date) -> bool:
        """Its last day is the one on which it expires."""
        return not self.is_ended(day) and self.true_on <= day <= self.expires_on


def has_evidence_in_date(evidence: Iterable[EvidenceFacts], day: date) -> bool:
    return any(each.is_in_date(day) for each in evidence)


def may_date(true_on: date, expires_on: date, today: date) -> Verdict:
    """Whether something can be evidence from one of the days to the other."""
    if true_on > today:
        return refused(f"{full_day(true_on)} has not been yet. Give the day on which it was seen to be true.")
    if expires_on <= true_on:
        return refused("It expires on or before the day on which it was true. Give a later day.")
    if expires_on < today:
        return refused(f"It would have expired on {full_day(expires_on)} already. Give newer evidence, or a later day.")
    return ALLOWED


def may_renew(before: EvidenceFacts, true_on: date, today: date) -> Verdict:
    if before.is_ended(today):
        return refused("This evidence has ended. Add it anew if it is true again.")
    if true_on < before.true_on:
        return refused(f"It was last seen to be true on {full_day(before.true_on)}. Give that day or a later one.")
    return ALLOWED


def may_end(before: EvidenceFacts, why: str, today: date) -> Verdict:
    if before.is_ended(today):
        return refused("This evidence has ended already.")
    return ALLOWED if why.strip() else refused("Say why it is evidence no more. It stays in the history.")


def may_link(url: str) -> Verdict:
    """A link leads to a page of the web. Nothing else is opened from a row: no script, no file, no mail."""
    try:
        parts = urlsplit(url.strip())
        known = parts.scheme.lower() in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        known = False
    if not known or any(character.isspace() or not character.isprintable() for character in url.strip()):
        return refused("Give a whole address that begins with https:// or http://, as the browser shows it.")
    return ALLOWED


_ZIP, _OLE = (b"PK\x03\x04",), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)
SIGNATURES: Mapping[str, tuple[bytes, ...]] = {
    **dict.fromkeys(("docx", "xlsx", "pptx", "odt", "ods", "odp"), _ZIP),
    **dict.fromkeys(("doc", "xls", "ppt", "msg"), _OLE),
    "pdf": (b"%PDF-",), "png": (b"\x89PNG\r\n",), "jpg": (b"\xff\xd8\xff",), "jpeg": (b"\xff\xd8\xff",),
    "csv": (), "txt": (), "eml": (),
}  # fmt: skip
"""What a file of each kind begins with; nothing for plain text. No kind that runs when it is opened is among them."""


def may_keep_file(name: str, size: int, beginning: bytes, limit_mb: int) -> Verdict:
    kind = name.rpartition(".")[2].lower() if "." in name else ""
    if kind not in SIGNATURES:
        return refused(
            f"“{name}” is of a kind that is not kept. Save it as pdf, or as {', '.join(sorted(SIGNATURES))}."
        )
    if size == 0:
        return refused(f"“{name}” is empty. Choose the file that holds the evidence.")
    if size > limit_mb << 20:
        return refused(
            f"“{name}” has {size / (1 << 20):.0f} MB; the most is {limit_mb} MB. Keep the part that shows it."
        )
    starts = SIGNATURES[kind]
    if starts and not beginning.startswith(starts):
        return refused(f"“{name}” is not what a {kind} file is. Open it, save it as {kind} again, and choose that.")
    return ALLOWED
