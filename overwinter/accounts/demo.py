"""The accounts of the demo, and what each is for. They exist only where the setting ``DEMO`` is on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.conf import settings

from overwinter.accounts.models import User
from overwinter.kernel.verdict import ALLOWED, Verdict, refused

SHARED_WORDS = "overwinter-demo"
"""The password of every demo account, shown on their page. One click signs in with it as if typed, so an account with a
password of its own stays shut even where ``DEMO`` was left on by mistake."""


@dataclass(frozen=True, slots=True)
class DemoAccount:
    email: str
    council: str
    """Empty for the administrator of the installation."""
    role: str
    sees: str
    """What a visitor meets when they sign in with it, as a sentence."""


_list_accounts: Callable[[], Sequence[DemoAccount]] = tuple


def offer_accounts(list_accounts: Callable[[], Sequence[DemoAccount]]) -> None:
    """Say which accounts the demo page lists; ``config.wiring`` does it, because only the demo knows them."""
    global _list_accounts
    _list_accounts = list_accounts


def list_demo_accounts() -> Sequence[DemoAccount]:
    """Those that are in this database and open; an installation without the demo has none."""
    accounts = _list_accounts()
    people = User.objects.filter(email__in=[account.email for account in accounts], is_active=True)
    emails = set(people.values_list("email", flat=True))
    return [account for account in accounts if account.email in emails]


def may_sign_in(email: str) -> Verdict:
    """Whether one click signs in with this address: only in a demo, and only to the accounts it lists."""
    if not settings.DEMO:
        return refused("This is not a demonstration. Sign in with your own email address and password.")
    if email not in {account.email for account in list_demo_accounts()}:
        return refused("This is not one of the demo accounts. Choose one of those listed.")
    return ALLOWED
