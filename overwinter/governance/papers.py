"""The agenda, or the minutes, as a paper to send and print."""

from collections.abc import Iterator

from overwinter.design.documents import Block, Heading, Paper, Quiet, Sheet, Text
from overwinter.governance.domain.agenda import ORDER_SAID
from overwinter.governance.domain.record import ItemRecord, MeetingRecord, OutcomeRecord, grouped, is_as_made
from overwinter.kernel.days import full_day
from overwinter.kernel.words import counted

OUTCOMES = {"decision": "Decision", "action": "Action", "escalation": "Escalated"}
CAME = {"came": "Came", "apologies": "Sent apologies", "absent": "Did not come"}


def paper_of(record: MeetingRecord) -> Paper:
    minutes = bool(record.closed)
    what = "Minutes" if minutes else "Agenda"
    place = f". {record.place}" if record.place else ""
    return Paper(
        title=f"{record.group}: {what.lower()}",
        council=record.council,
        beneath=f"{record.when}{place}",
        lede=lede(record),
        footing=f"{record.council}, {record.group}, {what.lower()} of {full_day(record.day)}",
        notice=f"{record.council} is invented, and so is all that is said of it here." if record.is_demo else "",
        subject=what,
        blocks=tuple(_blocks(record, minutes=minutes)),
    )


def file_name(record: MeetingRecord, format: str) -> str:
    name = "-".join("".join(sign if sign.isalnum() else " " for sign in record.group).split())
    return f"{name or 'Group'}-{'minutes' if record.closed else 'agenda'}-{record.on}.{format}"


def lede(record: MeetingRecord) -> str:
    """What came of it, or how the rows stand before it."""
    if not record.closed:
        return f"{counted(len(record.items), 'item')}. {record.standing}"
    said = [counted(record.count("decision"), "decision"), counted(record.count("action"), "action")]
    if up := record.count("escalation"):
        said.append(f"{counted(up, 'item')} escalated")
    came = sum(1 for each in record.attendance if each.came == "came")
    return f"{', '.join(said)}. {came} came. On the day: {record.standing[0].lower()}{record.standing[1:]}"


def _blocks(record: MeetingRecord, *, minutes: bool) -> Iterator[Block]:
    if record.attendance:
        yield Heading("Who came")
        yield Sheet(
            "Who came", ("Member", "Part", "Came"),
            tuple((each.title, each.part.capitalize(), CAME[each.came]) for each in record.attendance), (6, 2, 3),
        )  # fmt: skip
    number = 0
    for kind, items in grouped(record):
        yield Heading(kind.label)
        for item in items:
            number += 1
            yield from _item(item, number)
    if minutes:
        actions = [each for each in record.outcomes if each.kind == "action"]
        if actions:
            yield Heading("Actions of this meeting")
            yield Sheet("Actions of this meeting", ("Action", "Owner", "Due"), tuple(map(_action, actions)), (7, 4, 3))
        yield Quiet(f"Closed by {record.closed}.")
    elif is_as_made(record):
        yield Quiet(ORDER_SAID)


def _item(item: ItemRecord, number: int) -> Iterator[Block]:
    yield Heading(f"{number}. {item.title}", level=2)
    if item.reason:
        yield Quiet(item.reason)
    if item.note:
        yield Text(item.note)
    for each in item.outcomes:
        label = OUTCOMES[each.kind]
        if each.taken_back_why:
            yield Text(f"{each.text} (taken back: {each.taken_back_why})", strong=f"{label}, taken back:")
        else:
            yield Text(f"{each.text}{_who_and_when(each)}", strong=f"{label}:")


def _who_and_when(each: OutcomeRecord) -> str:
    if each.kind != "action":
        return ""
    return f" ({each.owner or 'no owner'}, {f'by {each.due}' if each.due else 'no date'})"


def _action(each: OutcomeRecord) -> tuple[str, str, str]:
    return each.text, each.owner or "No owner", each.due or "No date"
