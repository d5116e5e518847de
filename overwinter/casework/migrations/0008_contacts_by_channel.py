from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0007_answers_of_providers"),
        ("organisations", "0007_infection_control_nurses"),
        ("providers", "0009_index_of_areas"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="contactmade",
            index=models.Index(fields=["council", "channel", "-at", "-id"], name="contact_by_channel_newest"),
        ),
    ]
