"""A letter that was sent: what it said, its kept files, what has changed since."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from overwinter.accounts.api import signed_in
from overwinter.assurance import exports
from overwinter.assurance.pages.sent import SentPage
from overwinter.assurance.queries import get_letter, get_sent
from overwinter.assurance.views.letter import attachment
from overwinter.infra import files
from overwinter.organisations.api import note_names_read, viewer_of


def sent(request: HttpRequest, plan_id: int, letter_number: int) -> HttpResponse:
    viewer = viewer_of(request)
    record, now = get_sent(viewer, plan_id, letter_number), get_letter(viewer, plan_id)
    before = next((each for each in now.sent if each.number == letter_number - 1), None)
    page = SentPage(record, now, before)
    shown = {"page": page, "title": page.title, "place": page.place, "lede": page.lede, "breadcrumbs": page.breadcrumbs}
    return render(request, "assurance/sent.html", shown)


def sent_file(request: HttpRequest, plan_id: int, letter_number: int, file_format: str) -> HttpResponse:
    """The very bytes that went out."""
    record = get_sent(viewer_of(request), plan_id, letter_number)
    if file_format not in exports.FORMATS:
        raise Http404("There is no such format.")
    note_names_read(council=record.plan.council, what="signers of the letter", by=signed_in(request))
    try:
        with files.open_kept(record.pdf.sha256 if file_format == "pdf" else record.docx.sha256) as stream:
            content = stream.read()
    except files.Damaged as damage:
        messages.error(request, str(damage))
        return redirect("assurance:sent", plan_id, letter_number)
    return attachment(
        content, file_format, f"{record.plan.council.code}-winter-plan-letter-{record.sent_on.isoformat()}"
    )
