"""What can be ordered: templates, agreements, packages."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from onward.core.ids import new_id
from onward.core.wall import Wall
from onward.engagements.enums import AgreementKind, Currency, Form, TallyKind


class ProgrammeTemplate(models.Model):
    """A course that can be ordered: shipped as content, kept here so that the provider may change it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.SlugField(unique=True)
    content = models.JSONField(help_text=_("Structure and the texts of all languages."))
    shipped_hash = models.CharField(
        max_length=64, help_text=_("Of the content as shipped: unchanged ones are renewed.")
    )
    changed_at = models.DateTimeField()


class Agreement(models.Model):
    """The frame under which programmes are bought."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    employer = models.ForeignKey("accounts.Employer", on_delete=models.PROTECT, related_name="agreements")
    office = models.ForeignKey(
        "accounts.Office",
        on_delete=models.PROTECT,
        related_name="agreements",
        verbose_name=_("office"),
        help_text=_("Its opening hours and holidays run the clock of the first contact."),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=AgreementKind)
    name = models.CharField(_("name"), max_length=150)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    first_contact_hours = models.PositiveSmallIntegerField(
        _("first contact within"),
        default=16,
        help_text=_("Working hours of the office, from the talk to the first contact."),
    )
    shows_hours = models.BooleanField(
        _("the employer sees delivered hours"),
        default=False,
        help_text=_("Only where the agreement asks for it. Candidates are told before their first meeting."),
    )
    coordinators = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="AgreementCoordinator", related_name="+", verbose_name=_("coordinators")
    )
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("agreement")
        constraints = [
            models.UniqueConstraint(name="agreement_named_once", fields=["employer", "name"]),
            models.CheckConstraint(
                name="agreement_ends_after_start",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The last day is before the first."),
            ),
            models.CheckConstraint(name="agreement_promise", condition=Q(first_contact_hours__range=(1, 80))),
        ]

    def __str__(self):
        return self.name


class AgreementCoordinator(models.Model):
    """A coordinator who may see the orders of this agreement before the talk has been held."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="named")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(name="agreement_coordinator_once", fields=["agreement", "person"])]


class Package(models.Model):
    """What can be ordered under an agreement."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="packages")
    template = models.ForeignKey(
        ProgrammeTemplate, on_delete=models.PROTECT, related_name="+", verbose_name=_("template")
    )
    name = models.CharField(_("name"), max_length=150)
    months = models.DecimalField(_("months"), max_digits=4, decimal_places=1)
    minutes = models.PositiveIntegerField(_("minutes with a counsellor"))
    form = models.CharField(_("form"), max_length=10, choices=Form)
    price = models.DecimalField(_("price"), max_digits=10, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, choices=Currency, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("package")
        constraints = [
            models.UniqueConstraint(name="package_named_once", fields=["agreement", "name"]),
            models.CheckConstraint(name="package_months", condition=Q(months__gt=0, months__lte=24)),
            models.CheckConstraint(name="package_minutes", condition=Q(minutes__gt=0, minutes__lte=60 * 400)),
            models.CheckConstraint(
                name="package_price_has_currency",
                condition=Q(price=None) | ~Q(currency=""),
            ),
        ]

    def __str__(self):
        return self.name


class Tally(models.Model):
    """How many people were erased, by reason and month. A number, nobody's data."""

    wall = Wall(erasure_inserts=True)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="tallies")
    kind = models.CharField(max_length=12, choices=TallyKind)
    month = models.DateField()
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(name="tally_once", fields=["agreement", "kind", "month"])]
