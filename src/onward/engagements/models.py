from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from onward.accounts.enums import Language
from onward.core.ids import new_id
from onward.core.wall import EVERYTHING, Wall
from onward.engagements.enums import AgreementKind, Currency, Form, TalkEventKind, TalkKind, TallyKind


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


class Manager(models.Model):
    """The leader who holds a talk. Has no account, only a personal link."""

    wall = Wall(employer_inserts=True)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    employer = models.ForeignKey("accounts.Employer", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(_("language"), max_length=2, choices=Language)
    created_at = models.DateTimeField()


class Order(models.Model):
    """One person put forward under an agreement, as the employer's list said. Gone when the talk is called off."""

    wall = Wall(employer_inserts=True)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="orders")
    employer = models.ForeignKey("accounts.Employer", on_delete=models.PROTECT, related_name="+")
    package = models.ForeignKey(Package, on_delete=models.PROTECT, related_name="orders", verbose_name=_("package"))
    employee_number = models.CharField(_("employee number"), max_length=40, blank=True)
    first_name = models.CharField(_("first name"), max_length=100)
    name_prefix = models.CharField(_("name prefix"), max_length=30, blank=True)
    last_name = models.CharField(_("last name"), max_length=150)
    sort_key = models.CharField(max_length=300, editable=False)
    language = models.CharField(_("language of the letter"), max_length=2, choices=Language)
    email = models.EmailField(_("private e-mail"), blank=True)
    work_email = models.EmailField(_("work e-mail, never written to"), blank=True)
    phone = models.CharField(_("private phone"), max_length=40, blank=True)
    job_title = models.CharField(_("job"), max_length=150, blank=True)
    department = models.CharField(_("department"), max_length=150, blank=True)
    hired_on = models.DateField(_("hired"), null=True, blank=True)
    notice_on = models.DateField(_("notice given"), null=True, blank=True)
    last_day_on = models.DateField(_("last day"), null=True, blank=True)
    created_at = models.DateTimeField()
    created_by = models.UUIDField()

    class Meta:
        verbose_name = _("order")
        indexes = [
            models.Index(fields=["agreement", "sort_key"], name="order_by_name"),
            models.Index(fields=["employer", "employee_number"], name="order_employee_number"),
        ]


class TalkPlan(models.Model):
    """When the talk is planned and who holds it. The latest row holds."""

    wall = Wall(append_only=True, employer_inserts=True)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="plans")
    kind = models.CharField(_("what the talk is about"), max_length=15, choices=TalkKind)
    talk_at = models.DateTimeField(_("when"))
    manager = models.ForeignKey(Manager, on_delete=models.PROTECT, null=True, blank=True, related_name="plans")
    at = models.DateTimeField()
    by = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["order", "-at"], name="plan_latest")]


class TalkEvent(models.Model):
    """What happened to the talk, in the order it was said. The latest row holds; the worker acts on it."""

    wall = Wall(append_only=True, employer_inserts=True)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=12, choices=TalkEventKind)
    repeated_name = models.CharField(_("the name, repeated"), max_length=260, blank=True)
    at = models.DateTimeField()
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)

    class Meta:
        indexes = [
            models.Index(fields=["order", "-at"], name="event_latest"),
            models.Index(fields=["at"], name="event_recent"),
        ]
        constraints = [
            models.CheckConstraint(
                name="tick_repeats_the_name", condition=~Q(kind=TalkEventKind.HELD) | ~Q(repeated_name="")
            ),
        ]


class Tally(models.Model):
    """How many people were erased before a programme began, by month. A number, nobody's data."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="tallies")
    kind = models.CharField(max_length=12, choices=TallyKind)
    month = models.DateField()
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(name="tally_once", fields=["agreement", "kind", "month"])]


class ListDraft(models.Model):
    """The cleaned rows between preview and confirmation: sealed, for the uploader alone, gone after 30 minutes.

    Nobody touches the table itself: pages use `OwnListDraft`, the view of the uploader's own rows.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.UUIDField()
    agreement = models.UUIDField()
    file_name = models.CharField(max_length=200)
    sealed = models.BinaryField()
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)


