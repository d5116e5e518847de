"""What people do at the door, in the audit log."""

from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth.signals import user_logged_in, user_logged_out

from overwinter.accounts.models import User
from overwinter.infra import audit


def _note(verb: str) -> Any:
    def receiver(user: User | None = None, **_rest: Any) -> None:
        if user is not None:
            audit.record_alone(verb, by=user, subject=user)

    return receiver


def connect() -> None:
    """Called once, when the app is ready."""
    for signal, verb in [
        (user_logged_in, "signed in"),
        (user_logged_out, "signed out"),
        (password_set, "password set"),
        (password_changed, "password changed"),
        (password_reset, "password reset"),
        (authenticator_added, "authenticator added"),
        (authenticator_removed, "authenticator removed"),
        (authenticator_reset, "recovery codes made"),
    ]:
        signal.connect(_note(verb), weak=False, dispatch_uid=f"accounts: {verb}")
