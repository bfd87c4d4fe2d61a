"""A real installation. Refuses to start half configured."""

from django.core.exceptions import ImproperlyConfigured

from onward.config.settings.base import *  # noqa: F403
from onward.config.settings.base import DATABASES, SECRET_KEY, SITE_ADDRESS
from onward.config.settings.sign_in import *  # noqa: F403

if not SECRET_KEY:
    raise ImproperlyConfigured("ONWARD_SECRET_KEY is empty: start with `onward run`, which makes and keeps one.")
if not DATABASES["default"]["NAME"]:
    raise ImproperlyConfigured("ONWARD_DB_URL names no database: start with `onward run` or see `onward doctor`.")

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SITE_ADDRESS.startswith("https://")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SESSION_COOKIE_SECURE else None
SECURE_HSTS_SECONDS = 31_536_000 if SESSION_COOKIE_SECURE else 0
