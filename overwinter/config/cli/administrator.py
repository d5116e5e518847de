"""``overwinter administrator`` and ``second-factor``: what only whoever runs the installation may do."""

import argparse
import sys
from typing import Any
from urllib.parse import urlsplit


def add_commands(commands: "argparse._SubParsersAction[Any]") -> None:
    words = "make somebody a system administrator, and print the link at which they choose a password"
    command = commands.add_parser("administrator", help=words)
    command.add_argument("email", help="the address they sign in with")
    command.add_argument("--name", default="", help="their name; needed when they have no account yet")
    command.add_argument("--site", default="", metavar="URL", help="where people reach this installation")
    command.add_argument("--shut", action="store_true", help="shut the account instead, when they leave")
    command.set_defaults(run=run_administrator)
    words = "remove the second factor of somebody who has lost phone and recovery codes"
    factor = commands.add_parser("second-factor", help=words)
    factor.add_argument("email", help="the address they sign in with")
    factor.set_defaults(run=run_second_factor)


def run_second_factor(arguments: argparse.Namespace) -> int:
    import django

    django.setup()
    from overwinter.accounts import api as accounts

    person = accounts.find_person(arguments.email)
    if person is None or not accounts.remove_second_factor(user=person, by=None):
        print(f"overwinter second-factor: {arguments.email} has no second factor here.", file=sys.stderr)
        return 2
    print(f"{person.name} ({person.email}) signs in with the password alone now. Ask them to set up an app again.")
    return 0


def run_administrator(arguments: argparse.Namespace) -> int:
    import django

    django.setup()
    problem = _what_is_wrong(arguments)
    if problem:
        print(f"overwinter administrator: {problem}", file=sys.stderr)
        return 2
    return _shut(arguments.email) if arguments.shut else _appoint(arguments)


def _what_is_wrong(arguments: argparse.Namespace) -> str:
    """One sentence; empty when nothing is."""
    from django.conf import settings
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email
    from django.db import connection

    from overwinter.accounts import api as accounts

    if "accounts_user" not in connection.introspection.table_names():
        return "The database is not set up yet. Run `overwinter setup` first."
    try:
        validate_email(arguments.email.strip())
    except ValidationError:
        return f"“{arguments.email}” is not an email address. Write it like name@council.gov.uk."
    person = accounts.find_person(arguments.email)
    if arguments.shut:
        return "" if person is not None and person.is_system_admin else f"{arguments.email} runs nothing here."
    site = urlsplit(arguments.site or settings.SITE_URL)
    if site.scheme not in ("http", "https") or not site.netloc:
        return f"“{arguments.site}” is not an address of a site. Write it like https://winter.council.gov.uk."
    if person is None and not arguments.name.strip():
        return f"{arguments.email} has no account yet. Say who it is with --name."
    return ""


def _appoint(arguments: argparse.Namespace) -> int:
    from django.conf import settings
    from django.db import transaction

    from overwinter.accounts import api as accounts

    with transaction.atomic():
        user = accounts.appoint_system_admin(email=arguments.email, name=arguments.name, by=None)
        link = accounts.make_link_at(user=user, site=arguments.site or settings.SITE_URL, by=None)
    print(f"{user.name} ({user.email}) is a system administrator of this installation.")
    print(f"They choose a password here, once, within three days:\n  {link}")
    return 0


def _shut(email: str) -> int:
    from overwinter.accounts import api as accounts

    user = accounts.find_person(email)
    if user is not None and user.is_active:
        accounts.shut_account(user=user, by=None)
    print(f"{email} can no longer sign in. What they did stays theirs.")
    return 0
