"""People for tests: each signs in with the same words."""

from overwinter.accounts import api as accounts
from overwinter.accounts.api import User
from overwinter.organisations import api as organisations
from overwinter.organisations.api import Council, Grant

PASSWORD = "three quiet rivers"


def make_council(code: str = "northmere", name: str = "Northmere Council") -> Council:
    return organisations.add_council(code=code, name=name, by=None)


def make_person(email: str, *grants: Grant, council: Council | None = None, system_admin: bool = False) -> User:
    """Somebody who holds ``grants`` in the council and can sign in with ``PASSWORD``."""
    name = email.partition("@")[0].replace(".", " ").title()
    person = accounts.add_person(email=email, name=name, by=None, password=PASSWORD, is_system_admin=system_admin)
    for grant in grants:
        assert council is not None
        organisations.give_grant(user=person, council=council, kind=grant, by=None)
    return person
