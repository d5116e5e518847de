"""Pages of locations of care, and who may reach them."""

from overwinter.infra.access import path_for
from overwinter.providers.permissions import DIRECTORY_KEEPER, PROVIDER_EDITOR, PROVIDER_READER
from overwinter.providers.views import details, directory, keeping, locations, places

app_name = "providers"
_ONE = "providers/<int:location_id>/"
_EDITION = "providers/directory/<int:edition_id>/"
urlpatterns = [
    path_for("providers/", locations.list_locations, PROVIDER_READER, name="list"),
    path_for("providers/add/", keeping.add_location, PROVIDER_EDITOR, name="add"),
    path_for("providers/add-employer/", keeping.add_employer, PROVIDER_EDITOR, name="add-employer"),
    path_for("providers/places/", places.list_places, PROVIDER_EDITOR, name="places"),
    path_for("providers/places/set/", places.set_places, PROVIDER_EDITOR, name="set-places"),
    path_for("providers/directory/", directory.list_editions, DIRECTORY_KEEPER, name="directory"),
    path_for("providers/directory/new/", directory.upload_edition, DIRECTORY_KEEPER, name="upload-edition"),
    path_for("providers/directory/area/", directory.name_area, PROVIDER_EDITOR, name="area"),
    path_for(_EDITION, directory.show_edition, DIRECTORY_KEEPER, name="edition"),
    path_for(f"{_EDITION}leave-out/", directory.leave_out, DIRECTORY_KEEPER, name="leave-out"),
    path_for(f"{_EDITION}agree/", directory.agree, DIRECTORY_KEEPER, name="agree-edition"),
    path_for(f"{_EDITION}leave/", directory.leave, DIRECTORY_KEEPER, name="leave-edition"),
    path_for(f"{_EDITION}go-on/", directory.go_on, DIRECTORY_KEEPER, name="go-on"),
    path_for(_ONE, locations.show_location, PROVIDER_READER, name="location"),
    path_for(f"{_ONE}history/", locations.show_history, PROVIDER_READER, name="history"),
    path_for(f"{_ONE}ratings/", locations.show_ratings, PROVIDER_READER, name="ratings"),
    path_for(f"{_ONE}change/", keeping.change_location, PROVIDER_EDITOR, name="change"),
    path_for(f"{_ONE}state/", keeping.change_state, PROVIDER_EDITOR, name="state"),
    path_for(f"{_ONE}services/add/", details.add_service, PROVIDER_EDITOR, name="add-service"),
    path_for(f"{_ONE}services/<int:provided_id>/", details.change_service, PROVIDER_EDITOR, name="service"),
    path_for(f"{_ONE}contacts/add/", details.add_contact, PROVIDER_EDITOR, name="add-contact"),
    path_for(f"{_ONE}contacts/<int:contact_id>/", details.change_contact, PROVIDER_EDITOR, name="contact"),
    path_for(f"{_ONE}kit/", details.change_kit, PROVIDER_EDITOR, name="kit"),
]
