"""Pages of support, continuity, assessments and risk, and who may reach them."""

from overwinter.infra.access import path_for
from overwinter.market.permissions import MARKET_READER
from overwinter.market.views import assessments, continuity, quality, risk, support
from overwinter.providers.api import PROVIDER_EDITOR

app_name = "market"
_AT = "<int:location_id>/"
urlpatterns = [
    path_for("quality/", quality.show_quality, MARKET_READER, name="quality"),
    path_for("quality/meeting/", quality.show_meeting, MARKET_READER, name="meeting"),
    path_for("support-plans/", support.list_homes, MARKET_READER, name="support-plans"),
    path_for(f"support-plans/{_AT}", support.show_home, MARKET_READER, name="support-plan"),
    path_for(f"support-plans/{_AT}answer/", support.answer, PROVIDER_EDITOR, name="answer-support-plan"),
    path_for("continuity/", continuity.list_register, MARKET_READER, name="continuity"),
    path_for(f"continuity/{_AT}", continuity.show_location, MARKET_READER, name="continuity-of"),
    path_for(f"continuity/{_AT}record/", continuity.record, PROVIDER_EDITOR, name="record-continuity"),
    path_for("continuity/file/<int:continuity_id>/", continuity.give_file, MARKET_READER, name="continuity-file"),
    path_for("assessments/", assessments.list_assessments, MARKET_READER, name="assessments"),
    path_for(f"assessments/{_AT}", assessments.show_location, MARKET_READER, name="assessments-of"),
    path_for(f"assessments/{_AT}record/", assessments.record, PROVIDER_EDITOR, name="record-assessment"),
    path_for("assessments/review/<int:assessment_id>/", assessments.review, PROVIDER_EDITOR, name="review-assessment"),
    path_for("risk/", risk.list_risk, MARKET_READER, name="risk"),
    path_for("risk/work-out/", risk.work_out, PROVIDER_EDITOR, name="work-out-risk"),
    path_for(f"risk/{_AT}", risk.show_location, MARKET_READER, name="risk-of"),
    path_for(f"risk/{_AT}finances/", risk.record_viability, PROVIDER_EDITOR, name="record-viability"),
]
