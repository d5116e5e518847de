"""Whoever reads the mailbox of a contact is told that its number is to change, and that it has."""

from overwinter.accounts.api import User
from overwinter.infra import audit, mail
from overwinter.kernel.phones import mobile_of
from overwinter.portal import queries
from overwinter.portal.domain.entering import masked
from overwinter.portal.domain.numbers import NumberEnd
from overwinter.portal.models import NumberAsked
from overwinter.portal.writing import written


def tell_of_number(*, asked_id: int, by: User | None) -> None:
    """One mail to the address whose codes they are. Run again it says the same again."""
    rows = NumberAsked.objects.select_related("contact__location__council")
    asked = rows.filter(pk=asked_id).first()
    if asked is None or not asked.contact.email or asked.end == NumberEnd.WITHDRAWN.value:
        return
    place = queries.place_of(asked.contact.location, asked.contact.title)
    if not queries.carries_links(place):
        return
    old, end = mobile_of(asked.contact.phone or ""), asked.end
    shown = {
        "place": place.name, "council": place.council, "helpline": queries.find_helpline(place.council_id),
        "old": masked(old) if old else "", "is_asked": not end, "is_taken": bool(end) and NumberEnd(end).is_taken,
    }  # fmt: skip
    message = written(asked.contact.email, "portal/mail/number", shown, f"number-{asked.pk}-{end or 'asked'}")
    try:
        mail.send(message)
    except (mail.NotSent, mail.Unsure) as problem:
        details = {"reason": str(problem)}
        audit.record_alone(
            "mail of a new number did not go", by=by, subject=asked, chain=place.council_code, details=details
        )
