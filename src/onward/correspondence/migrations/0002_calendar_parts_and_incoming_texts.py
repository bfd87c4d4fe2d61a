from django.db import migrations, models

import onward.core.ids


class Migration(migrations.Migration):
    dependencies = [
        ("correspondence", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="IncomingText",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=onward.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("gateway_key", models.CharField(max_length=100, unique=True)),
                ("person", models.UUIDField(blank=True, null=True)),
                ("received_at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="message",
            name="calendar",
            field=models.TextField(blank=True, verbose_name="for the calendar"),
        ),
        migrations.AddField(
            model_name="message",
            name="calendar_method",
            field=models.CharField(
                blank=True, choices=[("REQUEST", "invitation"), ("CANCEL", "cancelled")], max_length=7
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("calendar", ""), ("calendar_method", "")),
                    models.Q(
                        models.Q(("calendar", ""), _negated=True), models.Q(("calendar_method", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="message_calendar_with_method",
            ),
        ),
        migrations.AddIndex(
            model_name="incomingtext",
            index=models.Index(fields=["person"], name="incoming_of_person"),
        ),
    ]
