from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [
        migrations.AddField("user", "is_provider", models.BooleanField(default=False, db_default=False)),
        migrations.AddConstraint(
            "user",
            models.CheckConstraint(
                condition=Q(is_provider=False) | Q(is_system_admin=False), name="provider_runs_no_installation"
            ),
        ),
    ]
