"""What the signing-in library asks of us: nobody signs themselves up, errors in our words, secrets encrypted."""

from functools import cache
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from encrypted_fields.fields import EncryptedCharField

from overwinter.infra import mail

WRONG_CODE = (
    "This code is not right. Enter the six digits your authenticator app shows now; they change every 30 seconds"
)


class InvitedOnlyAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """People are added by an administrator."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "This account has been shut. Ask your council’s administrator to open it",
        "email_password_mismatch": "The email address or the password is not right. Check both and try again",
        "enter_current_password": "This is not your current password. Enter the one you signed in with",
        "incorrect_password": "This is not your password. Enter the one you signed in with",
        "too_many_login_attempts": (
            "Too many attempts with a wrong password. Wait five minutes and try again, or reset the password"
        ),
    }

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A link that chooses a password goes by mail or not at all: others read an inbox that is kept here."""
        if mail.is_set():
            super().send_mail(template_prefix, email, context)


class SealedMfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """Secrets of authenticator apps and seeds of recovery codes are encrypted with the keys of the encrypted fields."""

    error_messages: ClassVar[dict[str, Any]] = {**DefaultMFAAdapter.error_messages, "incorrect_code": WRONG_CODE}

    def get_totp_issuer(self) -> str:
        return "Overwinter"

    def encrypt(self, text: str) -> str:
        return str(_sealer().encrypt(text.encode()).decode())

    def decrypt(self, encrypted_text: str) -> str:
        return str(_sealer().decrypt(encrypted_text.encode()).decode())


@cache
def _sealer() -> Any:
    return EncryptedCharField().f
