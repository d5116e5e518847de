"""The pages of signing in. Of the library's many, only those we use; each says who may reach it."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.urls import register_converter

from overwinter.accounts.views import demo, own
from overwinter.infra.access import PUBLIC, SIGNED_IN, path_for


class Base36Converter:
    """The person's number in a set-password link; it has no hyphen, which ends it."""

    regex = "[0-9A-Za-z]+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Base36Converter, "base36")

urlpatterns = [
    path_for("", own.own_account, SIGNED_IN, name="own_account"),
    path_for("sign-in/", account.login, PUBLIC, name="account_login"),
    path_for("sign-out/", account.logout, PUBLIC, name="account_logout"),
    path_for("shut/", account.account_inactive, PUBLIC, name="account_inactive"),
    path_for("demo/", demo.demo_accounts, PUBLIC, name="demo_accounts"),
    path_for("demo/sign-in/", demo.demo_sign_in, PUBLIC, name="demo_sign_in"),
    path_for("confirm/", account.reauthenticate, SIGNED_IN, name="account_reauthenticate"),
    path_for("password/", account.password_change, SIGNED_IN, name="account_change_password"),
    path_for("password/reset/", own.ResetView.as_view(), PUBLIC, name="account_reset_password"),
    path_for("password/reset/sent/", account.password_reset_done, PUBLIC, name="account_reset_password_done"),
    path_for(
        "password/choose/done/",
        account.password_reset_from_key_done,
        PUBLIC,
        name="account_reset_password_from_key_done",
    ),
    path_for(
        "password/choose/<base36:uidb36>-<str:key>/",
        account.password_reset_from_key,
        PUBLIC,
        name="account_reset_password_from_key",
    ),
    path_for("app/", mfa.index, SIGNED_IN, name="mfa_index"),
    path_for("app/code/", mfa.authenticate, PUBLIC, name="mfa_authenticate"),
    path_for("app/confirm/", mfa.reauthenticate, SIGNED_IN, name="mfa_reauthenticate"),
    path_for("app/set-up/", totp.activate_totp, SIGNED_IN, name="mfa_activate_totp"),
    path_for("app/remove/", totp.deactivate_totp, SIGNED_IN, name="mfa_deactivate_totp"),
    path_for("app/recovery-codes/", codes.view_recovery_codes, SIGNED_IN, name="mfa_view_recovery_codes"),
    path_for("app/recovery-codes/new/", codes.generate_recovery_codes, SIGNED_IN, name="mfa_generate_recovery_codes"),
    path_for("app/recovery-codes/file/", codes.download_recovery_codes, SIGNED_IN, name="mfa_download_recovery_codes"),
]
