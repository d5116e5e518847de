"""A letter that was sent and a report that was made, for tests that need them there, not how they came to be."""

from datetime import date
from io import BytesIO

from overwinter.accounts.api import User
from overwinter.assurance.domain.facts import LetterFacts, as_plain
from overwinter.assurance.models import MadeReport, SentLetter
from overwinter.infra import clock, files
from overwinter.plans.models import Plan

DAY = date(2020, 10, 30)


def make_facts(**changes: object) -> LetterFacts:
    """Of an invented council whose whole plan is green."""
    facts = {
        "council": "Northmere Council", "is_demo": False, "winter": "2020 to 2021", "framework": "A national plan",
        "as_at": DAY, "national": 5, "local": 0, "rags": {"green": 5}, "mets": {"yes": 5}, "issues": (),
    }  # fmt: skip
    return LetterFacts(**{**facts, **changes})


def make_sent_letter(plan: Plan, by: User) -> SentLetter:
    kept = files.keep(BytesIO(b"Secret letter"))
    return SentLetter.objects.create(
        plan=plan, number=1, sent_on=DAY, to="The department", how="email", docx=kept, pdf=kept,
        facts=as_plain(make_facts()), words={}, recorded_at=clock.now(), by=by, sent_as="Winter plan manager",
    )  # fmt: skip


def make_made_report(plan: Plan, by: User, number: int = 1) -> MadeReport:
    return MadeReport.objects.create(
        plan=plan, number=number, name="exception-report", file_format="docx", as_at=DAY, asked_at=clock.now(), by=by,
        asked_as="Winter plan manager", state="ready", made_at=clock.now(), file=files.keep(BytesIO(b"Secret report")),
    )  # fmt: skip
