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
from overwinter.casework.queries.concerns import find_concern
from overwinter.casework.views.concerns import concern_of
from overwinter.design.parts import Link
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import Viewer, list_groups, list_roles, viewer_of

LEDES = {
    "close": "None is closed without an outcome. It keeps all that was done about it.",
    "move": "It stays measured by the time it had first.",
    "give": "Whoever holds the role finds it on their first page. Until then it is the team’s.",
    "pass": "Its officers find it among their calls.",
    "escalate": "To a role or a group that must decide, to a graver severity, or both. What goes to a group stands on "
    "the agenda of its next meeting, and what the group decides comes back here. Its age counts from now on.",
    "settle": "It goes back to the team with what was decided.",
    "read": "The concern stays open or closed as it is, and the answer stays in its history. Where you have spoken "
    "with them or closed it, this is done by itself.",
    "reopen": "It is due anew from now on. How it had ended stays in its history.",
}


def _form(step: str, data: QueryDict | None, concern: Concern, viewer: Viewer) -> Form:
    if step == "close":
        return forms.CloseForm(data)
    if step == "move":
        return forms.MoveForm(data, initial={"until": words.day_of(concern.due_at)})
    if step == "give":
        chosen, roles = {"owner": concern.owner_id or ""}, _roles(concern, viewer)
        return forms.OwnerForm(data, roles=roles, team=Team(concern.team), initial=chosen)
    if step == "pass":
        return forms.PassForm(data, team=Team(concern.team))
    if step == "escalate":
        groups = [(group.pk, group.name) for group in list_groups(viewer, council_id=concern.council_id)]
        roles = _roles(concern, viewer)
        return forms.EscalateForm(data, roles=roles, groups=groups, severity=Severity(concern.severity))
    if step == "read":
        return forms.ReadForm(data)
    return forms.WhyForm(data, label="What was decided" if step == "settle" else "Why")


def _roles(concern: Concern, viewer: Viewer) -> list[tuple[int, str]]:
    return [(role.pk, role.title) for role in list_roles(viewer, council_id=concern.council_id)]


def change(request: HttpRequest, concern_id: int, step: str) -> HttpResponse:
    found = concern_of(request, concern_id)
    if step not in STEPS:
        raise Http404("There is no such step.")
    viewer = viewer_of(request)
    form, may = _form(step, request.POST or None, found, viewer), may_follow_up(viewer, found)
    if request.method == "POST" and may and form.is_valid():
        try:
            _act(step, found.pk, form.cleaned_data, signed_in(request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "It is done, and stands in the history of the concern.")
            seen = step != "close" and find_concern(viewer, found.pk) is not None
            return redirect(addresses.concern(found.pk) if seen else addresses.queue())
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
        severity = Severity(said["severity"]) if said.get("severity") else None
        role, group = forms.read_decider(said["to"])
        actions.escalate(why=said["why"], to_severity=severity, to_role_id=role, to_group_id=group, **given)
    elif step == "settle":
        actions.settle_escalation(words=said["why"], **given)
    elif step == "read":
        actions.mark_read(words=said["words"], **given)
    else:
        actions.reopen_concern(why=said["why"], **given)
