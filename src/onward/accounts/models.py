from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from onward.accounts.enums import Country, Field, Language
from onward.accounts.managers import PersonManager
from onward.core.access import STAFF, Role
from onward.core.ids import new_id
from onward.core.names import full_name
from onward.core.wall import Wall


class Person(AbstractBaseUser):
    """Somebody with an account, or a candidate who needs none. Domain apps hang their own rows on a person."""

    wall = Wall(sign_in="SELECT, UPDATE")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    first_name = models.CharField(_("first name"), max_length=100)
    name_prefix = models.CharField(_("name prefix"), max_length=30, blank=True)
    last_name = models.CharField(_("last name"), max_length=150, help_text=_("Whole, with its prefix."))
    sort_key = models.CharField(max_length=300, db_index=True, editable=False)
    email = models.EmailField(_("e-mail"), null=True, blank=True, unique=True)
    phone = models.CharField(_("phone"), max_length=20, null=True, blank=True, unique=True)
    phone_verified_at = models.DateTimeField(null=True, blank=True)
    email_unproven = models.BooleanField(
        default=False,
        help_text=_("Typed by whoever held a code: nobody signs in with it, and only a code goes there."),
    )
    phone_unproven = models.BooleanField(default=False)
    holder_since = models.DateTimeField(
        null=True, blank=True, help_text=_("When the account was last closed to whoever used it before.")
    )
    language = models.CharField(_("language"), max_length=2, choices=Language, default=Language.ENGLISH)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ("first_name", "last_name")
    objects = PersonManager()

    class Meta:
        verbose_name = _("person")
        constraints = [
            models.CheckConstraint(name="person_email_lower", condition=Q(email=None) | Q(email=Lower(F("email")))),
            models.CheckConstraint(name="person_phone_e164", condition=Q(phone=None) | Q(phone__startswith="+")),
        ]

    def __str__(self):
        return self.name

    @property
    def name(self) -> str:
        return full_name(self.first_name, "", self.last_name)

    @property
    def proven_email(self) -> str:
        """Where something personal may be sent."""
        return "" if self.email_unproven else self.email or ""

    @property
    def proven_phone(self) -> str:
        return "" if self.phone_unproven else self.phone or ""


