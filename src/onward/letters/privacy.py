from django.utils.translation import gettext_lazy as _

from onward.letters.models import Letter
from onward.privacy.access_log import THINGS
from onward.privacy.enums import Keep, Kind
from onward.privacy.registry import PersonalData, technical

THING = "paper"
THINGS[THING] = _("a letter to you, to print it")


class LetterData(PersonalData):
    model = Letter
    subject = "programme__candidate"
    keep = Keep.PROGRAMME
    fields = technical("id", "programme", "meeting", "wanted_by", "settled_by", "told_until") | {
        "kind": Kind.FACT,
        "state": Kind.FACT,
        "wanted_at": Kind.FACT,
        "settled_at": Kind.FACT,
    }
