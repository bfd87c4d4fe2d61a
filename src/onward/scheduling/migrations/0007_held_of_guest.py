from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("scheduling", "0006_booked_of_guest")]

    operations = [
        migrations.AddIndex(
            model_name="appointment",
            index=models.Index(
                condition=models.Q(("state", "held")),
                fields=["guest", "-starts_at"],
                name="appointment_held_of_guest",
            ),
        ),
    ]
