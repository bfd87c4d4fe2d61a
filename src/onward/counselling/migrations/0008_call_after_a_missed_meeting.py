from django.db import migrations, models

REASONS = [
    ("no_answer", "the invitation has not been answered"),
    ("talk_first", "wants to talk before deciding"),
    ("no_time_fits", "none of the times suited"),
    ("code_used", "says the code was used by somebody else"),
    ("new_help", "has no mail: tell who helps now"),
    ("address", "could not begin: several addresses or numbers could not be used"),
    ("text", "has sent a text message"),
    ("missed", "did not come to the meeting"),
    ("no_time_offered", "wants to move the meeting, and no time fits"),
]


class Migration(migrations.Migration):
    dependencies = [("counselling", "0007_drafts_of_author")]

    operations = [
        migrations.AlterField(
            model_name="calltomake", name="reason", field=models.CharField(choices=REASONS, max_length=15)
        ),
    ]
