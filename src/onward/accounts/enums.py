from django.db import models
from django.utils.translation import gettext_lazy as _


class Language(models.TextChoices):
    DANISH = "da", _("Danish")
    ENGLISH = "en", _("English")
    DUTCH = "nl", _("Dutch")
    NORWEGIAN = "nb", _("Norwegian")


class Country(models.TextChoices):
    BELGIUM = "BE", _("Belgium")
    DENMARK = "DK", _("Denmark")
    NETHERLANDS = "NL", _("Netherlands")
    NORWAY = "NO", _("Norway")
