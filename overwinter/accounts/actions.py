"""Every change to people. Who may do it is decided by the context that calls; these record who did."""

import secrets

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import login, logout
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse

from overwinter.accounts import queries
from overwinter.accounts.models import User
from overwinter.infra import audit
from overwinter.kernel.verdict import Refused

NO_ADDRESS = "program.invalid"
"""No mail can reach this domain: the name is kept free for such use (RFC 2606)."""


PROVIDER_NAME = "Care provider"
"""In the place of a name, which is not asked of somebody outside every council."""


@transaction.atomic
def add_person(
    *, email: str, name: str, by: User | None, password: str | None = None, is_system_admin: bool = False
) -> User:
    """A new person; without ``password`` they choose one through a set-password link. The address must be new."""
    user = User.objects.create_user(email, password, name=" ".join(name.split()), is_system_admin=is_system_admin)
    audit.record("person added", by=by, subject=user, details={"system_admin": is_system_admin})
    return user


@transaction.atomic
def add_identity(*, name: str, by: User) -> User:
    """Under whose number the work of a program is kept, in histories and in the audit log. Nobody can sign in as it: it
    has no password, no address that mail reaches, and its account is shut."""
    address = f"{secrets.token_hex(12)}@{NO_ADDRESS}"
    identity = User.objects.create_user(address, None, name=name, is_active=False)
    audit.record("identity of a program added", by=by, subject=identity)
    return identity


@transaction.atomic
def add_provider(*, email: str, by: User | None) -> User:
    """Somebody outside every council, who comes in by a link to this address, which must be new. No name is kept."""
    user = User.objects.create_user(email, None, name=PROVIDER_NAME, is_provider=True)
    audit.record("provider added", by=by, subject=user)
    return user


def enter_as_provider(*, request: HttpRequest, seconds: int, by: User) -> None:
    """``by`` is signed in from now on, for so long and no longer, however busy they are. Raises Refused for a person of
    a council: they never come in as a provider."""
    if not (by.is_provider and by.is_active):
        raise Refused("This address is no provider’s. Sign in to Overwinter with your password instead.")
    login(request, by, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session.set_expiry(seconds)


def sign_out(*, request: HttpRequest, by: User) -> None:
    """The audit log is told by the signal of the library, as of everybody who leaves."""
    del by
    logout(request)


@transaction.atomic
def rename_person(*, user: User, name: str, by: User) -> None:
    user.name = " ".join(name.split())
    user.save(update_fields=["name"])
    audit.record("person renamed", by=by, subject=user)


@transaction.atomic
def shut_account(*, user: User, by: User | None) -> None:
    """They can no longer sign in; what they did stays theirs. Open sessions end with the next page they ask for."""
    user.is_active = False
    user.save(update_fields=["is_active"])
    audit.record("account shut", by=by, subject=user)


@transaction.atomic
def open_account(*, user: User, by: User | None) -> None:
    user.is_active = True
    user.save(update_fields=["is_active"])
    audit.record("account opened", by=by, subject=user)


@transaction.atomic
def appoint_system_admin(*, email: str, name: str, by: User | None) -> User:
    """The person with this address runs the installation from now on; their account is made, or opened, if need be.

    ``name`` is used for a new account only. ``by`` is None where it is done at the installation's own command line.
    """
    user = queries.find_person(email)
    if user is None:
        return add_person(email=email, name=name, by=by, is_system_admin=True)
    if user.is_provider:
        raise Refused(f"{user.email} is a care provider’s address. Somebody who runs the installation needs another.")
    if not user.is_active:
        open_account(user=user, by=by)
    if not user.is_system_admin:
        user.is_system_admin = True
        user.save(update_fields=["is_system_admin"])
        audit.record("system administrator made", by=by, subject=user)
    return user


@transaction.atomic
def remove_second_factor(*, user: User, by: User | None) -> bool:
    """Authenticator app and recovery codes go; the password alone signs them in. False when there was none."""
    removed, _ = Authenticator.objects.filter(user=user).delete()
    if removed:
        audit.record("second factor removed", by=by, subject=user)
    return bool(removed)


@transaction.atomic
def make_link_at(*, user: User, site: str, by: User | None) -> str:
    """The whole address at which ``user`` chooses a password, once, within three days.

    ``site`` is where the installation is reached, such as ``https://winter.example.gov.uk``.
    """
    key = default_token_generator.make_token(user)
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})
    audit.record("set-password link made", by=by, subject=user)
    return f"{site.rstrip('/')}{path}"


@transaction.atomic
def make_password_link(*, user: User, request: HttpRequest, by: User) -> str:
    """As :func:`make_link_at`, and mailed to them when this installation can send mail.

    The caller shows it to ``by`` when it cannot.
    """
    url = make_link_at(user=user, site=request.build_absolute_uri("/"), by=by)
    if queries.mail_is_set():
        words = {"url": url, "name": user.name, "by": by.name, "email": user.email}
        letter = get_adapter().render_mail("account/email/invitation", user.email, words)
        transaction.on_commit(letter.send)
    return url
