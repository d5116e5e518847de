"""The words of what waits: what to do, with what, and why."""

from collections.abc import Mapping
from datetime import date

from overwinter.design.parts import Need
from overwinter.frameworks.api import get_limits
from overwinter.home.domain.waiting import OFFERED, Reason, Waiting
from overwinter.kernel.days import full_day

VERBS: Mapping[Reason, tuple[str, str]] = {
    Reason.ROW_LATE: ("Update", "Update the row"),
    Reason.ACTION_LATE: ("Finish", "See the action"),
    Reason.MEETING_NOT_CLOSED: ("Close", "Open the meeting"),
    Reason.NO_AGENDA: ("Prepare", "Make the agenda"),
    Reason.AGENDA_TO_SEND: ("Send", "Open the agenda"),
    Reason.NO_MEETING: ("Plan", "Plan a meeting"),
    Reason.OTHERS_LATE: ("Chase", "See who is late"),
    Reason.TO_SIGN: ("Sign", "Look and sign"),
    Reason.ESCALATED: ("Decide", "Read and decide"),
    Reason.MENTIONED: ("Answer", "Answer"),
    Reason.SENT_BACK: ("Mend", "See why"),
    Reason.LETTER_TO_SEND: ("Send", "See the letter"),
    Reason.CHANGED_SINCE_SIGNED: ("Look", "See what changed"),
    Reason.PUBLIC_CHANGED: ("Publish", "See the page"),
    Reason.RECORDS_DISAGREE: ("Decide", "See both sides"),
    Reason.EVIDENCE_EXPIRED: ("Show", "Show newer evidence"),
    Reason.ACCEPTED_NO_MORE: ("Decide", "See the finding"),
    Reason.WEBHOOK_OFF: ("Look", "See why"),
    Reason.DOCUMENT_UNREAD: ("Look", "See why"),
    Reason.DOCUMENT_EMPTY: ("Look", "See what was read"),
    Reason.DOCUMENT_TO_REVIEW: ("Review", "Review the rows"),
    Reason.DOCUMENT_TO_APPLY: ("Apply", "See what would change"),
    Reason.REVIEW_DUE: ("Review", "Review the row"),
    Reason.ACCEPTED_ENDS: ("Decide", "See the finding"),
    Reason.EVIDENCE_ENDS: ("Renew", "See the evidence"),
    Reason.FINDINGS: ("Mend", "See the finding"),
    Reason.NO_LEAD: ("Name", "See the rows"),
    Reason.NO_DATE: ("Date", "Set a date"),
}


def need_of(item: Waiting, today: date, *, main: bool) -> Need:
    verb, action = (item.verb, item.action) if item.reason in OFFERED else VERBS[item.reason]
    return Need(
        verb=verb, title=_title(item), url=item.url, why=_why(item, today), who=item.who, action=action, main=main
    )


def _title(item: Waiting) -> str:
    rows = "1 row" if item.count == 1 else f"{item.count} rows"
    match item.reason:
        case Reason.NO_LEAD:
            return f"A lead for {rows}"
        case Reason.CHANGED_SINCE_SIGNED:
            return f"{rows} changed since the plan was signed"
        case Reason.OTHERS_LATE:
            return f"{rows} led by others, past {'its' if item.count == 1 else 'their'} date"
        case Reason.NO_DATE if item.count:
            return f"A date for {rows} you lead"
        case Reason.FINDINGS if item.count:
            return f"Findings on {rows} you lead"
        case Reason.EVIDENCE_ENDS if item.count:
            return f"{item.count} pieces of evidence that expire soon"
        case Reason.RECORDS_DISAGREE if item.count:
            return f"Whether {rows} are as they say"
        case Reason.RECORDS_DISAGREE:
            return f"Whether {item.subject} is as it says"
    return item.subject


