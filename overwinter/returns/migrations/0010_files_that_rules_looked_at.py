"""A file is done when rules have looked at what it brought; those taken before were looked at in the same run."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def say_so(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    del editor
    apps.get_model("returns", "ReturnFile").objects.filter(state="taken").update(is_looked_at=True)


class Migration(migrations.Migration):
    dependencies = [
        ("returns", "0009_why_a_change_is_shown"),
    ]

    operations = [
        migrations.AddField(
            model_name="returnfile",
            name="is_looked_at",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.RunPython(say_so, migrations.RunPython.noop),
    ]
