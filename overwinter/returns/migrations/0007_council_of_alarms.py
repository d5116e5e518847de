import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import OuterRef, Subquery


def name_council(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    alarms = apps.get_model("returns", "Alarm").objects
    returns = apps.get_model("returns", "Return").objects.filter(pk=OuterRef("submitted_id"))
    alarms.filter(council__isnull=True).update(council_id=Subquery(returns.values("council_id")[:1]))


class Migration(migrations.Migration):
    dependencies = [("organisations", "0007_infection_control_nurses"), ("returns", "0006_tallies")]

    operations = [
        migrations.AddField(
            "alarm",
            "council",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="organisations.council"
            ),
        ),
        migrations.RunPython(name_council, migrations.RunPython.noop),
    ]
