"""The letter: reading it, writing its words, taking it away, recording that it went."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header

from overwinter.accounts.api import signed_in
from overwinter.assurance import actions, exports
from overwinter.assurance.domain.facts import digest_of
from overwinter.assurance.domain.making import TemplateKind
from overwinter.assurance.exports.reports import REPORT_FORMATS
from overwinter.assurance.forms import SentForm, WordsForm
from overwinter.assurance.pages.letter import LetterPage
from overwinter.assurance.queries import find_template, get_letter
from overwinter.infra import clock
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import note_names_read, viewer_of
from overwinter.plans.api import find_own_plan


def own(request: HttpRequest) -> HttpResponse:
    """The way to the letter of the plan one works with."""
    plan = find_own_plan(viewer_of(request))
    return redirect("assurance:letter", plan.pk) if plan is not None else redirect("plans:own")


def letter(request: HttpRequest, plan_id: int) -> HttpResponse:
    page = _page(request, plan_id)
    note_names_read(council=page.found.plan.council, what="signers of the letter", by=signed_in(request))
    shown = {"page": page, "title": page.title, "place": page.place, "lede": page.lede}
    return render(request, "assurance/letter.html", shown)


def file(request: HttpRequest, plan_id: int, file_format: str) -> HttpResponse:
    """The letter as it would go today."""
    if file_format not in exports.FORMATS:
        raise Http404("There is no such format.")
    page = _page(request, plan_id)
    council = page.found.plan.council
    note_names_read(council=council, what="signers of the letter", by=signed_in(request))
    own = find_template(council.pk, TemplateKind.LETTER)
    if file_format == "pdf":
        made = exports.make_pdf(page.letter, own, council.colour)
        if made.note:
            messages.warning(request, f"About the PDF you took: {made.note[0].lower()}{made.note[1:]}")
        content = made.content
    else:
        content = exports.make_docx(page.letter, own, council.colour)
    return attachment(content, file_format, f"{council.code}-winter-plan-letter-draft-{clock.today().isoformat()}")


def words(request: HttpRequest, plan_id: int) -> HttpResponse:
    page = _writer_page(request, plan_id)
    form = WordsForm(request.POST or None, initial=WordsForm.values_of(page.found.words, page.found.version))
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_letter(
                plan_id=plan_id, words=form.words, expected_version=form.cleaned_data["version"], by=signed_in(request)
            )
        except Refused as refusal:
            form = WordsForm({**request.POST.dict(), "version": page.found.version})
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The words are kept.")
            return redirect("assurance:letter", plan_id)
    shown = {"page": page, "form": form, "place": page.place}
    return render(request, "assurance/words.html", shown, status=422 if form.errors else 200)


def send(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Recording that the letter went, as it stands now."""
    page = _writer_page(request, plan_id)
    said, digest = page.found.words, digest_of(page.found.facts, page.found.words)
    first = {"to": said.to, "sent_on": clock.today(), "how": "email", "digest": digest}
    form = SentForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            sent = actions.record_sent_letter(plan_id=plan_id, by=signed_in(request), **form.cleaned_data)
        except Refused as refusal:
            form = SentForm({**request.POST.dict(), "digest": digest})
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The letter is kept as it was sent.")
            if sent.pdf_note:
                messages.warning(request, f"About its PDF: {sent.pdf_note[0].lower()}{sent.pdf_note[1:]}")
            return redirect("assurance:sent", plan_id, sent.number)
    shown = {"page": page, "form": form, "place": page.place}
    return render(request, "assurance/send.html", shown, status=422 if form.errors else 200)


def attachment(content: bytes, format: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=REPORT_FORMATS[format].media_type)
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.{format}") or ""
    return response


def _page(request: HttpRequest, plan_id: int) -> LetterPage:
    viewer = viewer_of(request)
    return LetterPage(get_letter(viewer, plan_id), viewer, clock.today())


def _writer_page(request: HttpRequest, plan_id: int) -> LetterPage:
    page = _page(request, plan_id)
    if not page.may_write:
        raise PermissionDenied(page.may_write.reason)
    return page
