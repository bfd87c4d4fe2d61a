import django.db.models.deletion
from django.db import migrations, models

import onward.core.ids


class Migration(migrations.Migration):
    """When the promised time is over: who was told, and the sums that stay."""

    dependencies = [
        ("engagements", "0003_tally_kinds"),
        ("programmes", "0004_letters_tell_nothing"),
    ]

    operations = [
        migrations.CreateModel(
            name="ErasedHours",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=onward.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("month", models.DateField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("individual", "individual"),
                            ("group", "group"),
                            ("preparation", "preparation"),
                            ("employer", "with the employer"),
                            ("aftercare", "after-care"),
                        ],
                        max_length=12,
                    ),
                ),
                ("minutes", models.IntegerField(default=0)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="engagements.agreement"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("agreement", "month", "kind"), name="erased_hours_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ErasureNotice",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=onward.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("ended_on", models.DateField()),
                ("erases_on", models.DateField(verbose_name="erased on")),
                ("at", models.DateTimeField()),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="erasure_notices",
                        to="programmes.programme",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("programme", "ended_on"), name="erasure_said_once")],
            },
        ),
    ]
