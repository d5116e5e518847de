"""What the portal shows a person of a provider of their own services."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from overwinter.design.parts import Link
from overwinter.kernel.days import full_day, long_day
from overwinter.kernel.words import counted
from overwinter.operations.api import Ask, Bulletin
from overwinter.portal.domain.places import Manager, OwnPlace
from overwinter.portal.due import Standing, is_open_to_change
from overwinter.portal.models import Helpline, KnownDevice
from overwinter.portal.pages.asked import ask_rows
from overwinter.portal.pages.entering import PLACE
from overwinter.returns.api import Entered, OpenReturn, Return, Timing

# --- all places


def services(manager: Manager, standing: Sequence[Standing], today: date) -> dict[str, Any]:
    return {
        "title": "Your services", "place": PLACE, "manager": manager, "lede": _services_lede(standing),
        "standing": [(each, _stands(each, today)) for each in sorted(standing, key=_order)],
    }  # fmt: skip


def _order(each: Standing) -> tuple[bool, date, str, int]:
    """What is late first, then what is due soonest."""
    return (not each.late, each.soonest or date.max, each.place.name, each.place.location_id)


def _services_lede(standing: Sequence[Standing]) -> str:
    owed = sum(each.owed for each in standing)
    homes = sum(1 for each in standing if each.owed)
    if not owed:
        return "Nothing is due for any of your services now."
    return f"{counted(owed, 'return is', 'returns are')} due, for {homes} of your {counted(len(standing), 'service')}."


def _stands(each: Standing, today: date) -> str:
    if each.soonest is None:
        made = counted(each.made, "return was", "returns were")
        return f"Nothing due. {made} sent for this period." if each.made else "Nothing due."
    late = f"{counted(each.late, 'return')} late. " if each.late else ""
    return f"{late}{counted(each.owed, 'return')} to make, the first {_by(each.soonest, today)}."


def _by(due: date, today: date) -> str:
    return f"was due by {long_day(due)}" if due < today else f"by {day_words(due)}"


def day_words(day: date) -> str:
    """ "Monday 16 November"."""
    return f"{day:%A} {long_day(day)}"


# --- one place


@dataclass(frozen=True, slots=True)
class DueRow:
    title: str
    when: str
    why: str
    url: str
    action: str
    late: bool
    main: bool
    made: bool


def place(
    found: OwnPlace, opened: Sequence[OpenReturn], asks: Sequence[Ask], bulletins: Iterable[Bulletin],
    sent: Sequence[Return], helpline: Helpline | None, today: date, *, is_only: bool,
) -> dict[str, Any]:  # fmt: skip
    rows = _due_rows(found, opened, today)
    return {
        "title": found.name, "place": ", ".join(part for part in (found.town, found.council) if part), "own": found,
        "lede": _place_lede(opened, [each for each in asks if not each.done], today),
        "due": [row for row in rows if not row.made], "made": [row for row in rows if row.made],
        "asks": ask_rows(found, (each for each in asks if not each.done), today),
        "settled": ask_rows(found, (each for each in asks if each.done), today),
        "bulletins": [(each, full_day(each.day)) for each in bulletins],
        "sent": [sent_row(found, each) for each in sent], "helpline": helpline,
        "breadcrumbs": () if is_only else (Link("Your services", reverse("portal:home")),),
    }  # fmt: skip


def _due_rows(found: OwnPlace, opened: Sequence[OpenReturn], today: date) -> list[DueRow]:
    rows, has_main = list[DueRow](), False
    for each in opened:
        made, late = each.is_submitted, each.timing is Timing.NONE
        rows.append(
            DueRow(
                each.form.title, _when(each, today), each.definition.why, return_url(found, each),
                _action(each, today), late, not made and not has_main, made,
            )
        )  # fmt: skip
        has_main = has_main or not made
    return rows


def _action(each: OpenReturn, today: date) -> str:
    if not each.is_submitted:
        return "Make the return"
    return "Change it" if is_open_to_change(each, today) else "See what was sent"


def return_url(found: OwnPlace, each: OpenReturn) -> str:
    return reverse("portal:return", args=[found.location_id, each.form.code, each.period.start.isoformat()])


def _when(each: OpenReturn, today: date) -> str:
    due = day_words(each.period.due)
    if each.kept is not None and each.is_submitted and each.kept.submitted_at is not None:
        at = timezone.localtime(each.kept.submitted_at)
        change = f" You can change it until {due}." if today <= each.period.due else ""
        return f"For {each.period.label}. Sent on {long_day(at.date())} at {at:%-H:%M}.{change}"
    begun = f" {begun_words(each)}" if begun_words(each) else ""
    if each.timing is Timing.NONE:
        days = (today - each.period.due).days
        return f"For {each.period.label}. It was due by the end of {due}, {counted(days, 'day')} ago.{begun}"
    minutes = f" About {counted(each.definition.minutes, 'minute')}." if each.definition.minutes else ""
    return f"For {each.period.label}. Due by the end of {due}.{minutes}{begun}"


def begun_words(each: OpenReturn) -> str:
    """Whose answers stand in a return that was not sent: a manager keeps theirs on the device, so an officer's."""
    if each.kept is None or each.is_submitted:
        return ""
    at = timezone.localtime(each.kept.saved_at)
    return f"Begun by the council’s officer on {long_day(at.date())} at {at:%-H:%M}."


