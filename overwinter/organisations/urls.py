"""Pages of the council's administration, and of the installation's."""

from overwinter.infra.access import SIGNED_IN, path_for
from overwinter.organisations.permissions import COUNCIL_ADMIN, MEMBER, ROLE_KEEPER, SYSTEM_ADMIN
from overwinter.organisations.views import council, councils, groups, people, roles

urlpatterns = [
    path_for("council/", council.council, MEMBER, name="council"),
    path_for("council/settings/", council.council_settings, COUNCIL_ADMIN, name="council_settings"),
    path_for("council/switch/", council.switch_council, SIGNED_IN, name="switch_council"),
    path_for("council/people/", people.people, COUNCIL_ADMIN, name="people"),
    path_for("council/people/add/", people.add_person, COUNCIL_ADMIN, name="add_person"),
    path_for("council/people/<int:user_id>/", people.person, COUNCIL_ADMIN, name="person"),
    path_for("council/people/<int:user_id>/shut/", people.shut_account, COUNCIL_ADMIN, name="shut_account"),
    path_for("council/people/<int:user_id>/open/", people.open_account, COUNCIL_ADMIN, name="open_account"),
    path_for("council/people/<int:user_id>/link/", people.password_link, COUNCIL_ADMIN, name="password_link"),
    path_for("council/roles/", roles.roles, MEMBER, name="roles"),
    path_for("council/roles/add/", roles.add_role, ROLE_KEEPER, name="add_role"),
    path_for("council/roles/<int:role_id>/", roles.role, MEMBER, name="role"),
    path_for("council/roles/<int:role_id>/hand-over/", roles.hand_over_role, ROLE_KEEPER, name="hand_over_role"),
    path_for("council/roles/<int:role_id>/end/", roles.end_role, ROLE_KEEPER, name="end_role"),
    path_for("council/groups/", groups.groups, MEMBER, name="groups"),
    path_for("council/groups/add/", groups.add_group, ROLE_KEEPER, name="add_group"),
    path_for("council/groups/<int:group_id>/terms/", groups.group_terms, MEMBER, name="group_terms"),
    path_for("council/groups/<int:group_id>/rename/", groups.rename_group, ROLE_KEEPER, name="rename_group"),
    path_for("council/groups/<int:group_id>/end/", groups.end_group, ROLE_KEEPER, name="end_group"),
    path_for("councils/", councils.councils, SYSTEM_ADMIN, name="councils"),
    path_for("councils/add/", councils.add_council, SYSTEM_ADMIN, name="add_council"),
    path_for("councils/<int:council_id>/", councils.one_council, SYSTEM_ADMIN, name="one_council"),
    path_for("councils/<int:council_id>/place/", councils.place_council, SYSTEM_ADMIN, name="place_council"),
]
