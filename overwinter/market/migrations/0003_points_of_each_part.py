from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

PARTS = ("staffing", "quality", "finance", "continuity")
MOST = 5
BATCH = 500


def tell_points(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Of what was worked out before, from its reasons."""
    scores = apps.get_model("market", "RiskScore")
    rows = []
    for row in scores.objects.order_by("id").iterator(chunk_size=BATCH):
        for part in row.parts:
            points = min(MOST, sum(points for points, _ in part["reasons"])) if part["reasons"] else None
            setattr(row, part["part"], points)
        rows.append(row)
    scores.objects.bulk_update(rows, PARTS, batch_size=BATCH)


class Migration(migrations.Migration):
    dependencies = [("market", "0002_risk_scores_and_the_regulators_meeting")]

    operations = [
        *(
            migrations.AddField("riskscore", name, models.PositiveSmallIntegerField(blank=True, null=True))
            for name in PARTS
        ),
        migrations.RunPython(tell_points, migrations.RunPython.noop),
    ]
