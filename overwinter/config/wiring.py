"""Who knows whom: contexts that must not import each other are joined here, and nowhere else."""

from importlib import import_module

from overwinter.accounts.api import connect_account_links
from overwinter.config import demo
from overwinter.config.operations import OPERATIONS
from overwinter.exchange.api import admin_pages as exchange_pages
from overwinter.exchange.api import hear
from overwinter.frameworks.api import get_limits
from overwinter.governance.api import GroupAddresses, OpenEscalations, connect_sources
from overwinter.home.api import connect_public_page
from overwinter.infra.audit import connect_listeners
from overwinter.intake.api import connect_destination
from overwinter.measures.api import connect_offers
from overwinter.operations.api import Operation, connect_door, connect_operations
from overwinter.organisations.api import connect_admin_pages, connect_group_pages
from overwinter.plans.api import connect_open_matters
from overwinter.plans.measures import PlanMeasures
from overwinter.plans.pages.signing import admin_pages as plans_pages
from overwinter.plans.receiving import PlanReceiver
from overwinter.portal.api import PortalDoor
from overwinter.providers.ports import connect_limits
from overwinter.publishing.api import WaitingPage
from overwinter.reminders.pages.choice import links_on_account as reminders_on_account


def connect() -> None:
    """Called once, when every context is loaded."""
    demo.offer_accounts()
    connect_destination(PlanReceiver())
    connect_limits(get_limits)
    operations = [load_operation(name) for name in OPERATIONS]
    connect_operations(*operations)
    connect_door(PortalDoor())
    connect_offers(PlanMeasures(), *(offer for operation in operations for offer in operation.measures))
    connect_group_pages(GroupAddresses())
    connect_admin_pages(plans_pages, exchange_pages)
    connect_account_links(reminders_on_account)
    connect_public_page(WaitingPage())
    connect_open_matters(OpenEscalations())
    connect_listeners(hear)
    connect_sources(
        agenda=[offer for operation in operations for offer in operation.agenda],
        calendar=[offer for operation in operations for offer in operation.calendar],
        hearing=[each for operation in operations for each in operation.hearing],
    )


def load_operation(name: str) -> Operation:
    """What the operation in the folder ``name`` offers."""
    operation = import_module(f"overwinter.{name}.operation").OPERATION
    if not isinstance(operation, Operation) or operation.name != name:
        raise TypeError(f"overwinter.{name}.operation must hold an OPERATION named {name}")
    return operation
