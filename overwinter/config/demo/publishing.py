"""The public pages of the demo: who is asked for help, which weeks a version came out, and one that was withdrawn."""

from overwinter.accounts.api import User
from overwinter.config.demo.script import PublicScript
from overwinter.organisations.api import get_viewer
from overwinter.plans.api import Plan
from overwinter.publishing import actions, queries


def word_page(plan: Plan, script: PublicScript, by: User) -> None:
    actions.change_page(
        plan=plan, introduction=script.introduction, help_words=script.help_words, contact=script.contact,
        names_withheld="", approved=(), expected_version=0, by=by,
    )  # fmt: skip


def publish(plan: Plan, by: User) -> None:
    digest = queries.get_draft(get_viewer(by), plan).content.digest
    actions.publish(plan=plan, expected_digest=digest, by=by)


def withdraw(plan: Plan, script: PublicScript, by: User) -> None:
    """The first version, with the script's notice."""
    actions.withdraw(plan=plan, number=1, notice=script.withdrawn, by=by)
