from django.db import models
from django.utils.translation import gettext_lazy as _


class AgreementKind(models.TextChoices):
    SOCIAL_PLAN = "social_plan", _("social plan")
    SETTLEMENT = "settlement", _("settlement agreement")
    FRAMEWORK = "framework", _("framework contract")
    SINGLE_ORDER = "single_order", _("single order")


class Form(models.TextChoices):
    INDIVIDUAL = "individual", _("individual")
    GROUP = "group", _("group")
    MIXED = "mixed", _("group and individual")


class Currency(models.TextChoices):
    DKK = "DKK", "DKK"
    EUR = "EUR", "EUR"
    NOK = "NOK", "NOK"


class TalkKind(models.TextChoices):
    """What the talk is about: the guide for the manager differs."""

    DISMISSAL = "dismissal", _("a dismissal")
    AGREED_ENDING = "agreed_ending", _("an agreed ending")
    AT_RISK = "at_risk", _("being told that the job is at risk")


class TalkEventKind(models.TextChoices):
    HELD = "held", _("the talk has been held")
    TAKEN_BACK = "taken_back", _("the tick was taken back")
    CALLED_OFF = "called_off", _("the talk was called off")
    HANDED_OVER = "handed_over", _("the letter was handed over")


class TallyKind(models.TextChoices):
    """Why a person is no longer in the system; only the number stays."""

    CALLED_OFF = "called_off", _("talk called off")
    NOT_HELD = "not_held", _("talk not held within 60 days")
