"""What other programs can be told of, and how the audit log says the same."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Event(StrEnum):
    RESPONSE = "response.changed"
    GAP_ACTION = "gap-action.changed"
    EVIDENCE = "evidence.changed"
    FINDING_RAISED = "finding.raised"
    FINDING_ENDED = "finding.ended"
    PLAN = "plan.changed"
    SIGNED = "plan.signed"
    PUBLISHED = "plan.published"
    WINTER = "plan.winter"
    READING = "reading.entered"
    TRIAL = "trial"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Event.RESPONSE: "A row was changed, reviewed or added",
    Event.GAP_ACTION: "A gap action was added or changed",
    Event.EVIDENCE: "Evidence was added, renewed or ended",
    Event.FINDING_RAISED: "A finding was raised, or stands again",
    Event.FINDING_ENDED: "A finding was mended or accepted",
    Event.PLAN: "Many rows changed at once: a document taken in, leads named",
    Event.SIGNED: "Somebody signed the plan, sent it back or withdrew",
    Event.PUBLISHED: "The public page was published or withdrawn",
    Event.WINTER: "A winter was closed or opened again, or its plan carried to the next",
    Event.READING: "A reading of a measure was entered",
    Event.TRIAL: "A trial, which tells of nothing",
}
CHOICES = tuple(event for event in Event if event is not Event.TRIAL)
OF_FINDINGS = frozenset({Event.FINDING_RAISED, Event.FINDING_ENDED})

VERBS: Mapping[str, Event] = {
    "answer changed": Event.RESPONSE,
    "answer reviewed": Event.RESPONSE,
    "local row added": Event.RESPONSE,
    "gap action added": Event.GAP_ACTION,
    "gap action changed": Event.GAP_ACTION,
    "gap action taken back": Event.GAP_ACTION,
    "evidence added": Event.EVIDENCE,
    "evidence renewed": Event.EVIDENCE,
    "evidence ended": Event.EVIDENCE,
    "plan started": Event.PLAN,
    "lead named": Event.PLAN,
    "many rows changed": Event.PLAN,
    "section ownership changed": Event.PLAN,
    "requirements added": Event.PLAN,
    "document taken into the plan": Event.PLAN,
    "group name followed": Event.PLAN,
    "plan signing: sign": Event.SIGNED,
    "plan signing: sign last": Event.SIGNED,
    "plan signing: send back": Event.SIGNED,
    "plan signing: withdraw": Event.SIGNED,
    "plan signing: withdraw first": Event.SIGNED,
    "page published": Event.PUBLISHED,
    "page withdrawn": Event.PUBLISHED,
    "winter closed": Event.WINTER,
    "winter reopened": Event.WINTER,
    "plan carried from last winter": Event.WINTER,
    "reading entered": Event.READING,
}
"""What the audit log says of a change, and which event it is. What is not here is told to nobody."""
MAY_MOVE_FINDINGS = frozenset({*VERBS, "finding accepted", "acceptance taken back"})
"""After these the findings of a plan may be others."""


@dataclass(frozen=True, slots=True)
class FindingKey:
    """A finding as it was told, or stands."""

    code: str
    subject: str
    fingerprint: str


def moved(told: Collection[FindingKey], standing: Collection[FindingKey]) -> tuple[list[FindingKey], list[FindingKey]]:
    """Which were raised and which ended since they were told. One that rests on other facts by now is raised anew."""
    names = {(each.code, each.subject) for each in standing}
    raised = sorted(set(standing) - set(told), key=lambda each: (each.code, each.subject))
    ended = [each for each in told if (each.code, each.subject) not in names]
    return raised, sorted(ended, key=lambda each: (each.code, each.subject))
