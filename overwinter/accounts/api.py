"""The door to people who sign in."""

from overwinter.accounts.actions import (
    add_identity,
    add_person,
    add_provider,
    appoint_system_admin,
    enter_as_provider,
    make_link_at,
    make_password_link,
    open_account,
    remove_second_factor,
    rename_person,
    shut_account,
    sign_out,
)
from overwinter.accounts.demo import SHARED_WORDS as DEMO_PASSWORD
from overwinter.accounts.demo import DemoAccount, list_demo_accounts
from overwinter.accounts.demo import offer_accounts as offer_demo_accounts
from overwinter.accounts.models import User, clean_address
from overwinter.accounts.ports import connect_account_links
from overwinter.accounts.queries import find_person, list_people, mail_is_set, network_of, signed_in

__all__ = [
    "DEMO_PASSWORD",
    "DemoAccount",
    "User",
    "add_identity",
    "add_person",
    "add_provider",
    "appoint_system_admin",
    "clean_address",
    "connect_account_links",
    "enter_as_provider",
    "find_person",
    "list_demo_accounts",
    "list_people",
    "mail_is_set",
    "make_link_at",
    "make_password_link",
    "network_of",
    "offer_demo_accounts",
    "open_account",
    "remove_second_factor",
    "rename_person",
    "shut_account",
    "sign_out",
    "signed_in",
]
