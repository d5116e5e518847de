"""Pages of what is counted, and who may reach them."""

from overwinter.infra.access import path_for
from overwinter.measures.views import entering, measures, own
from overwinter.organisations.api import EDITOR, MEMBER, PLAN_MANAGER

app_name = "measures"
urlpatterns = [
    path_for("", measures.measures, MEMBER, name="list"),
    path_for("own/new/", own.define, PLAN_MANAGER, name="define"),
    path_for("<slug:measure_code>/", measures.measure, MEMBER, name="measure"),
    path_for("<slug:measure_code>/reading/", entering.enter_reading, EDITOR, name="reading"),
    path_for("<slug:measure_code>/standard/", entering.set_standard, PLAN_MANAGER, name="standard"),
    path_for("<slug:measure_code>/words/", own.change, PLAN_MANAGER, name="words"),
    path_for("<slug:measure_code>/end/", own.end, PLAN_MANAGER, name="end"),
]
