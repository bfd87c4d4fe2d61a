from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("accounts", "0006_photos_of_staff")]
    operations = [
        migrations.AddIndex(
            "membership",
            models.Index(
                fields=["role", "person"],
                name="membership_of_staff",
                condition=Q(ended_at=None, role__in=["coordinator", "counsellor"]),
            ),
        ),
    ]
