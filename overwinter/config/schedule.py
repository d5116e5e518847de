"""The timetable: what runs by itself, and when. The only list of it."""

from datetime import time

from overwinter.exchange import jobs as exchange
from overwinter.infra.jobs import run_daily, run_each_minute
from overwinter.market import jobs as market
from overwinter.measures import jobs as measures
from overwinter.portal import jobs as portal
from overwinter.providers import jobs as providers
from overwinter.reminders import jobs as reminders
from overwinter.returns import jobs as returns


def keep_timetable() -> None:
    """Called when the installation is set up; twice changes nothing."""
    run_daily("Rules look at returns", returns.look_today, at=time(6, 0))
    run_daily("The risk of every location worked out", market.work_out_today, at=time(6, 15))
    run_daily("The day’s readings of the measures", measures.take_today, at=time(6, 30))
    run_daily("Old answers to services forgotten", exchange.forget_answers, at=time(4, 30))
    run_daily("What webhooks were told long ago forgotten", exchange.forget_deliveries, at=time(4, 40))
    run_daily("Old sign-in links of providers forgotten", portal.forget_old, at=time(4, 45))
    run_daily("Contacts deleted that nobody needs any more", providers.forget_contacts_today, at=time(4, 50))
    run_daily("The day’s reminders by mail", reminders.send_today, at=time(7, 0))
    run_daily("Reminders that did not go, tried again", reminders.send_today, at=time(9, 0))
    run_daily("Reminders that did not go, tried once more", reminders.send_today, at=time(12, 0))
    run_daily("Findings told to webhooks", exchange.tell_findings, at=time(6, 45))
    run_each_minute("What became of text messages asked", portal.ask_what_became)
    run_each_minute("What is tried again sent to webhooks", exchange.send_due)