def _place_lede(opened: Sequence[OpenReturn], asks: Sequence[Ask], today: date) -> str:
    owed = [each for each in opened if not each.is_submitted]
    if not owed and not asks:
        made = " What was due has been sent." if opened else ""
        return f"Nothing is asked of you now.{made}"
    parts = []
    if owed:
        first = min(owed, key=lambda each: each.period.due)
        late = sum(each.period.due < today for each in owed)
        told = f", {late} of them late" if late else f", the first by {day_words(first.period.due)}"
        state = "late" if late == len(owed) else f"due{told}"
        parts.append(f"{counted(len(owed), 'return is', 'returns are')} {state}.")
    if asks:
        parts.append(f"The council asks {counted(len(asks), 'other thing' if owed else 'thing')} of you.")
    return " ".join(parts)


def sent_row(found: OwnPlace, each: Return) -> tuple[str, str, str]:
    """The words of the link, its address, and when and as whom it was sent."""
    url = reverse("portal:sent-return", args=[found.location_id, each.pk])
    return (f"{each.form.title}, {period_words(each)}", url, sent_words(each))


def period_words(each: Return) -> str:
    return f"{each.period_start:%B %Y}" if each.period_start.day == 1 else full_day(each.period_start)


def sent_words(each: Return) -> str:
    if each.submitted_at is None:
        return ""
    at = timezone.localtime(each.submitted_at)
    who = f" as {each.entered_as.lower()}" if each.entered_as else ""
    often = "once" if each.number == 2 else f"{each.number - 1} times"
    changed = f", changed {often}" if each.number > 1 else ""
    unchanged = ", nothing had changed" if each.no_change else ""
    return f"Sent on {full_day(at.date())}, {how_sent(each.entered)}{who}{changed}{unchanged}"


def how_sent(entered: str) -> str:
    """As a manager would say it."""
    return {
        Entered.PROVIDER: "in the portal", Entered.PHONE: "told to the council on the phone",
        Entered.IMPORT: "brought in by the council from a file",
    }[Entered(entered)]  # fmt: skip


# --- devices


def devices(manager: Manager, known: Sequence[KnownDevice], helpline: Helpline | None) -> dict[str, Any]:
    return {
        "title": "Devices you are known on", "place": PLACE, "manager": manager, "helpline": helpline,
        "lede": "On these no code is asked for when you open a link. Forget one that you no longer use, or have lost.",
        "devices": [(each, _since(each), each.pk == manager.device_id) for each in known],
        "breadcrumbs": (Link("Your services", reverse("portal:home")),),
    }  # fmt: skip


def _since(device: KnownDevice) -> str:
    last, until = timezone.localtime(device.last_seen).date(), timezone.localtime(device.known_until).date()
    return f"Last used on {full_day(last)}; known until {full_day(until)}"
