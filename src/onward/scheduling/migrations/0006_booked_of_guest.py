from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("scheduling", "0005_places_rooms_and_rules")]

    operations = [
        migrations.AddIndex(
            model_name="appointment",
            index=models.Index(
                condition=models.Q(("state", "booked")),
                fields=["guest", "starts_at"],
                name="appointment_booked_of_guest",
            ),
        ),
    ]
