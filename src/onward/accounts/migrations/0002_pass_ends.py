import django.db.models.deletion
from django.db import migrations, models

import onward.core.ids

CARRY_OVER = """
INSERT INTO accounts_passend (id, manager, employer_id, at, by)
SELECT gen_random_uuid(), manager, employer_id, max(ended_at), NULL
FROM accounts_pass WHERE ended_at IS NOT NULL GROUP BY manager, employer_id
"""


class Migration(migrations.Migration):
    """That a manager's link has ended is a row of its own: the employer's side adds rows and never changes one."""

    dependencies = [("accounts", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="PassEnd",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=onward.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("manager", models.UUIDField(verbose_name="manager")),
                ("at", models.DateTimeField()),
                ("by", models.UUIDField(null=True)),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.employer"
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["manager", "at"], name="pass_end_manager")]},
        ),
        migrations.RunSQL(CARRY_OVER, migrations.RunSQL.noop),
        migrations.RemoveField(model_name="pass", name="ended_at"),
    ]
