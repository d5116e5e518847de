"""Every page of a plan, and who may reach it."""

from overwinter.infra.access import path_for
from overwinter.organisations.api import COUNCIL_ADMIN, EDITOR, MEMBER, PLAN_MANAGER, SIGNER
from overwinter.plans.views import (
    evidence,
    findings,
    gap_actions,
    keeping,
    leads,
    notes,
    plans,
    rows,
    signing,
    starting,
    take_away,
)

app_name = "plans"
FINDING = "plans/<int:plan_id>/findings/<slug:code>/<slug:subject>/"
ROW = "plans/<int:plan_id>/rows/<int:response_id>/"
urlpatterns = [
    path_for("plan/", plans.own_plan, MEMBER, name="own"),
    path_for("plans/", plans.plan_list, MEMBER, name="list"),
    path_for("plans/start/", starting.start, PLAN_MANAGER, name="start"),
    path_for("plans/<int:plan_id>/", plans.wall, MEMBER, name="wall"),
    path_for("plans/<int:plan_id>/table/", plans.table, MEMBER, name="table"),
    path_for("plans/<int:plan_id>/leads/", leads.leads, PLAN_MANAGER, name="leads"),
    path_for("plans/<int:plan_id>/rows/add/", starting.add_local, PLAN_MANAGER, name="add-local"),
    path_for(ROW, rows.row, MEMBER, name="row"),
    path_for(f"{ROW}update/", rows.update, EDITOR, name="update"),
    path_for(f"{ROW}edit/", rows.edit, EDITOR, name="edit"),
    path_for(f"{ROW}keep/", keeping.keep, EDITOR, name="keep"),
    path_for(f"{ROW}changes/", rows.changes, MEMBER, name="changes"),
    path_for(f"{ROW}notes/add/", notes.add_note, MEMBER, name="add-note"),
    path_for(f"{ROW}gap-actions/add/", gap_actions.add, EDITOR, name="add-gap-action"),
    path_for(f"{ROW}gap-actions/<int:action_id>/", gap_actions.change, EDITOR, name="gap-action"),
    path_for("plans/<int:plan_id>/sign-off/", signing.sign_off, MEMBER, name="sign-off"),
    path_for("plans/<int:plan_id>/sign-off/sign/", signing.sign, SIGNER, name="sign"),
    path_for("plans/<int:plan_id>/sign-off/send-back/", signing.send_back, SIGNER, name="send-back"),
    path_for("plans/<int:plan_id>/sign-off/withdraw/", signing.withdraw, SIGNER, name="withdraw"),
    path_for("plans/<int:plan_id>/signed/<int:signing_number>/", signing.signed, MEMBER, name="signed"),
    path_for("plans/<int:plan_id>/signed/<int:signing_number>/json/", signing.signed_file, MEMBER, name="signed-file"),
    path_for("council/signing/", signing.choices, COUNCIL_ADMIN, name="signing-choices"),
    path_for(f"{ROW}evidence/add/", evidence.add, EDITOR, name="add-evidence"),
    path_for(f"{ROW}evidence/<int:evidence_id>/", evidence.change, EDITOR, name="evidence"),
    path_for(f"{ROW}evidence/<int:evidence_id>/end/", evidence.end, EDITOR, name="evidence-end"),
    path_for(f"{ROW}evidence/<int:evidence_id>/file/", evidence.file, MEMBER, name="evidence-file"),
    path_for("plans/<int:plan_id>/findings/", findings.findings, MEMBER, name="findings"),
    path_for(FINDING, findings.finding, MEMBER, name="finding"),
    path_for(f"{FINDING}accept/", findings.accept, EDITOR, name="accept-finding"),
    path_for(f"{FINDING}take-back/", findings.take_back, EDITOR, name="take-back-acceptance"),
    path_for("plans/answers.json", take_away.answers, MEMBER, name="answers"),
    path_for("plans/<int:plan_id>/take-away/", take_away.page, MEMBER, name="take-away"),
    path_for("plans/<int:plan_id>/take-away/<slug:format>/", take_away.file, MEMBER, name="take-away-file"),
    path_for("plans/<int:plan_id>/take-away/own/<int:document_id>/", take_away.own, MEMBER, name="take-away-own"),
    path_for(
        "plans/<int:plan_id>/take-away/own/<int:document_id>/file/",
        take_away.own_file,
        MEMBER,
        name="take-away-own-file",
    ),
]
