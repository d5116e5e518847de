"""Drafts that another way in overtook are kept, and whose a draft is."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("returns", "0003_day_of_the_export"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="return",
            name="saved_by",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.CreateModel(
            name="OvertakenDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("answers", models.JSONField()),
                (
                    "entered",
                    models.CharField(
                        choices=[("provider", "by the provider"), ("phone", "on the phone"), ("import", "from a file")],
                        max_length=8,
                    ),
                ),
                ("entered_as", models.CharField(blank=True, max_length=200)),
                ("saved_at", models.DateTimeField()),
                ("overtaken_at", models.DateTimeField()),
                (
                    "overtaken_how",
                    models.CharField(
                        choices=[("provider", "by the provider"), ("phone", "on the phone"), ("import", "from a file")],
                        max_length=8,
                    ),
                ),
                ("decision", models.CharField(blank=True, max_length=8)),
                ("taken", models.JSONField(default=list)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "draft_of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="overtaken", to="returns.return"
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="overtook",
                        to="returns.returnfile",
                    ),
                ),
                (
                    "overtaken_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="returns.formversion"
                    ),
                ),
            ],
            options={
                "ordering": ["draft_of", "-overtaken_at", "-id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("decided_at__isnull", True)),
                        fields=["overtaken_at"],
                        name="draft_undecided",
                    )
                ],
            },
        ),
    ]
