from django.db import migrations, models
from django.db.models import F, Q

# meetings that were held come with counselling's own migration
FILL = """
UPDATE programmes_programme p SET last_talk_at = GREATEST(p.first_contact_at, (
    SELECT max(a.at) FROM programmes_contactattempt a WHERE a.programme_id = p.id AND a.kind = 'talk'
)) WHERE p.first_contact_at IS NOT NULL
"""


class Migration(migrations.Migration):
    """Lists found the last talk of each person among her meetings and calls; now it stands in the programme."""

    dependencies = [("programmes", "0011_sheets_names_by_themselves")]
    operations = [
        migrations.AddField(
            "programme",
            "last_talk_at",
            models.DateTimeField(blank=True, null=True, verbose_name="last talk"),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),  # or the table stays locked to us
        migrations.AddConstraint(
            "programme",
            models.CheckConstraint(
                name="programme_last_talk_after_first",
                condition=Q(first_contact_at=None, last_talk_at=None) | Q(last_talk_at__gte=F("first_contact_at")),
            ),
        ),
    ]
