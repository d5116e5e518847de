"""Documents: members of the council see them, its plan managers bring them in, review and apply them."""

from overwinter.infra.access import path_for
from overwinter.intake.views import applying, documents, reshaping, review, rows, upload
from overwinter.organisations.api import MEMBER, PLAN_MANAGER

app_name = "intake"
DOCUMENT = "<int:document_id>/"
ROW = f"{DOCUMENT}rows/<int:row_id>/"

urlpatterns = [
    path_for("", documents.list_documents, MEMBER, name="list"),
    path_for("new/", upload.upload, PLAN_MANAGER, name="upload"),
    path_for(DOCUMENT, documents.show_document, MEMBER, name="document"),
    path_for(f"{DOCUMENT}original/", documents.get_original, MEMBER, name="original"),
    path_for(f"{DOCUMENT}again/", documents.read_again, PLAN_MANAGER, name="read-again"),
    path_for(f"{DOCUMENT}review/", documents.begin_review, PLAN_MANAGER, name="review"),
    path_for(f"{DOCUMENT}accept-confident/", review.accept_confident, PLAN_MANAGER, name="accept-confident"),
    path_for(f"{DOCUMENT}rows/", documents.list_rows, MEMBER, name="rows"),
    path_for(ROW, rows.show_row, MEMBER, name="row"),
    path_for(f"{ROW}decide/", rows.decide_row, PLAN_MANAGER, name="decide"),
    path_for(f"{ROW}split/", reshaping.split, PLAN_MANAGER, name="split"),
    path_for(f"{ROW}merge/", reshaping.merge, PLAN_MANAGER, name="merge"),
    path_for(f"{ROW}put-back/", reshaping.put_back, PLAN_MANAGER, name="put-back"),
    path_for(f"{DOCUMENT}unplaced/", review.show_tray, MEMBER, name="tray"),
    path_for(f"{DOCUMENT}unplaced/<int:piece_id>/", review.decide_piece, PLAN_MANAGER, name="piece"),
    path_for(f"{DOCUMENT}apply/", applying.apply, PLAN_MANAGER, name="apply"),
    path_for(f"{DOCUMENT}applied/", applying.show_applied, MEMBER, name="applied"),
]
