import django.db.models.deletion
from django.db import migrations, models

import onward.core.ids


class Migration(migrations.Migration):
    dependencies = [
        ("counselling", "0002_calls_about_addresses"),
        ("programmes", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="calltomake",
            name="reason",
            field=models.CharField(
                choices=[
                    ("no_answer", "the invitation has not been answered"),
                    ("talk_first", "wants to talk before deciding"),
                    ("no_time_fits", "none of the times suited"),
                    ("code_used", "says the code was used by somebody else"),
                    ("address", "could not begin: several addresses or numbers could not be used"),
                    ("text", "has sent a text message"),
                    ("no_time_offered", "wants to move the meeting, and no time fits"),
                ],
                max_length=15,
            ),
        ),
        migrations.CreateModel(
            name="TextWords",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=onward.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("text", models.TextField(verbose_name="text message")),
                ("at", models.DateTimeField()),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="counselling.calltomake"
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="programmes.programme"
                    ),
                ),
            ],
            options={
                "verbose_name": "text message",
                "indexes": [models.Index(fields=["call", "at"], name="text_words_of_call")],
            },
        ),
    ]
