"""Who may see what was sent to whom, and who looks into the inbox of an installation without a mail server."""

from django.conf import settings
from django.http import HttpRequest

from overwinter.infra.access import SIGNED_IN, Readers
from overwinter.kernel.verdict import ALLOWED, Verdict, refused
from overwinter.organisations.api import Grant, Viewer, viewer_of

SEE_LOG = "Only the winter plan manager and the director of adult social services see what was sent to whom."


def may_see_log(viewer: Viewer, council_id: int | None) -> Verdict:
    if viewer.may(Grant.PLAN_MANAGER, council_id) or viewer.may(Grant.DIRECTOR, council_id):
        return ALLOWED
    return refused(SEE_LOG)


def _sees_log(request: HttpRequest) -> bool:
    viewer = viewer_of(request)
    return bool(may_see_log(viewer, viewer.council_id))


LOG_READER = Readers("log-reader", SEE_LOG, _sees_log)
INBOX_READER = Readers(
    "inbox-reader",
    "Only the administrator of this installation can see its inbox; in a demo everybody can.",
    lambda request: viewer_of(request).is_system_admin or (settings.DEMO and SIGNED_IN.lets_in(request)),
)
"""In a demo everybody, for the mail of its own accounts, whose password everybody knows."""
