"""The address of a contact is encrypted where it stands; its keyed digest beside it is how it is found."""

from overwinter.accounts.api import clean_address
from overwinter.infra import keyed

PURPOSE = "address of a contact"


def address_digest(email: str) -> str:
    """What ``Contact.email_digest`` holds for an address; empty for none."""
    return keyed.digest(clean_address(email), purpose=PURPOSE) if email.strip() else ""


def address_digests(email: str) -> list[str]:
    """What it may hold, also where the installation's secret was changed since it was written."""
    return keyed.digests(clean_address(email), purpose=PURPOSE) if email.strip() else []
