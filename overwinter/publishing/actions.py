"""Every write: wording the page, publishing a version of it, withdrawing one."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.db.models import Max

from overwinter.accounts.api import User
from overwinter.infra import audit, clock
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import get_viewer, list_people_to_name
from overwinter.plans import api as plans
from overwinter.publishing import permissions, queries
from overwinter.publishing.domain import rules
from overwinter.publishing.domain.content import from_values
from overwinter.publishing.domain.making import differences
from overwinter.publishing.models import PublicPage, PublicWords, PublishedVersion

MOVED_ON = "Somebody has changed this since you opened it. Your words are still in the form: look again, then save."


@transaction.atomic
def change_page(
    *, plan: plans.Plan, introduction: str, help_words: str, contact: str, names_withheld: str,
    approved: Collection[int], expected_version: int, by: User,
) -> PublicPage:  # fmt: skip
    """What stands round the rows, and whom the page may name. Raises Refused."""
    viewer = get_viewer(by)
    permissions.may_manage_page(viewer, council_id=plan.council_id).require()
    nameable = {person.user_id for person in list_people_to_name(viewer, council_id=plan.council_id)}
    if not set(approved) <= nameable:
        raise Refused("One of the people you ticked is no longer with the council. Look at the list again.")
    page, _ = PublicPage.objects.select_for_update().get_or_create(plan=plan, defaults={"version": 0})
    if page.version != expected_version:
        raise Refused(MOVED_ON)
    page.introduction, page.help_words, page.contact = introduction.strip(), help_words.strip(), contact.strip()
    page.names_withheld = names_withheld.strip()
    page.version += 1
    _save(page, by)
    page.names_approved.set(approved)
    audit.record(
        "public page changed", by=by, subject=page, chain=plan.council.code, details={"approved": sorted(approved)}
    )
    return page


@transaction.atomic
def change_words(
    *, plan: plans.Plan, response_id: int, words: str, left_out_because: str, expected_version: int, by: User
) -> PublicWords:
    """Other words for the public, or that the row is left out and why; both empty: the answer as it stands."""
    viewer = get_viewer(by)
    permissions.may_manage_page(viewer, council_id=plan.council_id).require()
    response = plans.get_response(viewer, plan.pk, response_id)
    found, _ = PublicWords.objects.select_for_update().get_or_create(response=response, defaults={"version": 0})
    if found.version != expected_version:
        raise Refused(MOVED_ON)
    found.words, found.left_out_because = words.strip(), left_out_because.strip()
    found.version += 1
    _save(found, by)
    audit.record("public words changed", by=by, subject=response, chain=plan.council.code)
    return found


@transaction.atomic
def publish(*, plan: plans.Plan, expected_digest: str, by: User) -> PublishedVersion:
    """Show the public the page as it stands, as a version of its own. ``expected_digest`` is that of the preview.

    Raises Refused when a rule forbids it, or when the plan has moved on since the preview was looked at.
    """
    viewer = get_viewer(by)
    permissions.may_manage_page(viewer, council_id=plan.council_id).require()
    PublicPage.objects.select_for_update().filter(plan=plan).first()
    content = queries.get_draft(viewer, plan).content
    standing = queries.list_own_versions(viewer, plan).filter(withdrawn_at=None).first()
    rules.may_publish(content, newest_digest=standing.digest if standing else "").require()
    if content.digest != expected_digest:
        raise Refused("The plan has changed since this preview was made. Look at the new preview, then publish it.")
    last = PublishedVersion.objects.filter(plan=plan).aggregate(last=Max("number"))["last"] or 0
    before = from_values(standing.content) if standing else None
    version = PublishedVersion.objects.create(
        plan=plan, number=last + 1, as_at=content.as_at, published_at=clock.now(), published_by=by,
        content=content.as_values, digest=content.digest, changed=" ".join(differences(before, content)),
    )  # fmt: skip
    audit.record(
        "page published", by=by, subject=version, chain=plan.council.code,
        details={"number": version.number, "digest": version.digest},
    )  # fmt: skip
    return version


@transaction.atomic
def withdraw(*, plan: plans.Plan, number: int, notice: str, by: User) -> PublishedVersion:
    """Put a notice in the place of a version. What was published is kept. Raises Refused."""
    permissions.may_manage_page(get_viewer(by), council_id=plan.council_id).require()
    version = PublishedVersion.objects.select_for_update().get(plan=plan, number=number)
    rules.may_withdraw(is_withdrawn=version.is_withdrawn, notice=notice).require()
    version.withdrawn_at, version.withdrawn_by, version.notice = clock.now(), by, notice.strip()
    version.save(update_fields=["withdrawn_at", "withdrawn_by", "notice"])
    audit.record(
        "page withdrawn", by=by, subject=version, chain=plan.council.code, details={"number": number, "notice": notice}
    )
    return version


def _save(record: Any, by: User) -> None:
    record._history_user = by
    record._history_date = clock.now()
    record.save()
