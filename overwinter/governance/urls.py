"""Groups, their meetings, and the calendar. Members read; a group's chair and secretary run its meetings."""

from overwinter.governance.views import agendas, calendar, groups, meetings
from overwinter.infra.access import PUBLIC, path_for
from overwinter.organisations.api import MEMBER

app_name = "governance"
GROUP = "boards/<int:group_id>/"
MEETING = "meetings/<int:meeting_id>/"
ITEM = f"{MEETING}items/<int:item_id>/"
OUTCOME = f"{MEETING}outcomes/<int:outcome_id>/"

urlpatterns = [
    path_for("boards/", groups.board_list, MEMBER, name="boards"),
    path_for(GROUP, groups.group, MEMBER, name="group"),
    path_for(f"{GROUP}plan/", groups.plan_meeting, MEMBER, name="plan-meeting"),
    path_for(f"{GROUP}escalate/", groups.escalate, MEMBER, name="escalate"),
    path_for(
        "boards/escalated/<int:escalation_id>/take-back/",
        groups.take_back_escalation,
        MEMBER,
        name="take-back-escalation",
    ),
    path_for(MEETING, meetings.meeting, MEMBER, name="meeting"),
    path_for(f"{MEETING}agenda/", meetings.make_agenda, MEMBER, name="make-agenda"),
    path_for(f"{MEETING}agenda/sent/", meetings.note_sent, MEMBER, name="agenda-sent"),
    path_for(f"{MEETING}move/", meetings.move, MEMBER, name="move-meeting"),
    path_for(f"{MEETING}cancel/", meetings.cancel, MEMBER, name="cancel-meeting"),
    path_for(f"{MEETING}attendance/", meetings.attendance, MEMBER, name="attendance"),
    path_for(f"{MEETING}close/", meetings.close, MEMBER, name="close-meeting"),
    path_for(f"{MEETING}paper/<slug:kind_of_paper>/", meetings.paper, MEMBER, name="paper"),
    path_for(f"{MEETING}add/", agendas.add, MEMBER, name="add-item"),
    path_for(ITEM, agendas.record, MEMBER, name="item"),
    path_for(f"{ITEM}change/", agendas.change, MEMBER, name="change-item"),
    path_for(f"{OUTCOME}take-back/", agendas.take_back, MEMBER, name="take-back-outcome"),
    path_for(f"{OUTCOME}done/", agendas.finish, MEMBER, name="finish-action"),
    path_for("calendar/", calendar.calendar, MEMBER, name="calendar"),
    path_for("calendar/addresses/", calendar.subscriptions, MEMBER, name="subscriptions"),
    path_for("calendar/addresses/<int:subscription_id>/revoke/", calendar.revoke, MEMBER, name="revoke-subscription"),
    path_for("calendar/feed/<slug:token>.ics", calendar.feed, PUBLIC, name="feed"),
]
