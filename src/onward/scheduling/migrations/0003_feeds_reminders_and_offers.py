import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import onward.core.ids


class Migration(migrations.Migration):
    dependencies = [
        ("scheduling", "0002_outside_calendars"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ReminderChoice",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("mail", "by e-mail"),
                            ("sms", "by text message"),
                            ("both", "by e-mail and by text message"),
                            ("none", "not at all"),
                        ],
                        max_length=4,
                    ),
                ),
                ("chosen_at", models.DateTimeField()),
                ("chosen_by", models.UUIDField()),
            ],
        ),
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=onward.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("generation", models.PositiveIntegerField(default=1)),
                ("made_at", models.DateTimeField()),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TimeOffer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=onward.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("times", django.contrib.postgres.fields.ArrayField(base_field=models.DateTimeField(), size=3)),
                ("round", models.PositiveSmallIntegerField(default=1)),
                ("sequence", models.PositiveIntegerField(default=0)),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "waits for an answer"), ("taken", "taken"), ("lapsed", "no longer valid")],
                        default="open",
                        max_length=6,
                    ),
                ),
                ("chosen", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                (
                    "appointment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="scheduling.appointment"
                    ),
                ),
                (
                    "guest",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["guest", "-made_at"], name="offer_of_guest")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")), fields=("guest",), name="offer_one_open"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("made_at"))), name="offer_expires_later"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("chosen__isnull", False), ("state", "taken")),
                            models.Q(models.Q(("state", "taken"), _negated=True), ("chosen", None)),
                            _connector="OR",
                        ),
                        name="offer_chosen_iff_taken",
                    ),
                ],
            },
        ),
    ]
