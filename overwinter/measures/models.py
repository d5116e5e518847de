"""What is counted, the standard it is held to, and what was counted on each day."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from overwinter.measures.domain.measure import Better, Unit
from overwinter.organisations.api import Council


class Measure(models.Model):
    """A measure of the catalogue, synced from its file, or one that a council defined. None is ever deleted."""

    code = models.SlugField(max_length=80, unique=True)
    council = models.ForeignKey(Council, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    """Whose own it is; None for one of the catalogue."""
    title = models.CharField(max_length=200)
    unit = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Unit])
    better = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Better])
    numerator = models.CharField(max_length=300)
    denominator = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=300)
    by_hand = models.BooleanField()
    reviewed = models.DateField()
    order = models.PositiveIntegerField()
    withdrawn_on = models.DateField(null=True, blank=True)
    changed_as = models.CharField(max_length=200, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return self.title


class SpeaksTo(models.Model):
    """A measure says something about a requirement of a framework. Both by their permanent ids."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="speaks_to")
    framework_key = models.SlugField(max_length=80)
    requirement_key = models.CharField(max_length=120)

    class Meta:
        ordering = ["measure", "framework_key", "requirement_key"]
        constraints = [
            models.UniqueConstraint(fields=["measure", "framework_key", "requirement_key"], name="speaks_to_once")
        ]

    def __str__(self) -> str:
        return f"{self.measure_id} speaks to {self.requirement_key}"


class Standard(models.Model):
    """The threshold of a measure from a day on: the catalogue's, or a council's own."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="standards")
    council = models.ForeignKey(Council, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    value = models.DecimalField(max_digits=14, decimal_places=2)
    effective_from = models.DateField()
    source = models.TextField()
    withdrawn_on = models.DateField(null=True, blank=True)
    """Since when the catalogue has it no more: it never counts from then on, and is kept to be seen."""
    changed_as = models.CharField(max_length=200, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["measure", "effective_from", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "effective_from"], condition=Q(council__isnull=True), name="standard_of_all_once"
            ),
            models.UniqueConstraint(
                fields=["measure", "council", "effective_from"],
                condition=Q(council__isnull=False),
                name="standard_of_council_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.value} from {self.effective_from}"


class Reading(models.Model):
    """What was counted for a council on a day. Without a numerator there is no data, and ``note`` says why."""

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="+")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="readings")
    day = models.DateField()
    numerator = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    denominator = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    taken_at = models.DateTimeField()
    taken_as = models.CharField(max_length=200, blank=True)
    """As what the person who entered it spoke; empty where the program counted."""

    history = HistoricalRecords()

    class Meta:
        ordering = ["council", "measure", "day"]
        constraints = [
            models.UniqueConstraint(fields=["council", "measure", "day"], name="reading_once_a_day"),
            models.CheckConstraint(
                condition=Q(numerator__isnull=False) | Q(denominator__isnull=True), name="no_data_has_no_denominator"
            ),
            models.CheckConstraint(
                condition=Q(numerator__isnull=True)
                | (Q(numerator__gte=0) & (Q(denominator__isnull=True) | Q(denominator__gt=0))),
                name="reading_is_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.numerator} of {self.denominator} on {self.day}"
