from django.db import migrations

FILL = """
UPDATE programmes_programme p SET last_talk_at = GREATEST(p.last_talk_at, held.at)
FROM (
    SELECT m.programme_id, max(a.starts_at) AS at
    FROM counselling_meeting m JOIN scheduling_appointment a ON a.id = m.appointment_id
    WHERE a.state = 'held' GROUP BY m.programme_id
) held WHERE held.programme_id = p.id AND p.first_contact_at IS NOT NULL
"""


class Migration(migrations.Migration):
    """The last talk of a programme that was a meeting."""

    dependencies = [("counselling", "0008_call_after_a_missed_meeting"), ("programmes", "0012_last_talk")]
    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
