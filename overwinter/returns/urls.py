"""Pages of returns, and who may reach them."""

from overwinter.infra.access import path_for
from overwinter.providers.api import PROVIDER_EDITOR, PROVIDER_READER
from overwinter.returns.views import building, entering, files, forms, overtaken, reading, rules

app_name = "returns"
_FORM, _FILE = "returns/forms/<slug:form_code>/", "returns/files/<int:file_id>/"
_RULE = "returns/rules/<slug:rule_code>/"
_VERSION = f"{_FORM}versions/<int:version_id>/"
_DRAFT = "returns/made/<int:return_id>/drafts/<int:draft_id>/"
_PERIOD = "returns/<slug:form_code>/<str:period_start>/"
urlpatterns = [
    path_for("returns/", reading.list_forms, PROVIDER_READER, name="list"),
    path_for("returns/made/<int:return_id>/", reading.show_return, PROVIDER_READER, name="made"),
    path_for(_DRAFT, overtaken.show_draft, PROVIDER_EDITOR, name="draft"),
    path_for(f"{_DRAFT}leave/", overtaken.leave_draft, PROVIDER_EDITOR, name="leave-draft"),
    path_for("returns/locations/<int:location_id>/", reading.show_history, PROVIDER_READER, name="history"),
    path_for("returns/files/", files.list_files, PROVIDER_READER, name="files"),
    path_for("returns/files/new/", files.upload, PROVIDER_EDITOR, name="upload"),
    path_for(_FILE, files.show_file, PROVIDER_READER, name="file"),
    path_for(f"{_FILE}columns/", files.choose_columns, PROVIDER_EDITOR, name="columns"),
    path_for(f"{_FILE}go-on/", files.go_on, PROVIDER_EDITOR, name="go-on"),
    path_for("returns/forms/", forms.list_all, PROVIDER_READER, name="forms"),
    path_for("returns/forms/make/", building.make, PROVIDER_EDITOR, name="make"),
    path_for(_FORM, forms.show_form, PROVIDER_READER, name="form"),
    path_for(f"{_FORM}use/", forms.use_form, PROVIDER_EDITOR, name="use"),
    path_for(f"{_FORM}stop/", forms.stop_form, PROVIDER_EDITOR, name="stop"),
    path_for(f"{_FORM}versions/begin/", building.begin_version, PROVIDER_EDITOR, name="begin"),
    path_for(_VERSION, building.build, PROVIDER_EDITOR, name="build"),
    path_for(f"{_VERSION}preview/", building.preview, PROVIDER_EDITOR, name="preview"),
    path_for(f"{_VERSION}when/", building.change_version, PROVIDER_EDITOR, name="version"),
    path_for(f"{_VERSION}add/", building.change_question, PROVIDER_EDITOR, name="add-question"),
    path_for(f"{_VERSION}<slug:question_code>/", building.change_question, PROVIDER_EDITOR, name="question"),
    path_for(f"{_VERSION}<slug:question_code>/move/", building.move_question, PROVIDER_EDITOR, name="move-question"),
    path_for(f"{_VERSION}sums/add/", building.change_sum, PROVIDER_EDITOR, name="add-sum"),
    path_for(f"{_VERSION}sums/<slug:sum_key>/", building.change_sum, PROVIDER_EDITOR, name="sum"),
    path_for(f"{_VERSION}sums/<slug:sum_key>/remove/", building.remove_sum, PROVIDER_EDITOR, name="remove-sum"),
    path_for("returns/rules/", rules.list_rules, PROVIDER_READER, name="rules"),
    path_for(_RULE, rules.show_rule, PROVIDER_READER, name="rule"),
    path_for(f"{_RULE}on/", rules.switch_on, PROVIDER_EDITOR, name="switch-on"),
    path_for(f"{_RULE}off/", rules.switch_off, PROVIDER_EDITOR, name="switch-off"),
    path_for("returns/<slug:form_code>/", reading.show_now, PROVIDER_READER, name="now"),
    path_for(_PERIOD, reading.show_period, PROVIDER_READER, name="period"),
    path_for(f"{_PERIOD}<int:location_id>/", entering.enter, PROVIDER_EDITOR, name="enter"),
]
