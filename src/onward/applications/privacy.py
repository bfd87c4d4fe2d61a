from django.utils.translation import gettext_lazy as _

from onward.applications.models import Application
from onward.privacy.access_log import THINGS
from onward.privacy.enums import Keep, Kind
from onward.privacy.registry import PersonalData, technical

THING = "applications"
THINGS[THING] = _("Applications")


class ApplicationData(PersonalData):
    model = Application
    subject = "programme__candidate"
    keep = Keep.PROGRAMME
    fields = technical("id", "programme", "created_at", "created_by", "changed_at", "changed_by") | {
        "employer_name": Kind.CONFIDED,
        "role": Kind.CONFIDED,
        "how_found": Kind.FACT,
        "state": Kind.FACT,
        "sent_on": Kind.FACT,
        "asked_on": Kind.FACT,
        "deadline_on": Kind.FACT,
        "interview_on": Kind.FACT,
        "answered_on": Kind.FACT,
        "note": Kind.CONFIDED,
    }
