"""The end of a winter and the beginning of the next: what was learned, the closing, what an answer was carried from."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from overwinter.organisations.api import Role
from overwinter.plans.models.answers import Plan, Response


class Lesson(models.Model):
    """What a winter taught, about a row or a theme of the council's own naming. It freezes when the winter closes."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="lessons")
    response = models.ForeignKey(Response, null=True, blank=True, on_delete=models.PROTECT, related_name="lessons")
    theme = models.CharField(max_length=200, blank=True)
    """What it is about, where it is about no row alone."""
    went_well = models.TextField(blank=True)
    went_badly = models.TextField(blank=True)
    change = models.TextField(blank=True)
    """What should be done otherwise."""
    decided = models.TextField(blank=True)
    """What was decided for next winter."""
    owner = models.ForeignKey(Role, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    changed_as = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    history = HistoricalRecords()

    class Meta:
        ordering = ["plan", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(response__isnull=False) | ~Q(theme=""), name="lesson_is_about_something")
        ]

    def __str__(self) -> str:
        return self.theme or f"lesson {self.pk}"


class Closing(models.Model):
    """A winter was closed, and perhaps opened again. Never changed but by that."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="closings")
    closed_at = models.DateTimeField()
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    closed_as = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    """How the winter went, in a few sentences."""
    unfinished = models.PositiveIntegerField(default=0)
    """Rows in force that were not fully met on that day."""
    reopened_at = models.DateTimeField(null=True, blank=True)
    reopened_as = models.CharField(max_length=200, blank=True)
    reopened_why = models.TextField(blank=True)

    class Meta:
        ordering = ["plan", "-closed_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["plan"], condition=Q(reopened_at__isnull=True), name="closing_one_in_force")
        ]

    def __str__(self) -> str:
        return f"Closing of {self.plan}"


class CarriedAnswer(models.Model):
    """An answer was carried from a row of last winter's plan. Never changed."""

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="carried_from")
    source = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="carried_to")
    relation = models.CharField(max_length=100)
    """What the new requirement is to the old one, in words."""
    gave_text = models.BooleanField(default=False)
    """Whether the words of the answer came from it."""
    carried_at = models.DateTimeField()
    carried_as = models.CharField(max_length=200)

    class Meta:
        ordering = ["response", "id"]
        constraints = [models.UniqueConstraint(fields=["response", "source"], name="carried_once")]

    def __str__(self) -> str:
        return f"{self.response} from {self.source}"
