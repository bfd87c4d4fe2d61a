from importlib import import_module

from django.db import migrations, models

before = import_module("onward.programmes.migrations.0002_employer_views")
RUN_OUT = "FROM programmes_invitation i WHERE i.programme_id = p.id)"
UNUSED = "i.used_at IS NULL AND i.voided_at IS NULL AND i.sealed_code <> ''"


def changed(view: str, old: str, new: str) -> str:
    if view.count(old) != 1:
        raise ValueError(f"The view does not say {old!r} once.")
    return view.replace(old, new).replace("CREATE VIEW", "CREATE OR REPLACE VIEW")


SHEET = changed(before.SHEET, RUN_OUT, RUN_OUT[:-1] + " AND i.through_employer)")
LETTER = changed(before.LETTER, UNUSED, "i.through_employer AND i.sealed_code <> ''")


class Migration(migrations.Migration):
    """The employer's letter stays for its 21 days whether the code was used or not."""

    dependencies = [("programmes", "0003_template_copies")]

    operations = [
        migrations.RemoveConstraint(model_name="invitation", name="invitation_code_wiped_once_used"),
        migrations.AddField(
            model_name="invitation",
            name="through_employer",
            field=models.BooleanField(
                default=True, help_text="The employer hands the letter over; else we send it ourselves."
            ),
        ),
        migrations.AlterField(
            model_name="invitation",
            name="sealed_code",
            field=models.CharField(
                blank=True,
                help_text="So that the letter can be printed again, whether it was used or not.",
                max_length=200,
            ),
        ),
        migrations.RunSQL(SHEET, before.SHEET.replace("CREATE VIEW", "CREATE OR REPLACE VIEW")),
        migrations.RunSQL(LETTER, before.LETTER.replace("CREATE VIEW", "CREATE OR REPLACE VIEW")),
    ]
