"""Reports that are made of a plan; and templates of a council's own for more than the letter."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assurance", "0001_letters"),
        ("infra", "0001_initial"),
        ("organisations", "0003_terms_of_groups"),
        ("plans", "0005_finding_acceptance"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MadeReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("name", models.CharField(max_length=40)),
                ("file_format", models.CharField(max_length=4)),
                ("as_at", models.DateField()),
                ("site", models.CharField(blank=True, max_length=300)),
                ("asked_at", models.DateTimeField()),
                ("asked_as", models.CharField(max_length=200)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waits to be made"),
                            ("making", "Being made"),
                            ("ready", "Ready"),
                            ("failed", "Could not be made"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("step", models.CharField(blank=True, max_length=200)),
                ("done", models.PositiveSmallIntegerField(default=0)),
                ("began_at", models.DateTimeField(blank=True, null=True)),
                ("made_at", models.DateTimeField(blank=True, null=True)),
                ("failure", models.TextField(blank=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="infra.storedfile",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.reportinggroup",
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.role",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="made_reports", to="plans.plan"
                    ),
                ),
            ],
            options={
                "ordering": ["plan", "-number"],
            },
        ),
        # The table of the letter's templates stays where it is; it now holds those of other things too.
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterModelTable(name="lettertemplate", table="assurance_lettertemplate"),
                migrations.RenameModel(old_name="LetterTemplate", new_name="OwnTemplate"),
            ]
        ),
        migrations.AlterModelOptions(name="owntemplate", options={"ordering": ["council", "kind", "since", "id"]}),
        migrations.AddField(
            model_name="owntemplate",
            name="kind",
            field=models.CharField(
                choices=[
                    ("letter", "The letter to the department"),
                    ("report", "Reports in Word"),
                    ("committee-report", "The committee report"),
                    ("slides", "Slides"),
                ],
                default="letter",
                max_length=20,
            ),
        ),
        migrations.RemoveConstraint(model_name="owntemplate", name="letter_template_one_now"),
        migrations.AddConstraint(
            model_name="madereport",
            constraint=models.UniqueConstraint(fields=("plan", "number"), name="made_report_number"),
        ),
        migrations.AddConstraint(
            model_name="owntemplate",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until__isnull", True)), fields=("council", "kind"), name="own_template_one_now"
            ),
        ),
    ]
