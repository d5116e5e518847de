"""The demo winter: three invented councils, built through the same actions people use, one week after the other."""

from collections.abc import Callable
from datetime import date, timedelta

from overwinter.accounts.api import DEMO_PASSWORD, DemoAccount, list_demo_accounts, offer_demo_accounts
from overwinter.config.demo import script
from overwinter.config.demo.council import CouncilBuilder, moment
from overwinter.config.demo.people import add_demo_person
from overwinter.config.demo.portal import PortalScript
from overwinter.frameworks.api import find_catalogue_dir
from overwinter.infra import clock
from overwinter.kernel.winter import Winter
from overwinter.measures import api as measures
from overwinter.organisations.api import Council, Grant
from overwinter.returns import api as returns

WEEKS = 12
SYSTEM_ADMIN = script.Person("system", "system@overwinter.example", "Nia Tallis (invented)", (), None)


def is_empty() -> bool:
    return not Council.objects.exists()


def build(*, say: Callable[[str], None]) -> None:
    """Build twelve weeks of three councils in an empty database. Takes a few seconds."""
    say("Building the demo: three invented councils, twelve weeks of winter …")
    today = clock.today()
    fridays = last_fridays(today)
    scripts = script.load(find_catalogue_dir())
    measures.sync_catalogue(by=None)
    returns.sync_catalogue(by=None)
    with clock.standing_at(moment(fridays[0])):
        add_demo_person(SYSTEM_ADMIN, is_system_admin=True)
    for council in scripts:
        builder = CouncilBuilder(council, winter=Winter.of(today), today=today, fridays=fridays)
        builder.build()
        say(f"  {council.name}: {len(council.answers)} answers, {len(council.gaps)} gap actions")


def last_fridays(today: date) -> list[date]:
    """The Fridays of the demo's weeks, the last of them today or before."""
    latest = today - timedelta(days=(today.weekday() - 4) % 7)
    return [latest - timedelta(weeks=weeks) for weeks in range(WEEKS - 1, -1, -1)]


def sign_ins() -> str:
    """The demo accounts as lines for the terminal."""
    width = max(len(account.email) for account in list_demo_accounts())
    lines = [
        f"  {account.email:{width}}  {', '.join(part for part in (account.role, account.council) if part)}"
        for account in list_demo_accounts()
    ]
    return "\n".join([f"Sign in as one of these invented people; the password is {DEMO_PASSWORD}", *lines])


def offer_accounts() -> None:
    """Let the sign-in page list the demo's accounts."""
    offer_demo_accounts(_accounts)


def _accounts() -> list[DemoAccount]:
    accounts = [
        DemoAccount(person.email, council.name, _role(person), _sees(person))
        for council in script.load(find_catalogue_dir())
        for person in council.people
    ]
    councils = {council.code: council.name for council in script.load(find_catalogue_dir())}
    return [
        *accounts,
        *PortalScript.load(find_catalogue_dir()).accounts(councils),
        DemoAccount(SYSTEM_ADMIN.email, "", "System administrator", "Adds councils to this installation."),
    ]


def _role(person: script.Person) -> str:
    return person.role or Grant(person.grants[0]).label


def _sees(person: script.Person) -> str:
    if "plan_manager" in person.grants:
        return "Reads documents in, and changes every row of the plan."
    if "director" in person.grants:
        return "Signs the plan after its manager, and sees what changed since."
    if "chief_executive" in person.grants:
        return "Signs the plan last."
    if "contracts" in person.grants:
        return "Rings providers, and keeps what is known of them."
    if "quality" in person.grants:
        return "Follows up how good and how safe care is."
    if "infection" in person.grants:
        return "Follows up what is about infection, and rings homes about it."
    if "communications" in person.grants:
        return "Words the public page and publishes it."
    if "lead" in person.grants:
        return "Keeps the rows they lead."
    return "Reads the plan." if "viewer" in person.grants else "Keeps people, roles and reporting groups."
