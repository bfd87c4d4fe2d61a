import hashlib
import json

import django.db.models.deletion
from django.db import migrations, models

import onward.core.ids

# Which programme has which copy; what dates and lists need moves into the programme's own row.
POINT_TO_THE_COPY = """
UPDATE programmes_programme p
SET template_id = c.id,
    weeks = (c.body #>> '{structure,weeks}')::smallint,
    periods = COALESCE(
        (SELECT jsonb_agg(jsonb_build_array(each.period -> 'hours', each.period -> 'months') ORDER BY each.place)
         FROM jsonb_array_elements(NULLIF(c.body #> '{structure,periods}', 'null')) WITH ORDINALITY each (period, place)),
        '[]'),
    counts_from_agreed_day = c.body #>> '{structure,counts_from}' = 'start_date',
    rhythm_days = (c.body #>> '{structure,rhythm_days}')::smallint
FROM programmes_templatecopy c
WHERE c.body = p.whole_template
"""


def share(apps, schema_editor):
    copies, programmes = apps.get_model("programmes", "TemplateCopy"), apps.get_model("programmes", "Programme")
    for body in programmes.objects.order_by().values_list("whole_template", flat=True).distinct():
        text = json.dumps(body, sort_keys=True, ensure_ascii=False)
        copies.objects.create(digest=hashlib.sha256(text.encode()).hexdigest(), body=body)
    schema_editor.execute(POINT_TO_THE_COPY)
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # or the table could not be altered in this transaction


def give_back(apps, schema_editor):
    schema_editor.execute(
        "UPDATE programmes_programme p SET whole_template = c.body"
        " FROM programmes_templatecopy c WHERE c.id = p.template_id"
    )
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def copy(**how):
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programmes.templatecopy", **how
    )


class Migration(migrations.Migration):
    """Every programme had a whole copy of its template; now programmes begun with the same one share it."""

    dependencies = [("programmes", "0002_employer_views")]
    operations = [
        migrations.CreateModel(
            name="TemplateCopy",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=onward.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("body", models.JSONField(verbose_name="template as it was")),
            ],
        ),
        migrations.RenameField("programme", "template", "whole_template"),
        migrations.AlterField("programme", "whole_template", models.JSONField(null=True)),
        migrations.AddField("programme", "template", copy(null=True)),
        migrations.AddField("programme", "weeks", models.PositiveSmallIntegerField(blank=True, null=True)),
        migrations.AddField("programme", "periods", models.JSONField(blank=True, default=list)),
        migrations.AddField("programme", "counts_from_agreed_day", models.BooleanField(default=False)),
        migrations.AddField("programme", "rhythm_days", models.PositiveSmallIntegerField(null=True)),
        migrations.RunPython(share, give_back),
        migrations.AlterField("programme", "template", copy()),
        migrations.AlterField("programme", "rhythm_days", models.PositiveSmallIntegerField()),
        migrations.RemoveField("programme", "whole_template"),
    ]
