import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import OuterRef, Subquery


def name_council(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    events = apps.get_model("providers", "LocationEvent").objects
    locations = apps.get_model("providers", "Location").objects.filter(pk=OuterRef("location_id"))
    events.filter(council__isnull=True).update(council_id=Subquery(locations.values("council_id")[:1]))


class Migration(migrations.Migration):
    dependencies = [("organisations", "0007_infection_control_nurses"), ("providers", "0006_register_mark")]

    operations = [
        migrations.AddField(
            "locationevent",
            "council",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="organisations.council"
            ),
        ),
        migrations.RunPython(name_council, migrations.RunPython.noop),
    ]
