"""Concerns, whatever raised them; who was reached about them, by whom, and what came of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from encrypted_fields.fields import EncryptedTextField

from overwinter.casework.domain.kinds import Channel, ConcernState, EventKind, Outcome, Reached, Severity, Team
from overwinter.organisations.api import Council, ReportingGroup, Role
from overwinter.providers.api import Location


class Concern(models.Model):
    """Something that somebody must look into: about a location, or about a thing named in ``subject``."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    location = models.ForeignKey(Location, null=True, blank=True, on_delete=models.PROTECT, related_name="concerns")
    subject = models.CharField(max_length=300, blank=True)
    """What it is about where it is no location."""
    key = models.CharField(max_length=160)
    """Names what was seen, the same each time it is seen: while one is open, it is not raised again."""
    source = models.CharField(max_length=40)
    """The operation that raised it, or "hand"."""
    kind = models.CharField(max_length=60)
    """What was seen, in a code of its source: "absence"."""
    title = models.CharField(max_length=300)
    """In a few words: "Absence 23%, over the red line of 20%"."""
    facts = models.TextField()
    """What was seen, the standard and how long: whole sentences."""
    url = models.CharField(max_length=300, blank=True)
    """Where the facts stand."""
    told = models.TextField(blank=True, default="", db_default="")
    """What the provider is told of it in the portal, in whole sentences; empty: nothing."""
    told_url = models.CharField(max_length=300, blank=True, default="", db_default="")
    """Where the provider can do something about it, a path of the portal; empty: nowhere but in words."""
    severity = models.CharField(max_length=8, choices=[(each.value, each.label) for each in Severity])
    team = models.CharField(max_length=16, choices=[(each.value, each.label) for each in Team])
    owner = models.ForeignKey(Role, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    """None: a rule raised it."""
    last_seen_at = models.DateTimeField()
    """Of when the newest facts are."""
    times_seen = models.PositiveIntegerField(default=1, db_default=1)
    weight = models.PositiveSmallIntegerField(default=0, db_default=0)
    """How rarely it comes unasked: the higher is rung first among concerns as grave and as late."""
    due_at = models.DateTimeField()
    first_due_at = models.DateTimeField()
    """The due time before anybody moved it: what a service level counts to."""
    first_reached_at = models.DateTimeField(null=True, blank=True)
    """When somebody was first spoken with about it."""
    answered_at = models.DateTimeField(null=True, blank=True)
    """When the provider answered in the portal, while nobody has read it; None: no answer waits."""
    ring_again_on = models.DateField(null=True, blank=True)
    escalated_at = models.DateTimeField(null=True, blank=True)
    """Since when it waits for those above; None: it does not."""
    escalated_why = models.TextField(blank=True, default="", db_default="")
    group = models.ForeignKey(ReportingGroup, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    """The group that decides about it, or has; None where a role does."""
    state = models.CharField(
        max_length=8, choices=[(each.value, each.value) for each in ConcernState], default=ConcernState.OPEN.value
    )
    outcome = models.CharField(max_length=16, blank=True, choices=[(each.value, each.label) for each in Outcome])
    outcome_words = models.TextField(blank=True)
    evidence = models.CharField(max_length=400, blank=True)
    """What shows that it is over: a return, a report, an address."""
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["due_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["council", "key"], condition=Q(state=ConcernState.OPEN.value), name="concern_open_once"
            ),
            models.CheckConstraint(
                condition=Q(state=ConcernState.OPEN.value) | (~Q(outcome="") & Q(closed_at__isnull=False)),
                name="concern_closed_with_outcome",
            ),
            models.CheckConstraint(
                condition=Q(location__isnull=False) | ~Q(subject=""), name="concern_about_something"
            ),
        ]
        indexes = [
            models.Index(fields=["council", "state", "due_at", "id"], name="concern_queue"),
            models.Index(fields=["location", "state"], name="concern_of_location"),
            # All that the list of calls looks at, so that it reads no row to put thousands of locations in order.
            models.Index(
                fields=[
                    "council",
                    "state",
                    "location",
                    "team",
                    "owner",
                    "severity",
                    "due_at",
                    "times_seen",
                    "weight",
                    "ring_again_on",
                ],
                name="concern_to_ring",
            ),
            models.Index(fields=["council", "source", "kind", "raised_at"], name="concern_by_kind"),
            models.Index(fields=["council", "key", "-id"], name="concern_by_key"),
            # What the page of the queue counts, read from the index alone.
            models.Index(
                fields=["council", "raised_at", "severity", "first_due_at", "first_reached_at", "closed_at"],
                name="concern_levels",
            ),
            models.Index(fields=["council", "state", "raised_at", "due_at", "escalated_at"], name="concern_standing"),
            # What people raised since yesterday, among the thousands that rules raise on a day.
            models.Index(
                fields=["council", "-raised_at", "-id"],
                condition=Q(raised_by__isnull=False, location__isnull=False),
                name="concern_raised_by_people",
            ),
            models.Index(
                fields=["council", "-answered_at", "-id"],
                condition=Q(answered_at__isnull=False),
                name="concern_answer_waits",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ContactMade(models.Model):
    """A call, an email or a visit, by anyone; one may deal with several concerns."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    location = models.ForeignKey(
        Location, null=True, blank=True, on_delete=models.PROTECT, related_name="contacts_made"
    )
    at = models.DateTimeField()
    channel = models.CharField(max_length=8, choices=[(each.value, each.label) for each in Channel])
    reached = models.CharField(max_length=14, choices=[(each.value, each.label) for each in Reached])
    spoke_with = models.CharField(max_length=120, blank=True)
    """By their job: "Deputy manager"."""
    said = EncryptedTextField(null=True, blank=True)
    """What they said; it may name people. None: nothing, for what is empty is not encrypted."""
    next_step = models.CharField(max_length=300, blank=True)
    ring_again_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    by_as = models.CharField(max_length=200)
    """The role or team in whose name it was made."""
    team = models.CharField(max_length=16, choices=[(each.value, each.label) for each in Team])
    page_key = models.UUIDField(null=True, blank=True)
    """Of the page of the portal it was written on: the same sent again is no second answer. None: no such page."""
    sealed: str | None = None
    """What they said, as it is kept, where it was read with a list and is not opened."""

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["location", "-at", "-id"], name="contact_made_newest"),
            models.Index(fields=["council", "channel", "-at", "-id"], name="contact_by_channel_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} on {self.at:%Y-%m-%d}"


class ContactConcern(models.Model):
    """That a contact was about a concern."""

    contact = models.ForeignKey(ContactMade, on_delete=models.CASCADE, related_name="about")
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="contacts")

    class Meta:
        ordering = ["contact", "id"]
        constraints = [models.UniqueConstraint(fields=["contact", "concern"], name="contact_about_concern_once")]

    def __str__(self) -> str:
        return f"{self.contact_id} about {self.concern_id}"


class ConcernEvent(models.Model):
    """What was done about a concern beside contacts: seen again, given to another, moved, escalated, closed, opened."""

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField()
    what = models.CharField(max_length=40, choices=[(each.value, each.label) for each in EventKind])
    words = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    by_as = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["concern", "-at", "-id"]

    def __str__(self) -> str:
        return f"{self.what}: {self.concern_id}"


class CallHeld(models.Model):
    """Somebody has the call form of a location open, so that no other team rings it at the same time unknowingly."""

    location = models.OneToOneField(Location, on_delete=models.CASCADE, related_name="call_held")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    by_as = models.CharField(max_length=200)
    since = models.DateTimeField()

    class Meta:
        ordering = ["location"]

    def __str__(self) -> str:
        return f"{self.location_id} by {self.by_as}"
