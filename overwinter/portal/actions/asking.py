"""Asking for a link, and sending it to those who may come in.

The page that asks does the same for every address: it writes the asking down and leaves the rest to a job. Neither its
words nor its time tell whether an address is known.
"""

from django.db import transaction

from overwinter.accounts.api import User, add_provider, clean_address, find_person
from overwinter.infra import audit, clock, keyed, mail
from overwinter.infra.jobs import enqueue
from overwinter.portal import addresses, queries
from overwinter.portal.domain.entering import Terms, digest_of, may_ask_for_link, new_secret
from overwinter.portal.models import LinkAsked, SignInLink
from overwinter.portal.writing import written

SEND = "overwinter.portal.jobs.send_link"
ADDRESS, NETWORK = "address of a link asked for", "network of a link asked for"


@transaction.atomic
def ask_for_link(*, email: str, network: str, by: User | None) -> LinkAsked:
    """``by`` is nobody: whoever asks is not signed in. Raises Refused where it was asked too often."""
    terms, now = queries.get_terms(), clock.now()
    address_digest = keyed.digest(clean_address(email), purpose=ADDRESS)
    network_digest = keyed.digest(network, purpose=NETWORK)
    by_address, by_network = queries.count_asked(
        address_digest=address_digest, network_digest=network_digest, since=now - terms.asked_within
    )
    may_ask_for_link(by_address=by_address, by_network=by_network, terms=terms).require()
    asked = LinkAsked.objects.create(
        address=clean_address(email), address_digest=address_digest, network_digest=network_digest, at=now
    )
    audit.record("sign-in link asked for", by=by, subject=asked)
    enqueue(SEND, asked.pk)
    return asked


def answer_asking(*, asked_id: int, by: User | None) -> None:
    """Send the link, if the address is one to send it to; then forget the address. Run again it sends nothing more."""
    with transaction.atomic():
        asked = LinkAsked.objects.select_for_update().filter(pk=asked_id).first()
        if asked is None or not asked.address:
            return
        email, asked.address = asked.address, None
        asked.save(update_fields=["address"])
        message = _message(email, by)
    if message is not None:
        _send(message, asked, by)


def _message(email: str, by: User | None) -> mail.Message | None:
    addressee = queries.find_addressee(email)
    if addressee.is_of_council:
        return written(email, "portal/mail/of_council", {"sign_in_url": addresses.council_sign_in()}, "of-council")
    places = [place for place in addressee.places if queries.carries_links(place)]
    if not places:
        return None
    secret = make_link(email=email, terms=queries.get_terms(), by=by)
    shown = {
        "url": addresses.link(secret), "minutes": int(queries.get_terms().link.total_seconds() // 60),
        "council": places[0].council, "places": places, "helpline": queries.find_helpline(places[0].council_id),
    }  # fmt: skip
    return written(email, "portal/mail/link", shown, digest_of(secret)[:24])


@transaction.atomic
def make_link(*, email: str, terms: Terms, by: User | None) -> str:
    """The secret of a new link for somebody who answers for a provider, with an account if it is their first."""
    user, now = find_person(email), clock.now()
    if user is None:
        user = add_provider(email=email, by=by)
    secret = new_secret()
    link = SignInLink.objects.create(user=user, digest=digest_of(secret), made_at=now, expires_at=now + terms.link)
    audit.record("sign-in link made", by=by, subject=link)
    return secret


def _send(message: mail.Message, asked: LinkAsked, by: User | None) -> None:
    """Whoever asked waits for it: what did not go is not tried again, but asked for again."""
    try:
        mail.send(message)
    except (mail.NotSent, mail.Unsure) as problem:
        audit.record_alone("sign-in link did not go", by=by, subject=asked, details={"reason": str(problem)})
    else:
        audit.record_alone("sign-in link sent", by=by, subject=asked)
