from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What a field holds, from the least to the most delicate."""

    TECHNICAL = "technical", _("technical")
    IDENTITY = "identity", _("who it is")
    CONTACT = "contact", _("how to reach")
    FACT = "fact", _("a fact of the programme")
    CONFIDED = "confided", _("said in confidence")
    SPECIAL = "special", _("special category (Art. 9)")


class Keep(models.TextChoices):
    """How long a row is kept; the terms in days are settings of the provider."""

    MINUTES = "minutes", _("minutes, until it is confirmed or dropped")
    ORDER = "order", _("until the order ends or becomes a programme")
    PROGRAMME = "programme", _("as long as the programme, and a year")
    INVOICE = "invoice", _("as long as bookkeeping law asks")
    TRACE = "trace", _("as long as what it traces; names blacked out at erasure")
    PERSON = "person", _("as long as the person has an account")
    PROVIDER = "provider", _("the provider's own settings: no person's data")


class ConsentKind(models.TextChoices):
    """What can be refused without loss. The programme itself rests on the terms, not on consent."""

    TERMS = "terms", _("the terms of the programme")
    HEALTH = "health", _("health and other special data")
    SHOW_PHASE = "show_phase", _("the employer may see the phase")
    SHOW_NEW_JOB = "show_new_job", _("the employer may see that there is a new job")
