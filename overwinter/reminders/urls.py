"""Pages of mail, and who may reach them."""

from overwinter.infra.access import path_for
from overwinter.organisations.api import MEMBER
from overwinter.reminders.permissions import INBOX_READER, LOG_READER
from overwinter.reminders.views import choice, inbox, log

app_name = "reminders"
urlpatterns = [
    path_for("", choice.choice, MEMBER, name="choice"),
    path_for("sent/", log.log, LOG_READER, name="log"),
    path_for("sent/<int:mail_id>/", log.mail, LOG_READER, name="mail"),
    path_for("sent/<int:mail_id>/decide/", log.decide, LOG_READER, name="decide"),
    path_for("inbox/", inbox.inbox, INBOX_READER, name="inbox"),
    path_for("inbox/<int:kept_id>/", inbox.kept, INBOX_READER, name="kept"),
]