def _why(item: Waiting, today: date) -> str:
    since = full_day(item.since) if item.since else ""
    days = item.days(today)
    until = full_day(item.due) if item.due else ""
    ago = "yesterday" if days == 1 else "today" if days == 0 else f"{days} days ago"
    match item.reason:
        case Reason.ROW_LATE:
            return (
                f"Its date was {since}, {ago}, and it is not fully met. Say that it is, or move the date and say why."
            )
        case Reason.ACTION_LATE:
            return f"“{shortened(item.detail)}” was due on {since}, {ago}."
        case Reason.OTHERS_LATE:
            return (
                f"{item.subject}{'' if item.count == 1 else ' is the first'}: its date, or a gap action’s, has passed."
            )
        case Reason.TO_SIGN:
            return f"It waits for you since {since}, {ago}. Sign it, or send it back and say why."
        case Reason.SENT_BACK:
            return f"It was not signed, on {since}, {ago}: “{shortened(item.detail)}”"
        case Reason.LETTER_TO_SEND:
            by = f" The department asks for it by {full_day(item.due)}." if item.due else ""
            return f"The plan was signed on {since}, and no letter has been recorded as sent.{by}"
        case Reason.CHANGED_SINCE_SIGNED:
            return f"It was signed as it stood on {since}, {ago}. See what is different, and sign again if it matters."
        case Reason.ESCALATED:
            return f"Raised {ago}, on {since}, and not decided: “{shortened(item.detail)}”"
        case Reason.MENTIONED:
            return f"A note for you, {ago}: “{shortened(item.detail)}” Keep the row, or write a note back."
        case Reason.PUBLIC_CHANGED:
            return f"The public has read it since {since}; {rows_say(item.count)} otherwise now. Publish a newer one."
        case Reason.RECORDS_DISAGREE if item.count:
            return f"{item.subject} is the first: what it says and what the records show are not the same."
        case Reason.RECORDS_DISAGREE:
            return f"{shortened(item.detail, 240)} Change what it says, or accept it with a reason."
        case Reason.EVIDENCE_EXPIRED | Reason.WORK_NOW | Reason.WORK_SOON | Reason.WORK_WAITS | Reason.TO_READ:
            return item.detail
        case Reason.ACCEPTED_NO_MORE:
            return f"It was accepted until {since}, {ago}: “{shortened(item.detail)}” Mend it, or accept it anew."
        case Reason.ACCEPTED_ENDS:
            until = full_day(item.due) if item.due else ""
            return f"It is accepted until {until}: “{shortened(item.detail)}” Then it stands again."
        case Reason.EVIDENCE_ENDS if item.count:
            return f"{item.subject} is the first. Say that they are still true, or show newer ones."
        case Reason.EVIDENCE_ENDS:
            return f"“{shortened(item.detail, 80)}” is good until {until}. Say that it is still true, or show newer."
        case Reason.FINDINGS if item.count:
            return f"{item.subject} is the first. Each says how it is mended."
        case Reason.FINDINGS:
            return shortened(item.detail, 200)
        case Reason.MEETING_NOT_CLOSED:
            return f"It met on {since}, {ago}. Record what came of it and close it, so that its minutes stand."
        case Reason.NO_AGENDA:
            return f"The agenda for {_meeting_day(item, today)} meeting is not made yet."
        case Reason.AGENDA_TO_SEND:
            return (
                f"The agenda for {_meeting_day(item, today)} meeting is made, and nobody has said that it was sent to "
                "the members."
            )
        case Reason.NO_MEETING:
            return f"By its cadence it meets on {since}, and no meeting is planned."
        case Reason.WEBHOOK_OFF:
            return f"It could not be told of changes and was switched off {ago}. {item.detail}"
        case Reason.DOCUMENT_UNREAD:
            return f"Brought in {ago}, and could not be read. {item.detail}"
        case Reason.DOCUMENT_EMPTY:
            return (
                f"Brought in {ago}, and no row in it could be placed. See what was read, or upload another "
                f"file. It stays here for {get_limits(today)['today-empty-document'].said}."
            )
        case Reason.DOCUMENT_TO_REVIEW:
            rows = "1 row waits" if item.count == 1 else f"{item.count} rows wait"
            return f"{rows} for a decision. Nothing enters the plan before you apply it."
        case Reason.DOCUMENT_TO_APPLY:
            rows = "1 row is" if item.count == 1 else f"{item.count} rows are"
            return f"{rows} accepted and not in the plan yet. Apply the document, so that the plan says so."
        case Reason.REVIEW_DUE:
            return f"Its review was set for {since}." if days else "Its review is due today."
        case Reason.NO_LEAD:
            return (
                f"{item.subject}{'' if item.count == 1 else ' is the first'}: nobody is asked to keep such a row true."
            )
        case Reason.NO_DATE if item.count:
            return f"{item.subject} is the first: with no date and no review, nobody will look at such a row again."
        case Reason.NO_DATE:
            return "It has no date and no review is set, so nobody will look at it again."


def rows_say(count: int) -> str:
    return "1 row stands" if count == 1 else f"{count} rows stand"


def _meeting_day(item: Waiting, today: date) -> str:
    """ "today’s", "Tuesday’s": a meeting that is near."""
    return "today’s" if item.since == today else f"{item.since:%A}’s"


def shortened(text: str, most: int = 140) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]}…"
