from django.db import migrations, models


class Migration(migrations.Migration):
    """More reasons why somebody is only counted: a no, silence, the end of the time kept."""

    dependencies = [
        ("engagements", "0002_employer_views"),
    ]

    operations = [
        migrations.AlterField(
            model_name="tally",
            name="kind",
            field=models.CharField(
                choices=[
                    ("called_off", "talk called off"),
                    ("not_held", "talk not held within 60 days"),
                    ("declined", "said no"),
                    ("unanswered", "never answered"),
                    ("ended", "programme ended"),
                ],
                max_length=12,
            ),
        ),
    ]
