"""Councils, the roles in them and who holds them, reporting groups, and what each person may do."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from overwinter.organisations.domain.grants import Grant as GrantKind
from overwinter.organisations.domain.groups import NTH, WEEKDAYS, Cadence, Part
from overwinter.organisations.domain.sharing import Kind, Place, Region, Sharing


class Council(models.Model):
    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    colour = models.CharField(max_length=7, default="#0b0c0c")
    """Ground of the page header; white on it has a contrast of at least 4.5 to 1."""
    kind = models.CharField(
        max_length=20, blank=True, default="", db_default="", choices=[(each.value, each.label) for each in Kind]
    )
    region = models.CharField(
        max_length=20, blank=True, default="", db_default="", choices=[(each.value, each.label) for each in Region]
    )
    system = models.CharField(max_length=200, blank=True, default="", db_default="")
    """Its integrated care system, spelt as the other councils here spell it. ``kind``, ``region`` and ``system`` say
    which councils are its like; empty for what it has not said."""
    shares_with = models.CharField(
        max_length=10, default=Sharing.NOBODY.value, db_default=Sharing.NOBODY.value,
        choices=[(each.value, each.label) for each in Sharing],
    )  # fmt: skip
    shares_words = models.BooleanField(default=True, db_default=True)
    """Whether those it shares with read its words, or only RAG and fully met."""
    is_demo = models.BooleanField(default=False)
    """An invented council of the demo; every page says so."""

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> Place:
        return Place(Kind(self.kind), Region(self.region), self.system)

    @property
    def sharing(self) -> Sharing:
        return Sharing(self.shares_with)


class Role(models.Model):
    """A job in a council that leads rows: "Head of commissioning". Who holds it changes; the role stays."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="roles")
    title = models.CharField(max_length=200)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["title", "id"]
        constraints = [models.UniqueConstraint("council", Lower("title"), name="role_title_in_council")]

    def __str__(self) -> str:
        return self.title


class Holding(models.Model):
    """A person holds a role from a day until a day (none: still)."""

    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="holdings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="holdings")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-since", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["role", "user"], condition=Q(until__isnull=True), name="holding_once"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")), name="holding_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} from {self.since}"


class ReportingGroup(models.Model):
    """A cell, board or group that rows report to."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="reporting_groups")
    name = models.CharField(max_length=200)
    ended_on = models.DateField(null=True, blank=True)
    terms = models.TextField(blank=True, default="", db_default="")
    """What the group is for, what it decides, to whom it answers."""
    cadence = models.CharField(
        max_length=12, blank=True, default="", db_default="", choices=[(each.value, each.label) for each in Cadence]
    )
    weekday = models.PositiveSmallIntegerField(null=True, blank=True, choices=list(enumerate(WEEKDAYS)))
    week_of_month = models.PositiveSmallIntegerField(null=True, blank=True, choices=list(NTH.items()))
    starts_at = models.TimeField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(default=60, db_default=60)
    """How long a meeting takes."""
    place = models.CharField(max_length=200, blank=True, default="", db_default="")
    escalates_to = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="escalates_from"
    )

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint("council", Lower("name"), name="reporting_group_name_in_council"),
            models.CheckConstraint(
                condition=Q(escalates_to__isnull=True) | ~Q(escalates_to=models.F("id")), name="group_not_to_itself"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class GroupMember(models.Model):
    """A role of the council that belongs to a group, or a partner by its name: "Care association"."""

    group = models.ForeignKey(ReportingGroup, on_delete=models.CASCADE, related_name="members")
    role = models.ForeignKey(Role, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    partner = models.CharField(max_length=200, blank=True)
    part = models.CharField(max_length=10, choices=[(part.value, part.label) for part in Part])

    class Meta:
        ordering = ["group", "id"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(role__isnull=True) & ~Q(partner="")) | (Q(role__isnull=False) & Q(partner="")),
                name="group_member_is_role_or_partner",
            ),
            models.UniqueConstraint(
                fields=["group", "role"], condition=Q(role__isnull=False), name="group_member_role_once"
            ),
            models.UniqueConstraint(
                fields=["group", "part"], condition=Q(part__in=["chair", "secretary"]), name="group_has_one_of_each"
            ),
        ]

    def __str__(self) -> str:
        return self.role.title if self.role is not None else self.partner


class Grant(models.Model):
    """What a person may do in a council. A person may hold several."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="grants")
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="grants")
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.label) for kind in GrantKind])

    class Meta:
        ordering = ["council", "user", "kind"]
        constraints = [models.UniqueConstraint(fields=["user", "council", "kind"], name="grant_once")]

    def __str__(self) -> str:
        return f"{GrantKind(self.kind).label}, {self.council}"
