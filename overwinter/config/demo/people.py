"""The people of the demo. All are invented, and their names say so."""

from overwinter.accounts import api as accounts
from overwinter.accounts.api import DEMO_PASSWORD, User
from overwinter.config.demo.script import Person


def add_demo_person(person: Person, *, is_system_admin: bool = False) -> User:
    user = accounts.add_person(email=person.email, name=person.name, by=None)
    user.set_password(DEMO_PASSWORD)
    user.is_system_admin = is_system_admin
    user.save()
    return user
