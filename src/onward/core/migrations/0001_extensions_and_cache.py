from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension, UnaccentExtension
from django.db import migrations

CACHE = """
CREATE TABLE IF NOT EXISTS onward_cache (
    cache_key varchar(255) PRIMARY KEY,
    value text NOT NULL,
    expires timestamp with time zone NOT NULL
);
CREATE INDEX IF NOT EXISTS onward_cache_expires ON onward_cache (expires);
"""


class Migration(migrations.Migration):
    """What the database itself must bring, and the table in which attempts to sign in are counted."""

    initial = True
    dependencies = []
    operations = [
        BtreeGistExtension(),
        TrigramExtension(),
        UnaccentExtension(),
        migrations.RunSQL(CACHE, "DROP TABLE IF EXISTS onward_cache"),
    ]
