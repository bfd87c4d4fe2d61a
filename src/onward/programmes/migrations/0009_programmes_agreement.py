import django.db.models.deletion
from django.db import migrations, models

FILL = """
UPDATE programmes_programme p SET agreement_id = o.agreement_id FROM engagements_order o WHERE o.id = p.order_id
"""


def agreement(**how):
    return models.ForeignKey(
        db_index=False,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to="engagements.agreement",
        **how,
    )


class Migration(migrations.Migration):
    """A coordinator's programmes were found over every order of the agreements that name her; now by their own row."""

    dependencies = [("engagements", "0003_tally_kinds"), ("programmes", "0008_hand_over")]
    operations = [
        migrations.AddField("programme", "agreement", agreement(null=True)),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),  # or the table stays locked to us
        migrations.AlterField("programme", "agreement", agreement()),
        migrations.AddIndex("programme", models.Index(fields=["agreement", "state"], name="programme_of_agreement")),
    ]
