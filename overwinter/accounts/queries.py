"""Every read of people. None is scoped by council: accounts stand below councils, which ask for people by their ids."""

from collections.abc import Collection

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest

from overwinter.accounts.models import User, clean_address
from overwinter.infra import mail


def signed_in(request: HttpRequest) -> User:
    """Who is signed in. Raises PermissionDenied on a route that lets strangers in."""
    if not isinstance(request.user, User):
        raise PermissionDenied("Sign in to do this.")
    return request.user


def network_of(request: HttpRequest) -> str:
    """The network address the request came from; behind a proxy, the one that the proxy says."""
    return str(get_adapter().get_client_ip(request))


def find_person(email: str) -> User | None:
    return User.objects.filter(email=clean_address(email)).first()


def list_people(user_ids: Collection[int]) -> QuerySet[User]:
    """In the order of their addresses: names are encrypted, so the database cannot sort them."""
    return User.objects.filter(pk__in=user_ids).order_by("email", "id")


def mail_is_set() -> bool:
    """Whether this installation can send mail; without it, links are shown to the administrator who asks for them."""
    return mail.is_set()
