"""What the employer's side reads: views, filtered in the database (migration 0002)."""

from django.db import models

from onward.accounts.enums import Language
from onward.core.ids import new_id
from onward.core.wall import EVERYTHING, Wall
from onward.engagements.enums import AgreementKind, Form, TalkEventKind, TalkKind
from onward.engagements.models.orders import TalkFacts


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
    office_country = models.CharField(max_length=2)

    class Meta:
        managed = False
        db_table = "employer_agreement"


class EmployerPackage(models.Model):
    """A package of an own agreement; one that has ended can no longer be ordered."""

    wall = Wall(employer_view=True)

    id = models.UUIDField(primary_key=True)
    agreement = models.ForeignKey(EmployerAgreement, on_delete=models.DO_NOTHING, related_name="packages")
    name = models.CharField(max_length=150)
    months = models.DecimalField(max_digits=4, decimal_places=1)
    minutes = models.PositiveIntegerField()
    form = models.CharField(max_length=10, choices=Form)
    price = models.DecimalField(max_digits=10, decimal_places=2, null=True)
    currency = models.CharField(max_length=3)
    ended_on = models.DateField(null=True)

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


class EmployerOrder(TalkFacts, models.Model):
    """An order with the latest plan and the latest event of its talk.

    A manager sees the own talks only, and of the person no number, address or phone.
    """

    wall = Wall(employer_view=True)
    is_named = False  # an agreement names coordinators only

    id = models.UUIDField(primary_key=True)
    agreement_id = models.UUIDField()
    package_id = models.UUIDField()
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
    job_title = models.CharField(max_length=200)
    department = models.CharField(max_length=200)
    hired_on = models.DateField(null=True)
    notice_on = models.DateField(null=True)
    last_day_on = models.DateField(null=True)
    created_at = models.DateTimeField()
    list_id = models.UUIDField(null=True)
    agreement_name = models.CharField(max_length=150)
    employer_name = models.CharField(max_length=150)
    package_name = models.CharField(max_length=150)
    office_name = models.CharField(max_length=100)
    office_phone = models.CharField(max_length=20)
    office_timezone = models.CharField(max_length=40)
    office_language = models.CharField(max_length=2)
    office_country = models.CharField(max_length=2)
    plan_kind = models.CharField(max_length=15, choices=TalkKind, null=True)  # noqa: DJ001
    talk_at = models.DateTimeField(null=True)
    manager_id = models.UUIDField(null=True)
    manager_name = models.CharField(max_length=200, null=True)  # noqa: DJ001
    event_kind = models.CharField(max_length=12, choices=TalkEventKind, null=True)  # noqa: DJ001
    event_at = models.DateTimeField(null=True)
    event_by_name = models.CharField(max_length=200, null=True)  # noqa: DJ001
    ticked_at = models.DateTimeField(null=True)

    class Meta:
        managed = False
        db_table = "employer_order"


class EmployerColumnMeaning(models.Model):
    """`ColumnMeaning` of the own employer."""

    wall = Wall(employer_view=True)

    id = models.UUIDField(primary_key=True)
    employer_id = models.UUIDField()
    header = models.CharField(max_length=200)
    field = models.CharField(max_length=30)
    at = models.DateTimeField()

    class Meta:
        managed = False
        db_table = "employer_column_meaning"