class PostalAddress(models.Model):
    """Where letters reach a candidate. A table of its own, so that neither sign-in nor an employer's page reads it."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="postal_address"
    )
    lines = models.CharField(_("street and town"), max_length=300, help_text=_("As on an envelope, without the name."))
    country = models.CharField(_("country"), max_length=60, blank=True)
    on_behalf = models.BooleanField(default=False, help_text=_("Written down by staff, as the candidate said it."))
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("postal address")
        constraints = [models.CheckConstraint(name="postal_address_not_empty", condition=~Q(lines=""))]

    @property
    def for_envelope(self) -> tuple[str, ...]:
        """Line by line, the country last and in capitals, as the post reads it."""
        return (*self.lines.splitlines(), *([self.country.upper()] if self.country else ()))


class Office(models.Model):
    """A place of the provider. Its hours and holidays run the clocks of the people it serves."""

    wall = Wall(sign_in="SELECT")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(_("name"), max_length=100, unique=True)
    street = models.CharField(_("street"), max_length=150, blank=True)
    postcode = models.CharField(_("postcode"), max_length=12, blank=True)
    city = models.CharField(_("town"), max_length=100)
    country = models.CharField(_("country"), max_length=2, choices=Country)
    timezone = models.CharField(_("time zone"), max_length=40)
    phone = models.CharField(_("phone"), max_length=20)
    language = models.CharField(_("language"), max_length=2, choices=Language)
    hours = models.JSONField(_("opening hours"), help_text=_("For each weekday, from and to."))
    closed_days = ArrayField(models.DateField(), verbose_name=_("closed on"), default=list, blank=True)

    class Meta:
        verbose_name = _("office")

    def __str__(self):
        return self.name


class Employer(models.Model):
    """An organisation that pays."""

    wall = Wall(sign_in="SELECT")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(_("name"), max_length=150, unique=True)
    country = models.CharField(_("country"), max_length=2, choices=Country)
    language = models.CharField(_("language"), max_length=2, choices=Language)
    mail_domains = ArrayField(
        models.CharField(max_length=100),
        verbose_name=_("mail domains"),
        default=list,
        blank=True,
        help_text=_("Addresses there are work addresses: nothing is ever sent to them."),
    )
    field = models.CharField(_("field of work"), max_length=12, choices=Field, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("employer")

    def __str__(self):
        return self.name


class Membership(models.Model):
    """One role of one person: staff in an office, a sponsor at an employer, a candidate anywhere."""

    wall = Wall(sign_in="SELECT")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=12, choices=Role)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, blank=True, related_name="memberships")
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, null=True, blank=True, related_name="memberships")
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            # who works here: a few hundred among all who were ever helped
            models.Index(
                fields=["role", "person"],
                name="membership_of_staff",
                condition=Q(ended_at=None, role__in=[Role.COORDINATOR, Role.COUNSELLOR]),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                name="membership_once",
                fields=["person", "role", "office", "employer"],
                condition=Q(ended_at=None),
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="membership_where",
                condition=Q(role__in=sorted(STAFF), office__isnull=False, employer=None)
                | Q(role=Role.SPONSOR, office=None, employer__isnull=False)
                | Q(role=Role.CANDIDATE, office=None, employer=None),
                violation_error_message=_(
                    "Staff belong to an office, a sponsor to an employer, a candidate to neither."
                ),
            ),
        ]


class StaffProfile(models.Model):
    """How a counsellor or coordinator is shown to the people he or she helps."""

    wall = Wall(sign_in="SELECT")

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="staff_profile"
    )
    drawn = models.CharField(_("drawn picture"), max_length=100, blank=True, help_text=_("Name of a static file."))
    picture = models.CharField(max_length=16, blank=True, help_text=_("The mark of the photo; empty without one."))
    languages = ArrayField(models.CharField(max_length=2, choices=Language), verbose_name=_("languages"), default=list)
    places = ArrayField(
        models.CharField(max_length=60),
        verbose_name=_("also meets people in"),
        default=list,
        blank=True,
        help_text=_("Towns besides those of the own office."),
    )
    fields = ArrayField(
        models.CharField(max_length=12, choices=Field),
        verbose_name=_("has helped people from"),
        default=list,
        blank=True,
    )
    greetings = models.JSONField(_("a sentence about the work"), default=dict, help_text=_("By language."))
    phone = models.CharField(_("direct phone"), max_length=20, blank=True)
    video_room = models.URLField(_("video room"), blank=True)
    weekly_hours = models.PositiveSmallIntegerField(_("hours a week"), default=30)

    @property
    def portrait(self) -> str:
        """The address of the photo, else the name of the drawn picture; may be empty."""
        return reverse("accounts:picture", args=[self.person_id, self.picture]) if self.picture else self.drawn


class StaffPicture(models.Model):
    """The sealed photo, in a row of its own, so that no list ever carries it along."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    sealed = models.BinaryField()
    added_at = models.DateTimeField()


class Pass(models.Model):
    """A personal link for somebody without an account: the manager who holds a talk. Only its hash is kept."""

    wall = Wall(append_only=True, sign_in="SELECT", employer_inserts=True)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    token_hash = models.CharField(max_length=64, unique=True)
    role = models.CharField(max_length=12, choices=[(Role.MANAGER.value, Role.MANAGER.label)], default=Role.MANAGER)
    manager = models.UUIDField(_("manager"))
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=200)
    language = models.CharField(_("language"), max_length=2, choices=Language)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["manager"], name="pass_manager")]


class PassEnd(models.Model):
    """Every link of this manager that was made before this moment opens nothing more.

    A row of its own, because the employer's side adds rows and never changes one (docs/adr/0003).
    """

    wall = Wall(append_only=True, sign_in="SELECT", employer_inserts=True)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    manager = models.UUIDField(_("manager"))
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["manager", "at"], name="pass_end_manager")]
