"""The people of the demo. All are invented, and their names say so."""

from functools import cache

from django.contrib.auth.hashers import make_password

from overwinter.accounts import api as accounts
from overwinter.accounts.api import DEMO_PASSWORD, User
from overwinter.config.demo.script import Person


def add_demo_person(person: Person, *, is_system_admin: bool = False) -> User:
    user = accounts.add_person(email=person.email, name=person.name, by=None)
    user.password = _password()
    user.is_system_admin = is_system_admin
    user.save()
    return user


@cache
def _password() -> str:
    """All of them share the one that their page shows: to make it hard to guess for each takes a third of a second."""
    return make_password(DEMO_PASSWORD)
