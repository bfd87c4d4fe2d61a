from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("programmes", "0009_programmes_agreement")]

    operations = [
        migrations.AddIndex(
            model_name="hourentry",
            index=models.Index(fields=["programme", "answer_until"], name="hours_to_answer"),
        ),
    ]
