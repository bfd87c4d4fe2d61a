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


class Field(models.TextChoices):
    """What people work in, as candidates and counsellors say it."""

    INDUSTRY = "industry", _("industry and production")
    BUILDING = "building", _("building and crafts")
    TRANSPORT = "transport", _("transport and storage")
    TRADE = "trade", _("shops and trade")
    SERVICE = "service", _("hotel, food and cleaning")
    CARE = "care", _("health and care")
    SCHOOL = "school", _("schools and children")
    OFFICE = "office", _("office and administration")
    FINANCE = "finance", _("banks and insurance")
    COMPUTERS = "computers", _("computers and technology")
    PUBLIC = "public", _("the public sector")
    MANAGEMENT = "management", _("leading others")
