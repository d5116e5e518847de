"""What one does about a concern, a small form for each step."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from overwinter.accounts.api import User, signed_in
from overwinter.casework import actions, addresses, forms
from overwinter.casework.domain.kinds import Outcome, Severity, Team
from overwinter.casework.models import Concern
from overwinter.casework.pages import words
from overwinter.casework.pages.concern import STEPS
from overwinter.casework.pages.shown import FormPage, crumbs_of_queue
from overwinter.casework.permissions import may_follow_up
from overwinter.casework.views.concerns import concern_of
from overwinter.design.parts import Link
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import list_roles, own_council_id, viewer_of

LEDES = {
    "close": "None is closed without an outcome. It keeps all that was done about it.",
    "move": "It stays measured by the time it had first.",
    "give": "Whoever holds the role finds it on their first page. Until then it is the team’s.",
    "pass": "Its officers find it among their calls.",
    "escalate": "To a role that must decide, to a graver severity, or both. Its age counts from now on.",
    "settle": "It goes back to the team with what was decided.",
    "reopen": "It is due anew from now on. How it had ended stays in its history.",
}
Roles = list[tuple[int, str]]


def _form(step: str, data: QueryDict | None, concern: Concern, roles: Roles) -> Form:
    if step == "close":
        return forms.CloseForm(data)
    if step == "move":
        return forms.MoveForm(data, initial={"until": words.day_of(concern.due_at)})
    if step == "give":
        chosen = {"owner": concern.owner_id or ""}
        return forms.OwnerForm(data, roles=roles, team=Team(concern.team), initial=chosen)
    if step == "pass":
        return forms.PassForm(data, team=Team(concern.team))
    if step == "escalate":
        return forms.EscalateForm(data, roles=roles, severity=Severity(concern.severity))
    return forms.WhyForm(data, label="What was decided" if step == "settle" else "Why")


def change(request: HttpRequest, concern_id: int, step: str) -> HttpResponse:
    found = concern_of(request, concern_id)
    if step not in STEPS:
        raise Http404("There is no such step.")
    roles = [(role.pk, role.title) for role in list_roles(viewer_of(request), council_id=own_council_id(request))]
    form = _form(step, request.POST or None, found, roles)
    may = may_follow_up(viewer_of(request), council_id=found.council_id, owner_id=found.owner_id)
    if request.method == "POST" and may and form.is_valid():
        try:
            _act(step, found.pk, form.cleaned_data, signed_in(request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "It is done, and stands in the history of the concern.")
            return redirect(addresses.queue() if step == "close" else addresses.concern(found.pk))
    page = FormPage(
        STEPS[step], f"{words.about(found)}: {found.title}", LEDES[step] if may else may.reason, STEPS[step],
        Link("Back to the concern", addresses.concern(found.pk)), crumbs_of_queue(), may.reason,
    )  # fmt: skip
    return render(request, "casework/form.html", {"page": page, "form": form}, status=422 if form.errors else 200)


def _act(step: str, concern_id: int, said: Mapping[str, Any], by: User) -> None:
    given: Mapping[str, Any] = {"concern_id": concern_id, "by": by}
    if step == "close":
        outcome = Outcome(said["outcome"])
        actions.close_concern(outcome=outcome, words=said["words"], evidence=said["evidence"], **given)
    elif step == "move":
        actions.move_due(until=said["until"], why=said["why"], **given)
    elif step == "give":
        actions.give_owner(role_id=int(said["owner"]) if said["owner"] else None, why=said["why"], **given)
    elif step == "pass":
        actions.pass_to(team=Team(said["team"]), why=said["why"], **given)
    elif step == "escalate":
        actions.escalate(
            why=said["why"], to_role_id=int(said["to"]) if said["to"] else None,
            to_severity=Severity(said["severity"]) if said.get("severity") else None, **given,
        )  # fmt: skip
    elif step == "settle":
        actions.settle_escalation(words=said["why"], **given)
    else:
        actions.reopen_concern(why=said["why"], **given)
