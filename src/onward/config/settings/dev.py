"""For whoever works on the code: the demo with Django's error pages."""

import os

os.environ.setdefault("ONWARD_SECRET_KEY", "only-for-development")
os.environ.setdefault("ONWARD_DB_URL", "dbname=onward")

from onward.config.settings.demo import *  # noqa: F403

DEBUG = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
