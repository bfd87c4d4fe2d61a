"""The demo: everything as in production, but people sign in by a printed address and no mail leaves the machine."""

from onward.config.settings.production import *  # noqa: F403

DEMO = True
DEMO_SHOWN = (  # on the front page before all others: they have most to show
    "mette.holm@example.com",
    "odd-harald@example.com",
    "jan.vandenberg@example.com",
    "priya.raman@example.com",
    "karen@nordlys.example",
    "ingrid@nordlys.example",
    "marijke@nordlys.example",
)
SMS_ANSWERS = True  # a file in the data folder's sms/incoming is an answer
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
