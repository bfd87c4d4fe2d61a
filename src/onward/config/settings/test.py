"""The tests' settings. `tests/pg_plugin.py` starts a database server and says where it is."""

import os
import tempfile

os.environ.setdefault("ONWARD_SECRET_KEY", "only-for-tests")
os.environ.setdefault("ONWARD_DB_URL", "dbname=onward_test")
os.environ.setdefault("ONWARD_NAME", "onward_test")

from onward.config.settings.base import *  # noqa: F403
from onward.config.settings.base import DATABASES, ONWARD_NAME, TEMPLATES
from onward.config.settings.sign_in import *  # noqa: F403

DEMO = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DATABASES["default"]["CONN_MAX_AGE"] = 0
TEST_WEB_ROLE = f"{ONWARD_NAME}_web"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STATIC_ROOT = tempfile.mkdtemp(prefix="onward-static-")
SMS_SECRET, SMS_ANSWERS = "only-for-tests", True
SMS_FOLDER = tempfile.mkdtemp(prefix="onward-sms-")
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = "«unknown variable %s»"
LOGGING = {"version": 1, "disable_existing_loggers": False}
STATIC_ROOT = tempfile.mkdtemp(prefix="onward-static-")
