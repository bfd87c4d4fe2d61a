from django.utils.translation import gettext_lazy as _

from onward.landing.models import Landing, Touchpoint
from onward.privacy.access_log import THINGS
from onward.privacy.enums import Keep, Kind
from onward.privacy.registry import PersonalData, technical

THING = "landing"
THINGS[THING] = _("The new job and its calls")


class LandingData(PersonalData):
    model = Landing
    subject = "programme__candidate"
    keep = Keep.PROGRAMME
    fields = technical("id", "programme", "recorded_at", "trial_is_proposed") | {
        "kind": Kind.FACT,
        "organisation": Kind.CONFIDED,
        "role": Kind.CONFIDED,
        "starts_on": Kind.FACT,
        "trial_ends_on": Kind.FACT,
        "lost_on": Kind.FACT,
    }


class TouchpointData(PersonalData):
    model = Touchpoint
    subject = "landing__programme__candidate"
    keep = Keep.PROGRAMME
    fields = technical("id", "landing", "settled_at", "settled_by") | {
        "kind": Kind.FACT,
        "due_on": Kind.FACT,
        "state": Kind.FACT,
        "held_on": Kind.FACT,
        "note": Kind.CONFIDED,
        "reason": Kind.FACT,
    }
