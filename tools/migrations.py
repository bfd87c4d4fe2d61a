"""Fails when a model says something that no migration does yet. Needs no database."""

import os
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "onward.config.settings.test"

import django
from django.conf import settings
from django.core.management import call_command

if __name__ == "__main__":
    settings.DATABASES = {}
    django.setup()
    try:
        call_command("makemigrations", check=True, dry_run=True, verbosity=1)
    except SystemExit as ended:
        sys.exit(ended.code)
