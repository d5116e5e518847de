"""Every page of a plan, and who may reach it."""

from overwinter.infra.access import path_for
from overwinter.organisations.api import MEMBER
from overwinter.plans.views import take_away

app_name = "plans"

urlpatterns = [
    path_for("answers.json", take_away.answers, MEMBER, name="answers"),
    path_for("<int:plan_id>/take-away/", take_away.page, MEMBER, name="take-away"),
    path_for("<int:plan_id>/take-away/<slug:format>/", take_away.file, MEMBER, name="take-away-file"),
    path_for("<int:plan_id>/take-away/own/<int:document_id>/", take_away.own, MEMBER, name="take-away-own"),
    path_for(
        "<int:plan_id>/take-away/own/<int:document_id>/file/", take_away.own_file, MEMBER, name="take-away-own-file"
    ),
]
