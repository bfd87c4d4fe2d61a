"""What the employer's side reads: views, filtered in the database."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from onward.core.wall import Wall
from onward.programmes.enums import AnswerKind, HourKind, State


class EmployerSheet(models.Model):
    """One programme as its employer may know it; the candidate reads the own row, through the same view."""

    wall = Wall(employer_view=True)

    id = models.UUIDField(primary_key=True)
    order_id = models.UUIDField()
    employer_id = models.UUIDField()
    employer_name = models.CharField(max_length=150)
    candidate_id = models.UUIDField()
    first_name = models.CharField(max_length=100)
    last_name = models.CharField(max_length=150)
    sort_key = models.CharField(max_length=300)
    agreement_name = models.CharField(max_length=150)
    package_name = models.CharField(max_length=150)
    ordered_at = models.DateTimeField()
    ticked_at = models.DateTimeField()
    handed_over_at = models.DateTimeField(null=True)
    invitation_expires_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=10, choices=AnswerKind, null=True)  # noqa: DJ001
    answered_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=State)
    starts_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    shows_hours = models.BooleanField()
    minutes = models.PositiveIntegerField(null=True)
    timezone = models.CharField(max_length=40)
    facts = models.JSONField()

    class Meta:
        managed = False
        db_table = "employer_sheet"


class EmployerHours(models.Model):
    """Delivered hours per programme, month (or legal period) and kind, where agreement or law show them.

    After-care stands as individual. days_held: on which meetings were held; a counted hour that nobody came to is in
    the minutes and never among the days.
    """

    wall = Wall(employer_view=True)

    id = models.TextField(primary_key=True)
    programme = models.ForeignKey(EmployerSheet, on_delete=models.DO_NOTHING, related_name="delivered")
    month = models.DateField(null=True)
    period = models.PositiveSmallIntegerField(null=True)
    kind = models.CharField(max_length=12, choices=HourKind)
    minutes = models.IntegerField()
    days_held = ArrayField(models.DateField())

    class Meta:
        managed = False
        db_table = "employer_hours"


class EmployerLetter(models.Model):
    """What the invitation letter needs, for sponsor and manager of that order.

    Whether the code was used makes no difference: a letter that vanished would tell it.
    """

    wall = Wall(employer_view=True)

    id = models.UUIDField(primary_key=True)
    order_id = models.UUIDField()
    employer_id = models.UUIDField()
    manager_id = models.UUIDField(null=True)
    employer_name = models.CharField(max_length=150)
    first_name = models.CharField(max_length=100)
    last_name = models.CharField(max_length=150)
    language = models.CharField(max_length=2)
    country = models.CharField(max_length=2)
    sealed_code = models.CharField(max_length=200)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    counsellor_name = models.CharField(max_length=260, null=True)  # noqa: DJ001
    office_name = models.CharField(max_length=100)
    office_phone = models.CharField(max_length=20)
    office_street = models.CharField(max_length=150)
    office_postcode = models.CharField(max_length=12)
    office_city = models.CharField(max_length=100)
    office_timezone = models.CharField(max_length=40)
    shows_hours = models.BooleanField()
    has_private_contact = models.BooleanField()

    class Meta:
        managed = False
        db_table = "employer_letter"
