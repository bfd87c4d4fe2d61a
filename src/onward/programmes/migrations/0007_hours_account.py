from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

import onward.core.ids

before = import_module("onward.programmes.migrations.0002_employer_views")

# what the system booked was missed; a reason on a line was asked for only beyond what was left
FILL = """
UPDATE programmes_hourentry h SET
    presence = CASE WHEN h.kind IN ('preparation', 'employer') THEN 'without'
                    WHEN l.booked_by IS NULL THEN 'not_there' ELSE 'there' END,
    beyond = h.corrects_id IS NULL AND h.booked_by IS NOT NULL AND h.reason <> '',
    given_by = COALESCE(l.booked_by, p.counsellor_id),
    answer_until = (h.booked_at AT TIME ZONE f.timezone)::date + 14
FROM programmes_hourentry l, programmes_programme p JOIN accounts_office f ON f.id = p.office_id
WHERE l.id = COALESCE(h.corrects_id, h.id) AND p.id = h.programme_id
"""

# No minutes of a single day, and no day on which nobody came.
HOURS = f"""
CREATE VIEW employer_hours WITH (security_barrier) AS
SELECT line.programme_id::text || ' ' || COALESCE(line.period::text, line.month::text) || ' ' || line.kind AS id,
       line.programme_id, line.month, line.period, line.kind, sum(line.minutes)::integer AS minutes,
       COALESCE(array_agg(DISTINCT line.held_on ORDER BY line.held_on)
                    FILTER (WHERE line.minutes > 0 AND line.was_held), '{{}}') AS days_held
FROM (
    SELECT h.programme_id, h.held_on, h.period, sum(h.minutes) AS minutes,
           CASE WHEN h.period IS NULL THEN date_trunc('month', h.held_on)::date END AS month,
           CASE h.kind WHEN 'aftercare' THEN 'individual' ELSE h.kind END AS kind,
           h.presence = 'there' AND h.kind IN ('individual', 'group', 'aftercare') AS was_held
    FROM programmes_hourentry h
    JOIN programmes_programme p ON p.id = h.programme_id
    WHERE p.shows_hours AND p.state <> 'taken_back'
      AND (p.employer_id = {before.EMPLOYER}
           OR (p.candidate_id = {before.PERSON} AND p.identity_confirmed_at IS NOT NULL))
    GROUP BY h.programme_id, COALESCE(h.corrects_id, h.id), h.held_on, h.period, h.kind, h.presence
) line
GROUP BY line.programme_id, line.month, line.period, line.kind
HAVING sum(line.minutes) <> 0
"""


class Migration(migrations.Migration):
    """Who was there, whose hour it was, until when it is answered; replies; the employer sees months, not days."""

    dependencies = [
        ("programmes", "0006_choice_and_looks"),
    ]

    operations = [
        migrations.CreateModel(
            name="HourReply",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=onward.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("words", models.TextField(verbose_name="answer")),
                ("at", models.DateTimeField()),
                ("by", models.UUIDField()),
            ],
        ),
        migrations.AddField(
            model_name="hourentry",
            name="answer_until",
            field=models.DateField(help_text="The last day before silence counts as let pass.", null=True),
        ),
        migrations.AddField(
            model_name="hourentry",
            name="beyond",
            field=models.BooleanField(
                default=False, help_text="Booked knowingly beyond what was bought, or beyond its period."
            ),
        ),
        migrations.AddField(
            model_name="hourentry",
            name="given_by",
            field=models.UUIDField(blank=True, help_text="Whose hour it was; stays theirs to export.", null=True),
        ),
        migrations.AddField(
            model_name="hourentry",
            name="presence",
            field=models.CharField(
                choices=[
                    ("there", "the candidate was there"),
                    ("not_there", "the candidate did not come; the time counts"),
                    ("without", "without the candidate"),
                ],
                default="there",
                max_length=10,
                verbose_name="who was there",
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="hourentry",
            name="answer_until",
            field=models.DateField(help_text="The last day before silence counts as let pass."),
        ),
        migrations.AddIndex(
            model_name="houranswer",
            index=models.Index(
                condition=models.Q(("answer", "disputed")), fields=["entry"], name="hour_answer_disputed"
            ),
        ),
        migrations.AddIndex(
            model_name="hourentry",
            index=models.Index(fields=["given_by", "held_on"], name="hours_of_counsellor"),
        ),
        migrations.AddConstraint(
            model_name="hourentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("kind__in", ("individual", "group", "aftercare")), ("presence__in", ["there", "not_there"])
                    ),
                    models.Q(
                        models.Q(("kind__in", ("individual", "group", "aftercare")), _negated=True),
                        ("presence__in", ["there", "without"]),
                    ),
                    _connector="OR",
                ),
                name="hours_presence_fits",
                violation_error_message="Who was there does not fit the kind of hour.",
            ),
        ),
        migrations.AddConstraint(
            model_name="hourentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("beyond", False), models.Q(("reason", ""), _negated=True), _connector="OR"),
                name="hours_beyond_says_why",
                violation_error_message="What goes beyond the hours bought gives its reason.",
            ),
        ),
        migrations.AddField(
            model_name="hourreply",
            name="entry",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="replies", to="programmes.hourentry"
            ),
        ),
        migrations.AddIndex(
            model_name="hourreply",
            index=models.Index(fields=["entry", "-at"], name="hour_reply_latest"),
        ),
        migrations.AddConstraint(
            model_name="hourreply",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="hour_reply_has_words"
            ),
        ),
        migrations.RunSQL("DROP VIEW employer_hours", before.HOURS),
        migrations.RunSQL(HOURS, "DROP VIEW employer_hours"),
    ]
