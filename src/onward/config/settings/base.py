"""What holds everywhere. Values of an installation come from its environment (docs/howto/install.md)."""

import os
from email.utils import parseaddr
from pathlib import Path

from django.utils.translation import gettext_lazy as _
from psycopg.conninfo import conninfo_to_dict

PACKAGE = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("ONWARD_DATA", "data")).resolve()

ONWARD_NAME = os.environ.get("ONWARD_NAME", "onward")
DEMO = False
PROVIDER_NAME = os.environ.get("ONWARD_PROVIDER", "Nordlys Karriere")
PROVIDER_PHONE = os.environ.get("ONWARD_PROVIDER_PHONE", "+4570000000")
PROVIDER_HOURS = tuple(int(hour) for hour in os.environ.get("ONWARD_PROVIDER_HOURS", "8-17").split("-"))
PROVIDER_IN_HOUSE = os.environ.get("ONWARD_IN_HOUSE", "") == "1"
PRIVACY_CONTACT = os.environ.get("ONWARD_PRIVACY_CONTACT", "privacy@onward.example")
KEPT_DAYS_AFTER_NO = 30  # what the invitation letter says, and what erasure does
KEPT_MONTHS_AFTER_END = 12
ERASURE_SAID_DAYS_BEFORE = 28  # a candidate hears so long before what is about to be erased,
ERASURE_SAID_AT_LEAST_DAYS = 14  # and never later than this, whatever kept the worker
HOURS_ANSWER_DAYS = int(os.environ.get("ONWARD_HOURS_ANSWER_DAYS", "14"))  # then an hour counts as let pass
SITE_ADDRESS = os.environ.get("ONWARD_ADDRESS", "http://localhost:8000").rstrip("/")

SECRET_KEY = os.environ.get("ONWARD_SECRET_KEY", "")
SECRET_KEY_FALLBACKS = os.environ.get("ONWARD_OLD_SECRET_KEYS", "").split()  # what earlier keys sealed still opens
DEBUG = False
ALLOWED_HOSTS = os.environ.get("ONWARD_HOSTS", "localhost,127.0.0.1").split(",")
CSRF_TRUSTED_ORIGINS = [SITE_ADDRESS] if SITE_ADDRESS.startswith("https://") else []

INSTALLED_APPS = [
    "onward.core",
    "onward.privacy",
    "onward.accounts",
    "onward.correspondence",
    "onward.engagements",
    "onward.programmes",
    "onward.scheduling",
    "onward.counselling",
    "onward.dialogue",
    "onward.applications",
    "onward.landing",
    "onward.letters",
    "onward.desks",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
    "django_htmx",
    "template_partials",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "onward.accounts.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "onward.core.uploads.BodyMiddleware",  # before the check of the form's token, which reads the body
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "onward.accounts.middleware.ActorMiddleware",
    "onward.accounts.middleware.LanguageMiddleware",
    "onward.core.middleware.WrongWayMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",  # inside: words are kept in the language of the page
    "django_htmx.middleware.HtmxMiddleware",
    "onward.core.middleware.GuardMiddleware",
]

ROOT_URLCONF = "onward.config.urls"
WSGI_APPLICATION = "onward.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "onward.core.context.look",
            ],
            "builtins": ["django.templatetags.i18n"],
        },
    }
]
FORM_RENDERER = "onward.core.forms.Renderer"


def database(address: str) -> dict:
    """Django's settings for a connection from a PostgreSQL URI or key-value string."""
    parts = conninfo_to_dict(address) if address else {}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname", ""),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        # what is asked often is prepared: PostgreSQL reads and plans it once (a page took an eighth less)
        "OPTIONS": {"server_side_binding": True, "prepare_threshold": 5, **parts},
    }


DATABASES = {"default": database(os.environ.get("ONWARD_DB_URL", ""))}
CACHE_TABLE = "onward_cache"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": CACHE_TABLE,
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # attempts are counted here: flooding it must not make it forget them
    }
}

SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "onward.core.views.errors.page_too_old"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],  # the design system draws its marks as data: pictures
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
SECURE_REFERRER_POLICY = "same-origin"

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]

LANGUAGE_CODE = "en"
LANGUAGES = [("da", _("Danish")), ("en", _("English")), ("nl", _("Dutch")), ("nb", _("Norwegian"))]
LOCALE_PATHS = [PACKAGE / "locale"]
LANGUAGE_COOKIE_NAME = "onward_language"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Copenhagen"

STATIC_URL = "/static/"
STATICFILES_DIRS = [PACKAGE / "static"]
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEGABYTE = 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * MEGABYTE  # the words of a form without its files
FILE_UPLOAD_MAX_MEMORY_SIZE = 27 * MEGABYTE  # the files of one message together; of more the form lets go, and says so
LARGEST_BODY = 2 * MEGABYTE  # what a form may send, with two kinds of exceptions, each with room for the form itself
LARGEST_BODIES = {
    **dict.fromkeys(["engagements:import", "engagements:sponsor_import"], 12 * MEGABYTE),
    **dict.fromkeys(["engagements:again", "engagements:sponsor_again"], 12 * MEGABYTE),
    "accounts:my_picture": 12 * MEGABYTE,
    **dict.fromkeys(["dialogue:mine", "dialogue:desk"], 64 * MEGABYTE),  # the words stay where the files are too many
}
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]  # never a temporary file
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = os.environ.get("ONWARD_SMTP_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("ONWARD_SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("ONWARD_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("ONWARD_SMTP_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("ONWARD_SMTP_TLS", "") == "1"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("ONWARD_MAIL_FROM", "post@onward.example")
# the sender in people's calendars, which others look into: an address whose name tells nothing
CALENDAR_FROM = os.environ.get("ONWARD_CALENDAR_FROM", "") or parseaddr(DEFAULT_FROM_EMAIL)[1]
SMS_GATEWAY = os.environ.get("ONWARD_SMS_GATEWAY", "onward.correspondence.sms.FileGateway")
# answers come through an address that asks for this secret, or as files; without a reader nobody is asked to answer
SMS_SECRET = os.environ.get("ONWARD_SMS_SECRET", "")
SMS_READER = os.environ.get("ONWARD_SMS_READER", "onward.correspondence.incoming.PlainReader")
SMS_ANSWERS = bool(SMS_SECRET) or os.environ.get("ONWARD_SMS_ANSWERS", "") == "1"
# a video link of its own for each meeting, for instance https://meet.jit.si/{room}; empty: the counsellors' own rooms
VIDEO_PATTERN = os.environ.get("ONWARD_VIDEO_PATTERN", "")
# outside calendars are read from the open internet alone, but for the hosts of an own network named here
CALENDAR_HOSTS = frozenset(os.environ.get("ONWARD_CALENDAR_HOSTS", "").lower().replace(",", " ").split())

PROCRASTINATE_ON_APP_READY = None

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"hide_doors": {"()": "onward.core.logs.HideDoors"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["hide_doors"]}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO"},  # through the root's handler alone, and so through its filter
        "django.server": {"handlers": [], "level": "INFO", "propagate": True},
        "procrastinate.blueprints": {"level": "WARNING"},
        "procrastinate.periodic": {"level": "WARNING"},
        "procrastinate.worker": {"level": "WARNING"},
    },
}
