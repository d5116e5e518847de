"""Every page of the letter, the reports and the comparison, and who may reach it."""

from overwinter.assurance.views import compare, letter, reports, sent, template
from overwinter.infra.access import path_for
from overwinter.organisations.api import MEMBER, PLAN_MANAGER, SIGNER

app_name = "assurance"
PLAN = "plans/<int:plan_id>/"
TEMPLATE = "council/templates/<slug:template_kind>/"
urlpatterns = [
    path_for("letter/", letter.own, MEMBER, name="own"),
    path_for(f"{PLAN}letter/", letter.letter, MEMBER, name="letter"),
    path_for(f"{PLAN}letter/words/", letter.words, SIGNER, name="words"),
    path_for(f"{PLAN}letter/send/", letter.send, SIGNER, name="send"),
    path_for(f"{PLAN}letter/draft/<slug:file_format>/", letter.file, MEMBER, name="letter-file"),
    path_for(f"{PLAN}letters/<int:letter_number>/", sent.sent, MEMBER, name="sent"),
    path_for(f"{PLAN}letters/<int:letter_number>/<slug:file_format>/", sent.sent_file, MEMBER, name="sent-file"),
    path_for(f"{PLAN}compare/", compare.roll_up, MEMBER, name="compare"),
    path_for(f"{PLAN}compare/lacking/", compare.lacking, MEMBER, name="lacking"),
    path_for(f"{PLAN}compare/beside/", compare.beside, MEMBER, name="beside"),
    path_for(f"{PLAN}compare/requirements/<str:requirement_key>/", compare.requirement, MEMBER, name="requirement"),
    path_for("reports/", reports.own, MEMBER, name="own-reports"),
    path_for(f"{PLAN}reports/", reports.reports, MEMBER, name="reports"),
    path_for(f"{PLAN}reports/<slug:report_name>/", reports.make, MEMBER, name="make-report"),
    path_for(f"{PLAN}reports/<slug:report_name>/read/", reports.read, MEMBER, name="read-report"),
    path_for(f"{PLAN}reports/made/<int:report_number>/", reports.made, MEMBER, name="made-report"),
    path_for(f"{PLAN}reports/made/<int:report_number>/file/", reports.file, MEMBER, name="report-file"),
    path_for(f"{PLAN}reports/made/<int:report_number>/again/", reports.again, MEMBER, name="report-again"),
    path_for(TEMPLATE, template.template, PLAN_MANAGER, name="template"),
    path_for(f"{TEMPLATE}end/", template.end_template, PLAN_MANAGER, name="end-template"),
    path_for(f"{TEMPLATE}starter/", template.starter, PLAN_MANAGER, name="starter"),
]
