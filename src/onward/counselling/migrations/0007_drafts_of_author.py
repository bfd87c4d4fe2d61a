from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("counselling", "0006_prepared_and_planned")]

    operations = [
        migrations.AddIndex(
            model_name="minutes",
            index=models.Index(
                condition=models.Q(("state", "draft")), fields=["author"], name="minutes_draft_of_author"
            ),
        ),
    ]
