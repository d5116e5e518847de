"""What an administrator may do about a person of their council."""

from collections.abc import Set
from dataclasses import dataclass

from overwinter.kernel.verdict import ALLOWED, Verdict, refused
from overwinter.organisations.domain.grants import Grant


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """A person, as the rules about them see them from one council."""

    is_oneself: bool
    """Whether the administrator looks at their own account."""
    is_open: bool
    is_system_admin: bool
    grants: Set[Grant]
    """What they hold in this council."""
    other_councils: int
    """How many other councils they hold a grant in."""
    other_admins: int
    """How many other people with an open account administer this council."""


def may_set_grants(person: PersonFacts, wanted: Set[Grant]) -> Verdict:
    if Grant.COUNCIL_ADMIN in person.grants and Grant.COUNCIL_ADMIN not in wanted and person.other_admins == 0:
        return refused("The council would have no administrator. Make another person administrator first")
    if not wanted and person.other_councils == 0:
        return refused("Choose at least one thing this person may do, or shut the account")
    return ALLOWED


def may_shut(person: PersonFacts) -> Verdict:
    if not person.is_open:
        return refused("The account is shut already.")
    if person.is_oneself:
        return refused("You cannot shut your own account. Ask another administrator.")
    if person.is_system_admin:
        return refused("This person runs the installation. Only whoever set it up can shut the account.")
    if person.other_councils:
        return refused("This person works for another council too. Take away what they may do here instead.")
    if Grant.COUNCIL_ADMIN in person.grants and person.other_admins == 0:
        return refused("The council would have no administrator. Make another person administrator first.")
    return ALLOWED


def may_open(person: PersonFacts) -> Verdict:
    return refused("The account is open already.") if person.is_open else ALLOWED


def may_make_link(person: PersonFacts) -> Verdict:
    """Whoever has the link chooses the password, so an administrator makes one only for people of theirs alone.

    Nor for somebody who has never signed in: what they hold in the other council is theirs from the day it was given.
    """
    if not person.is_open:
        return refused("The account is shut. Open it first.")
    if person.is_system_admin:
        return refused("This person runs the installation. They can reset their password on the sign-in page.")
    if person.other_councils:
        return refused(
            "This person works for another council too, so no administrator can choose a password for them. "
            "They can reset it on the sign-in page."
        )
    return ALLOWED
