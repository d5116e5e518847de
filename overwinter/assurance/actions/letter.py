"""Writing the letter, and recording that it was sent."""

from datetime import date
from io import BytesIO
from typing import Any

from django.db import transaction
from django.db.models import Max

from overwinter.accounts.api import User
from overwinter.assurance import exports, permissions
from overwinter.assurance.domain import sending
from overwinter.assurance.domain.facts import FreeWords, as_plain, digest_of
from overwinter.assurance.domain.letter import write
from overwinter.assurance.domain.making import TemplateKind
from overwinter.assurance.models import LetterDraft, SentLetter
from overwinter.assurance.queries import WORDS, LetterOf, find_template, get_letter
from overwinter.infra import audit, clock, files
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import get_viewer, note_names_read
from overwinter.plans.api import Plan


@transaction.atomic
def write_letter(*, plan_id: int, words: FreeWords, expected_version: int, by: User) -> LetterDraft:
    """Keep what people wrote into the letter. ``expected_version`` is what they had before them; 0 for the first."""
    viewer, plan = get_viewer(by), _locked(plan_id)
    permissions.may_write_letter(viewer, council_id=plan.council_id).require()
    draft = LetterDraft.objects.filter(plan=plan).first() or LetterDraft(plan=plan, version=0)
    if draft.version != expected_version:
        raise Refused(
            f"{draft.changed_as or 'Somebody'} has changed the letter since you opened it. Open it beside this page, "
            "then save again to keep your words instead."
        )
    for name in WORDS:
        setattr(draft, name, getattr(words, name).replace("\r\n", "\n").strip())
    draft.version += 1
    draft.changed_as = permissions.speaks_as(viewer, council_id=plan.council_id)
    draft._history_user = by  # type: ignore[attr-defined]  # read by simple_history
    draft._history_date = clock.now()  # type: ignore[attr-defined]
    draft.save()
    audit.record("letter written", by=by, subject=draft, chain=plan.council.code, details={"version": draft.version})
    return draft


def record_sent_letter(
    *, plan_id: int, to: str, sent_on: date, how: str, by: User, note: str = "", digest: str = ""
) -> SentLetter:
    """Keep the letter as it went out: both files as they are made now, and what they were made from.

    ``digest`` is of the letter the person had before them: another is not recorded as sent unseen. The files are made
    before anything is held, for another program may take its time over them.
    """
    found = _sendable(plan_id, sent_on, digest, by)
    council = found.plan.council
    written = write(found.facts, found.words, day=sent_on, earlier=found.earlier)
    template = find_template(council.pk, TemplateKind.LETTER)
    docx = exports.make_docx(written, template, council.colour)
    pdf = exports.make_pdf(written, template, council.colour)
    told = {"to": to.strip(), "sent_on": sent_on, "how": how, "note": note.strip(), "pdf_note": pdf.note}
    return _keep_letter(plan_id, digest_of(found.facts, found.words), docx, pdf.content, told, by)


def _sendable(plan_id: int, sent_on: date, digest: str, by: User) -> LetterOf:
    """The letter as it stands. Raises Refused where it may not be recorded as sent, or is another than they saw."""
    viewer = get_viewer(by)
    found = get_letter(viewer, plan_id)
    permissions.may_write_letter(viewer, council_id=found.plan.council_id).require()
    sending.may_send(sending.obstacles(found.facts, found.words, signed=found.is_signed)).require()
    sending.may_have_been_sent(sent_on, clock.today()).require()
    if digest and digest != digest_of(found.facts, found.words):
        raise Refused("The plan or the letter has changed since you opened this page. Read it again, then record it.")
    return found


@transaction.atomic
def _keep_letter(plan_id: int, digest: str, docx: bytes, pdf: bytes, told: dict[str, Any], by: User) -> SentLetter:
    plan = _locked(plan_id)
    found = _sendable(plan_id, told["sent_on"], digest, by)
    letter = SentLetter(
        plan=plan, number=(SentLetter.objects.filter(plan=plan).aggregate(last=Max("number"))["last"] or 0) + 1,
        facts=as_plain(found.facts), words={name: getattr(found.words, name) for name in WORDS},
        recorded_at=clock.now(), by=by, sent_as=permissions.speaks_as(get_viewer(by), council_id=plan.council_id),
        signing=found.signing.in_force.record.digest if found.signing.in_force else "", **told,
    )  # fmt: skip
    letter.docx, letter.pdf = files.keep(BytesIO(docx)), files.keep(BytesIO(pdf))
    letter.save()
    note_names_read(council=plan.council, what="signers of the letter", by=by)
    audit.record(
        "letter sent", by=by, subject=letter, chain=plan.council.code, at=letter.recorded_at,
        details={"number": letter.number, "sent_on": letter.sent_on.isoformat(), "docx": letter.docx.sha256,
                 "pdf": letter.pdf.sha256},
    )  # fmt: skip
    return letter


def _locked(plan_id: int) -> Plan:
    return Plan.objects.select_related("council", "framework").select_for_update(of=("self",)).get(pk=plan_id)