# What the employer's side reads: views, filtered in the database ------------------------------------------------


class OwnListDraft(models.Model):
    """`ListDraft`, but only the rows of the person of this transaction; written through as well."""

    wall = Wall(employer_view=True, employer_rights=EVERYTHING)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.UUIDField()
    agreement = models.UUIDField()
    file_name = models.CharField(max_length=200)
    sealed = models.BinaryField()
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        managed = False
        db_table = "employer_own_list_draft"


class EmployerAgreement(models.Model):
    """An agreement as its employer sees it."""

    wall = Wall(employer_view=True)

    id = models.UUIDField(primary_key=True)
    employer_id = models.UUIDField()
    employer_name = models.CharField(max_length=150)
    employer_country = models.CharField(max_length=2)
    mail_domains = models.JSONField()
    name = models.CharField(max_length=150)
    kind = models.CharField(max_length=20, choices=AgreementKind)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    first_contact_hours = models.PositiveSmallIntegerField()
    shows_hours = models.BooleanField()
    office_name = models.CharField(max_length=100)
    office_phone = models.CharField(max_length=20)
    office_timezone = models.CharField(max_length=40)
    office_language = models.CharField(max_length=2)

    class Meta:
        managed = False
        db_table = "employer_agreement"


class EmployerPackage(models.Model):
    """A package as the employer that may order it sees it."""

    wall = Wall(employer_view=True)

    id = models.UUIDField(primary_key=True)
    agreement = models.ForeignKey(EmployerAgreement, on_delete=models.DO_NOTHING, related_name="packages")
    name = models.CharField(max_length=150)
    months = models.DecimalField(max_digits=4, decimal_places=1)
    minutes = models.PositiveIntegerField()
    form = models.CharField(max_length=10, choices=Form)
    price = models.DecimalField(max_digits=10, decimal_places=2, null=True)
    currency = models.CharField(max_length=3)

    class Meta:
        managed = False
        db_table = "employer_package"


class EmployerManager(models.Model):
    """A manager as the own employer sees him or her; a manager sees only the own row."""

    wall = Wall(employer_view=True)

    id = models.UUIDField(primary_key=True)
    employer_id = models.UUIDField()
    name = models.CharField(max_length=200)
    email = models.EmailField()
    language = models.CharField(max_length=2)

    class Meta:
        managed = False
        db_table = "employer_manager"


class EmployerOrder(models.Model):
    """An order with the latest plan and the latest event of its talk; a manager sees the own talks only."""

    wall = Wall(employer_view=True)

    id = models.UUIDField(primary_key=True)
    agreement = models.ForeignKey(EmployerAgreement, on_delete=models.DO_NOTHING, related_name="orders")
    package = models.ForeignKey(EmployerPackage, on_delete=models.DO_NOTHING, related_name="orders")
    employer_id = models.UUIDField()
    employee_number = models.CharField(max_length=40)
    first_name = models.CharField(max_length=100)
    name_prefix = models.CharField(max_length=30)
    last_name = models.CharField(max_length=150)
    sort_key = models.CharField(max_length=300)
    language = models.CharField(max_length=2, choices=Language)
    email = models.EmailField()
    work_email = models.EmailField()
    phone = models.CharField(max_length=40)
    job_title = models.CharField(max_length=150)
    department = models.CharField(max_length=150)
    hired_on = models.DateField(null=True)
    notice_on = models.DateField(null=True)
    last_day_on = models.DateField(null=True)
    created_at = models.DateTimeField()
    created_by = models.UUIDField()
    plan_kind = models.CharField(max_length=15, choices=TalkKind, null=True)  # noqa: DJ001
    talk_at = models.DateTimeField(null=True)
    manager_id = models.UUIDField(null=True)
    manager_name = models.CharField(max_length=200, null=True)  # noqa: DJ001
    event_kind = models.CharField(max_length=12, choices=TalkEventKind, null=True)  # noqa: DJ001
    event_at = models.DateTimeField(null=True)
    event_by_name = models.CharField(max_length=200, null=True)  # noqa: DJ001

    class Meta:
        managed = False
        db_table = "employer_order"
