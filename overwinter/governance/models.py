"""Meetings of reporting groups, what stands on their agendas, what came of it, and what climbs the ladder."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from overwinter.governance.domain.agenda import Kind
from overwinter.governance.domain.escalations import EscalationState
from overwinter.governance.domain.meetings import MeetingState
from overwinter.organisations.api import Council, ReportingGroup, Role


class Meeting(models.Model):
    group = models.ForeignKey(ReportingGroup, on_delete=models.PROTECT, related_name="meetings")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    """Names the meeting in people's calendars, for ever."""
    on = models.DateField()
    starts_at = models.TimeField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(default=60)
    place = models.CharField(max_length=200, blank=True)
    due_on = models.DateField(null=True, blank=True)
    """The day by the group's cadence, where the meeting was planned from it."""
    state = models.CharField(
        max_length=10, choices=[(s.value, s.label) for s in MeetingState], default=MeetingState.PLANNED.value
    )
    state_why = models.TextField(blank=True)
    """Why it was cancelled."""
    changes = models.PositiveIntegerField(default=0)
    """How often its day, time or place changed: calendars ask."""
    agenda_made_at = models.DateTimeField(null=True, blank=True)
    agenda_as = models.CharField(max_length=200, blank=True)
    agenda_sent_at = models.DateTimeField(null=True, blank=True)
    """When somebody said that it went to the members."""
    agenda_sent_as = models.CharField(max_length=200, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_as = models.CharField(max_length=200, blank=True)
    minutes_kept = models.JSONField(default=dict)
    """The minutes as they were when the meeting was closed. Pages and papers of a closed meeting show nothing else."""

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "on"], condition=~Q(state=MeetingState.CANCELLED.value), name="meeting_once_a_day"
            )
        ]
        indexes = [models.Index(fields=["on"], name="meeting_by_day")]

    def __str__(self) -> str:
        return f"{self.group} on {self.on}"


class Escalation(models.Model):
    """Something a group raised to the one above it."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    response = models.ForeignKey("plans.Response", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=400)
    about_key = models.CharField(max_length=120, blank=True, default="", db_default="")
    """What an operation had offered, by its key; empty for anything else."""
    from_group = models.ForeignKey(ReportingGroup, on_delete=models.PROTECT, related_name="escalations_up")
    to_group = models.ForeignKey(ReportingGroup, on_delete=models.PROTECT, related_name="escalations_here")
    why = models.TextField()
    raised_on = models.DateField()
    first_raised_on = models.DateField()
    """When it began to climb: that of the first, where it was passed on."""
    previous = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="passed_on")
    state = models.CharField(
        max_length=12, choices=[(s.value, s.value) for s in EscalationState], default=EscalationState.STANDING.value
    )
    ended_on = models.DateField(null=True, blank=True)
    ended_why = models.TextField(blank=True)

    class Meta:
        ordering = ["first_raised_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["from_group", "response"],
                condition=Q(state=EscalationState.STANDING.value, response__isnull=False),
                name="escalation_stands_once",
            )
        ]

    def __str__(self) -> str:
        return self.title


class AgendaItem(models.Model):
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    order = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.label) for kind in Kind])
    key = models.CharField(max_length=120)
    """Names the thing it is about, the same at every meeting."""
    title = models.CharField(max_length=400)
    reason = models.TextField(blank=True)
    url = models.CharField(max_length=300, blank=True)
    response = models.ForeignKey("plans.Response", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    escalation = models.ForeignKey(Escalation, null=True, blank=True, on_delete=models.PROTECT, related_name="items")
    by_hand = models.BooleanField(default=False)
    removed = models.BooleanField(default=False)
    """Taken off by hand; it does not come back when the agenda is brought up to date."""
    note = models.TextField(blank=True)
    """What was said, for the minutes."""

    class Meta:
        ordering = ["meeting", "order", "id"]
        constraints = [models.UniqueConstraint(fields=["meeting", "key"], name="agenda_item_once")]

    def __str__(self) -> str:
        return self.title


class Outcome(models.Model):
    """A decision, an action or an escalation of a meeting. About a row, it stands in the plan too."""

    class Kind(models.TextChoices):
        DECISION = "decision", "Decision"
        ACTION = "action", "Action"
        ESCALATION = "escalation", "Escalated"

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="outcomes")
    kind = models.CharField(max_length=10, choices=Kind)
    text = models.TextField()
    owner = models.ForeignKey(Role, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    due = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_as = models.CharField(max_length=200)
    decision_id = models.BigIntegerField(null=True, blank=True)
    """The decision on the row, in plans."""
    gap_action_id = models.BigIntegerField(null=True, blank=True)
    """The gap action on the row, in plans, which knows its state."""
    escalation = models.ForeignKey(Escalation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    done_on = models.DateField(null=True, blank=True)
    """For an action that is about no row: kept here, since no plan keeps it."""
    taken_back_on = models.DateField(null=True, blank=True)
    taken_back_why = models.TextField(blank=True)

    class Meta:
        ordering = ["item", "id"]

    def __str__(self) -> str:
        return self.text


class Attendance(models.Model):
    """Whether a member came, or a guest: roles and partners, never a person's name."""

    class Came(models.TextChoices):
        CAME = "came", "Came"
        APOLOGIES = "apologies", "Sent apologies"
        ABSENT = "absent", "Did not come"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendance")
    title = models.CharField(max_length=200)
    part = models.CharField(max_length=10)
    """Chair, secretary, member or guest."""
    came = models.CharField(max_length=10, choices=Came)

    class Meta:
        ordering = ["meeting", "id"]
        constraints = [models.UniqueConstraint(fields=["meeting", "title"], name="attendance_once")]

    def __str__(self) -> str:
        return f"{self.title}: {self.came}"


class Subscription(models.Model):
    """An address at which a program of one person's reads their calendar. Only its digest is kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    """What the person calls it: "Outlook at work"."""
    digest = models.CharField(max_length=64, unique=True)
    only_mine = models.BooleanField(default=True)
    made_at = models.DateTimeField()
    read_on = models.DateField(null=True, blank=True)
    """When it was last read, to the day."""
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return self.name
