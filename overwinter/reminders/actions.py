"""Choosing how often, and sending.

A mail and what it tells are written down before it goes, so that nothing is told that is not in the log. And it is said
to be on its way before it is handed over: a program that ends at the worst moment leaves a mail of which nobody knows
whether it went, and never one that is sent twice.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F, QuerySet

from overwinter.accounts.api import User
from overwinter.frameworks.api import get_limits
from overwinter.infra import audit, clock, mail
from overwinter.infra.bank_holidays import bank_holidays
from overwinter.kernel.verdict import Refused
from overwinter.kernel.winter import Winter
from overwinter.organisations.api import MEMBER, Officer, get_council, get_viewer
from overwinter.reminders import addresses, writing
from overwinter.reminders.domain.choosing import WEEKDAYS, Kind, Often, kinds_on
from overwinter.reminders.domain.sending import TELLS_STILL, Event, MailState, after, may_decide
from overwinter.reminders.domain.telling import Digest, Key, digest_of, reckoned
from overwinter.reminders.gathering import Ground, gather
from overwinter.reminders.models import Mail, MailChoice, Reminder
from overwinter.reminders.permissions import may_see_log

LONGEST_SENDING = timedelta(minutes=15)
"""A mail that is still being sent after this time was left so by a program that ended."""
AT_ONCE = 100
"""Mails of one job; the rest go with the next."""
STOPPED_BEFORE = "The program stopped before it was sent."
STOPPED_WITHIN = "The program stopped while it was being sent."


@transaction.atomic
def choose_mail(*, council_id: int, often: Mapping[Kind, Often], weekday: int, by: User) -> MailChoice:
    """From the next mail on."""
    if not get_viewer(by).belongs_to(council_id):
        raise Refused(MEMBER.words)
    if weekday not in range(len(WEEKDAYS)) or set(often) != set(Kind):
        raise Refused("Say for each kind how often you want to be told, and on which day of the week.")
    chosen, _ = MailChoice.objects.update_or_create(
        user=by, council_id=council_id,
        defaults={
            "often": {kind.value: each.value for kind, each in often.items()}, "weekday": weekday,
            "chosen_at": clock.now(),
        },
    )  # fmt: skip
    audit.record("mail chosen", by=by, subject=chosen, chain=chosen.council.code, details=chosen.often)
    return chosen


@dataclass(frozen=True, slots=True)
class Run:
    """What one run for a council did."""

    sent: int
    more: bool
    """Whether there may be people left whom it did not come to."""


def send_due(*, council_id: int, day: date, by: User | None) -> Run:
    """Send everybody of the council what is due on ``day``. Run again it sends only what has not gone.

    While the server cannot be reached each mail is written down as not sent, with that reason, for the next run.
    """
    if get_council(council_id).is_demo and mail.is_set():
        return Run(0, more=False)  # its people are invented, and have no mailboxes
    ground = gather(council_id=council_id, day=day)
    sent, made, in_the_way = 0, 0, ""
    for officer in ground.officers if ground is not None else ():
        if ground is None or (mail_of_day := _make(ground, officer)) is None:
            continue
        made += 1
        if in_the_way:
            _move(mail_of_day, Event.STOP, in_the_way)
            continue
        state, unreachable = _hand_over(mail_of_day, by)
        sent += state is MailState.SENT
        in_the_way = mail_of_day.reason if unreachable else ""
        if made >= AT_ONCE:
            return Run(sent, more=True)
    return Run(sent, more=False)


def send_again(*, mail_id: int, by: User) -> Mail:
    """Somebody decides that a mail which may have gone goes once more, as it was written."""
    with transaction.atomic():
        found = _undecided(mail_id, by)
        _move(found, Event.RELEASE)
    _hand_over(found, by)
    return found


@transaction.atomic
def note_arrival(*, mail_id: int, by: User) -> Mail:
    """The person has the mail of which nobody knew whether it had gone."""
    found = _undecided(mail_id, by)
    _move(found, Event.CONFIRM)
    audit.record("mail said to have arrived", by=by, subject=found, chain=found.council.code)
    return found


def _undecided(mail_id: int, by: User) -> Mail:
    found = Mail.objects.select_for_update(of=("self",)).select_related("council", "user").get(pk=mail_id)
    may_see_log(get_viewer(by), found.council_id).require()
    may_decide(MailState(found.state)).require()
    return found


@transaction.atomic
def _make(ground: Ground, officer: Officer) -> Mail | None:
    """The mail of the day for one person, with what it tells; None where there is nothing new, or it went already."""
    User.objects.select_for_update().get(pk=officer.user.pk)  # one run at a time for each person
    _settle(ground, officer)
    mail_of_day = _mails_of(ground, officer).filter(day=ground.day).first()
    if mail_of_day is not None and mail_of_day.state != MailState.FAILED:
        return None
    kept = _kept_reminders(officer.user)
    left = {key for key, state in kept.items() if state in TELLS_STILL}
    again = get_limits(ground.day)["reminder-again"].days
    choice, holidays = ground.choice_of(officer), bank_holidays(ground.day.year)
    wanted = [
        reckoned(each, kept, today=ground.day, again_days=again)
        for each in ground.tellings(officer) if choice.often[each.kind] is not Often.NEVER
    ]  # fmt: skip
    digest = digest_of(
        wanted, kinds_on(choice, ground.day, holidays), told=kept.keys() - left, left=left, today=ground.day,
        again_days=again,
    )  # fmt: skip
    return _write_down(ground, officer, digest, mail_of_day, again) if digest.new else None


def _mails_of(ground: Ground, officer: Officer) -> QuerySet[Mail]:
    found = Mail.objects.filter(user=officer.user, council_id=ground.plan.council_id)
    return found.select_related("council", "user").order_by("-id")


def _settle(ground: Ground, officer: Officer) -> None:
    """What an earlier run left unfinished: what was not begun did not go, what was begun may have gone."""
    left = _mails_of(ground, officer)
    for each in left.filter(state=MailState.WAITING.value):
        _move(each, Event.STOP, STOPPED_BEFORE)
    for each in left.filter(state=MailState.SENDING.value, moved_at__lt=clock.now() - LONGEST_SENDING):
        _move(each, Event.BREAK, STOPPED_WITHIN)


def _kept_reminders(user: User) -> dict[Key, MailState]:
    """What is written down for a person, and what became of the mail that tells it."""
    fields = ("kind", "response_id", "subject", "on", "mail__state")
    found = Reminder.objects.filter(user=user).order_by("id").values_list(*fields)
    return {Key(kind, row, subject, on): MailState(state) for kind, row, subject, on, state in found}


def _write_down(ground: Ground, officer: Officer, digest: Digest, failed: Mail | None, again_days: int) -> Mail:
    """The mail with its reminders: the day's that failed, written anew, or a new one.

    What was told by a mail of an earlier day that did not go is told by this one instead.
    """
    council, now = ground.plan.council, clock.now()
    written = writing.write(
        digest, council=council.name, winter=str(Winter.parse(ground.plan.winter)), sent_as=officer.title,
        plan_id=ground.plan.pk, today=ground.day,
    )  # fmt: skip
    mail_of_day = failed or Mail(council=council, user=officer.user, day=ground.day, made_at=now)
    mail_of_day.sent_as, mail_of_day.subject = officer.title, written.subject
    mail_of_day.text, mail_of_day.html = written.text, written.html
    mail_of_day.state = (after(MailState.FAILED, Event.RETRY) if failed else MailState.WAITING).value
    mail_of_day.moved_at, mail_of_day.reason = now, ""
    mail_of_day.save()
    mail_of_day.reminders.all().delete()
    for order, each in enumerate(digest.new):
        key = each.key(ground.day, again_days)
        Reminder.objects.update_or_create(
            user=officer.user, kind=key.kind, response_id=key.response_id, subject=key.subject, on=key.on,
            defaults={"mail": mail_of_day, "row": each.row, "order": order},
        )  # fmt: skip
    return mail_of_day


def _hand_over(made: Mail, by: User | None) -> tuple[MailState, bool]:
    """Give it to the server, if nobody else has; and write down what became of it. True: no server can be reached."""
    sending = after(MailState.WAITING, Event.BEGIN)
    waiting = Mail.objects.filter(pk=made.pk, state=MailState.WAITING.value)
    if not waiting.update(state=sending.value, moved_at=clock.now(), tries=F("tries") + 1):
        return sending, False
    made.state = sending.value
    event, reason, unreachable = Event.TAKE, "", False
    message = mail.Message(
        made.user.email, made.subject, made.text, made.html, f"{made.key}@overwinter", addresses.choice()
    )
    try:
        mail.send(message)
    except mail.NotSent as problem:
        event, reason, unreachable = Event.REFUSE, str(problem), isinstance(problem, mail.Unreachable)
    except mail.Unsure as problem:
        event, reason = Event.BREAK, str(problem)
    with transaction.atomic():
        state = _move(made, event, reason)
        audit.record(f"mail {state.label.lower()}", by=by, subject=made, chain=made.council.code)
    return state, unreachable


def _move(found: Mail, event: Event, reason: str = "") -> MailState:
    state = after(MailState(found.state), event)
    found.state, found.moved_at, found.reason = state.value, clock.now(), reason
    found.save(update_fields=["state", "moved_at", "reason"])
    return state
