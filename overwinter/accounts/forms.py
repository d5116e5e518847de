"""The signing-in library's forms in our words: a label above each field, a hint where one helps, no placeholder."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django import forms

WORDS = {
    "login": ("Email address", ""),
    "email": ("Email address", ""),
    "password": ("Password", ""),
    "oldpassword": ("Your password now", ""),
    "password1": ("New password", "At least 12 characters. Three words you can remember make a good one"),
    "password2": ("New password again", ""),
    "code": ("Code", "The six digits your authenticator app shows now, or one of your recovery codes"),
}
REQUIRED = {
    "login": "Enter your email address",
    "email": "Enter your email address",
    "password": "Enter your password",
    "oldpassword": "Enter the password you have now",
    "password1": "Enter a new password",
    "password2": "Enter the new password again",
    "code": "Enter the code your authenticator app shows",
}


def _in_our_words(form: forms.BaseForm) -> None:
    for name, field in form.fields.items():
        field.label, field.help_text = WORDS[name]
        field.error_messages["required"] = REQUIRED[name]
        field.widget.attrs.pop("placeholder", None)


class OurWords:
    """Mixed in before a form of the library."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if isinstance(self, forms.BaseForm):
            _in_our_words(self)


class SignInForm(OurWords, account.LoginForm):  # type: ignore[misc]  # allauth ships no types
    pass


class ChangePasswordForm(OurWords, account.ChangePasswordForm):  # type: ignore[misc]
    pass


class ResetPasswordForm(OurWords, account.ResetPasswordForm):  # type: ignore[misc]
    users: list[Any]

    def clean_email(self) -> str:
        """Providers have no password to choose: they come in by a link each time."""
        email = str(super().clean_email())
        self.users = [user for user in self.users if not user.is_provider]
        return email


class ResetPasswordKeyForm(OurWords, account.ResetPasswordKeyForm):  # type: ignore[misc]
    pass


class ReauthenticateForm(OurWords, account.ReauthenticateForm):  # type: ignore[misc]
    pass


class CodeForm(OurWords, mfa.AuthenticateForm):  # type: ignore[misc]
    pass


class ReauthenticateCodeForm(OurWords, mfa.ReauthenticateForm):  # type: ignore[misc]
    pass


class SetUpAppForm(OurWords, totp.ActivateTOTPForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = "The six digits the app shows after you have added Overwinter to it"


class DemoSignInForm(forms.Form):
    email = forms.EmailField(widget=forms.HiddenInput)
