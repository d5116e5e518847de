"""The words several pages share: when, how many, which row."""

from datetime import datetime

from django.utils import timezone

from overwinter.accounts.api import User
from overwinter.intake.models import Document, ReadRow
from overwinter.kernel.days import full_day

LONGEST_TITLE = 60


def moment(when: datetime, now: datetime) -> str:
    """ "today at 9:02", "13 November 2026 at 9:02"."""
    local, today = timezone.localtime(when), timezone.localdate(now)
    days = (today - local.date()).days
    day = {0: "today", 1: "yesterday"}.get(days, full_day(local.date()))
    return f"{day} at {local.hour}:{local.minute:02d}"


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def who(user: User | None, viewer_id: int) -> str:
    if user is None:
        return "the program"
    return "you" if user.pk == viewer_id else str(user)


def title_of(row: ReadRow) -> str:
    """What a queue calls a row: the beginning of its requirement, or of whatever it has."""
    return shortened(words_of_title(row), LONGEST_TITLE)


def words_of_title(row: ReadRow) -> str:
    return row.requirement or row.response or row.gap_actions or row.section or "Row without words"


def shortened(text: str, longest: int) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= longest else plain[: longest - 1].rsplit(" ", 1)[0].rstrip(",;:.") + "…"


def opening_line(document: Document, viewer_id: int, now: datetime) -> str:
    """The grey line above a document's heading."""
    uploaded = f"uploaded {moment(document.uploaded_at, now)} by {who(document.uploaded_by, viewer_id)}"
    return f"{document.name} · {uploaded} · the original is kept"
