"""Changes of many rows at once."""

from django.conf import settings
from django.db import models

from overwinter.plans.models.answers import Plan


class BulkChange(models.Model):
    """Many rows changed at once: what became of each, so that it can be told and undone. Never changed but by that."""

    class Kind(models.TextChoices):
        TICKED = "ticked", "Ticked rows"
        GRID = "grid", "The grid"
        UNDONE = "undone", "An undoing"

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="bulk_changes")
    kind = models.CharField(max_length=8, choices=Kind)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    made_as = models.CharField(max_length=200)
    why = models.TextField(blank=True)
    entries = models.JSONField(default=list)
    """For each row or gap action that changed: "row" or "action", its id, its version before and after."""
    refused = models.JSONField(default=list)
    """For each row that stayed as it was: its id, its name, the reason."""
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["plan", "-made_at", "-id"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.plan}"
