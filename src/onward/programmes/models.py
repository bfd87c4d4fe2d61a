from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from onward.core.ids import new_id
from onward.core.wall import Wall
from onward.programmes.enums import (
    AnswerKind,
    AttemptKind,
    FactKind,
    HourAnswerKind,
    HourKind,
    PauseReason,
    Phase,
    State,
)


class ProposedCounsellor(models.Model):
    """Who shall help this person, chosen by the coordinator before the talk; named in the letter."""

    order = models.OneToOneField("engagements.Order", on_delete=models.CASCADE, primary_key=True, related_name="+")
    counsellor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.UUIDField()


class SettledTalk(models.Model):
    """The worker has acted on this talk event."""

    wall = Wall(append_only=True)

    event = models.OneToOneField("engagements.TalkEvent", on_delete=models.CASCADE, primary_key=True, related_name="+")
    at = models.DateTimeField()


class TemplateCopy(models.Model):
    """A programme template as it was on some day. Programmes begun with the same one share it; it never changes."""

    wall = Wall(append_only=True)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    digest = models.CharField(max_length=64, unique=True)
    body = models.JSONField(_("template as it was"))


class Programme(models.Model):
    """One candidate's course, from the tick on. What dates and lists need of its template stands in the row itself."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    order = models.OneToOneField("engagements.Order", on_delete=models.PROTECT, related_name="+")
    employer = models.ForeignKey("accounts.Employer", on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey("accounts.Office", on_delete=models.PROTECT, related_name="+")
    candidate = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    counsellor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    template = models.ForeignKey(TemplateCopy, on_delete=models.PROTECT, related_name="+")
    weeks = models.PositiveSmallIntegerField(null=True, blank=True)
    periods = models.JSONField(default=list, blank=True)  # hours and months of each, where a law counts so
    counts_from_agreed_day = models.BooleanField(default=False)
    rhythm_days = models.PositiveSmallIntegerField()
    months = models.DecimalField(_("months"), max_digits=4, decimal_places=1)
    minutes = models.PositiveIntegerField(_("minutes bought"))
    shows_hours = models.BooleanField(_("the employer sees delivered hours"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.INVITED)
    phase = models.CharField(_("phase"), max_length=15, choices=Phase, default=Phase.FOUNDATION)
    ticked_at = models.DateTimeField(_("talk held"))
    clock_due_at = models.DateTimeField(_("first contact promised until"))
    first_contact_at = models.DateTimeField(_("first contact"), null=True, blank=True)
    identity_confirmed_at = models.DateTimeField(_("identity confirmed by voice"), null=True, blank=True)
    identity_confirmed_by = models.UUIDField(null=True, blank=True)
    starts_on = models.DateField(_("first meeting"), null=True, blank=True)
    ended_on = models.DateField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("programme")
        indexes = [
            models.Index(fields=["counsellor", "state"], name="programme_of_counsellor"),
            models.Index(fields=["candidate"], name="programme_of_candidate"),
            models.Index(fields=["office", "state"], name="programme_of_office"),
            models.Index(fields=["clock_due_at"], name="programme_clock_running", condition=Q(first_contact_at=None)),
        ]
        constraints = [
            models.CheckConstraint(name="programme_state_known", condition=Q(state__in=State.values)),
            models.CheckConstraint(
                name="programme_confirmed_pair",
                condition=Q(identity_confirmed_at=None, identity_confirmed_by=None)
                | Q(identity_confirmed_at__isnull=False, identity_confirmed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="programme_started_when_under_way",
                condition=~Q(state__in=[State.UNDER_WAY, State.PAUSED]) | Q(starts_on__isnull=False),
            ),
            models.CheckConstraint(
                name="programme_ended_iff_over",
                condition=Q(state__in=[State.ENDED, State.DECLINED], ended_on__isnull=False)
                | (~Q(state__in=[State.ENDED, State.DECLINED]) & Q(ended_on=None)),
            ),
        ]

    @property
    def is_open(self) -> bool:
        return self.state in {State.ACCEPTED, State.UNDER_WAY, State.PAUSED}


class Invitation(models.Model):
    """The personal code. The letter passes through the employer's hands, so the code alone opens no file."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="invitations")
    code_hash = models.CharField(max_length=64, unique=True)
    sealed_code = models.CharField(
        max_length=200, blank=True, help_text=_("So that the letter can be printed again, whether it was used or not.")
    )
    through_employer = models.BooleanField(
        default=True, help_text=_("The employer hands the letter over; else we send it ourselves.")
    )
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    voided_at = models.DateTimeField(null=True, blank=True)
    followed_up_at = models.DateTimeField(
        null=True, blank=True, help_text=_("When its silence became a call to make.")
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="invitation_one_live", fields=["programme"], condition=Q(used_at=None, voided_at=None)
            ),
            models.CheckConstraint(name="invitation_used_or_voided", condition=Q(used_at=None) | Q(voided_at=None)),
        ]


class Answer(models.Model):
    """What the candidate said to the offer. The latest row holds; silence writes none."""

    wall = Wall(append_only=True)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="answers")
    answer = models.CharField(max_length=10, choices=AnswerKind)
    at = models.DateTimeField()
    by = models.UUIDField()
    by_phone = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["programme", "-at"], name="answer_latest")]


class ContactAttempt(models.Model):
    """A try to reach the candidate, or the first talk both ways, which stops the clock."""

    wall = Wall(append_only=True)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="attempts")
    kind = models.CharField(max_length=15, choices=AttemptKind)
    at = models.DateTimeField()
    by = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["programme", "-at"], name="attempt_latest")]


class Pause(models.Model):
    """Days that do not count. Only the class of the reason is kept."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="pauses")
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=10, choices=PauseReason)
    at = models.DateTimeField()
    by = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="pause_ends_after_start", condition=Q(until_on=None) | Q(until_on__gte=F("from_on"))
            ),
            models.UniqueConstraint(name="pause_one_open", fields=["programme"], condition=Q(until_on=None)),
        ]


class Extension(models.Model):
    """Days added."""

    wall = Wall(append_only=True)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="extensions")
    days = models.PositiveSmallIntegerField(_("days"))
    reason = models.CharField(_("reason"), max_length=10, choices=PauseReason)
    at = models.DateTimeField()
    by = models.UUIDField()

    class Meta:
        constraints = [models.CheckConstraint(name="extension_days", condition=Q(days__range=(1, 366)))]


class HourEntry(models.Model):
    """A line of the hours account. Never changed: a correction is a counter-entry with a reason."""

    wall = Wall(append_only=True)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="hours")
    kind = models.CharField(_("kind"), max_length=12, choices=HourKind)
    period = models.PositiveSmallIntegerField(_("period"), null=True, blank=True)
    minutes = models.IntegerField(_("length in minutes"))
    held_on = models.DateField(_("date"))
    meeting = models.UUIDField(null=True, blank=True)
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrections")
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    booked_at = models.DateTimeField()
    booked_by = models.UUIDField(null=True, blank=True, help_text=_("Empty: the system, by a rule of the template."))

    class Meta:
        indexes = [models.Index(fields=["programme", "held_on"], name="hours_by_date")]
        constraints = [
            models.CheckConstraint(
                name="hours_positive_unless_correction",
                condition=Q(corrects=None, minutes__gt=0) | (Q(corrects__isnull=False) & ~Q(reason="")),
                violation_error_message=_("A correction gives its reason."),
            ),
            models.UniqueConstraint(
                name="hours_once_a_meeting", fields=["meeting"], condition=Q(corrects=None, meeting__isnull=False)
            ),
        ]


class HourAnswer(models.Model):
    """What the candidate says to a line of the account. The remark is between candidate and provider."""

    wall = Wall(append_only=True)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    entry = models.ForeignKey(HourEntry, on_delete=models.PROTECT, related_name="answers")
    answer = models.CharField(max_length=10, choices=HourAnswerKind)
    remark = models.TextField(_("remark"), blank=True)
    at = models.DateTimeField()
    by = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["entry", "-at"], name="hour_answer_latest")]


class PublishedFact(models.Model):
    """What the candidate lets the former employer know, as it was when consent was given."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="facts")
    kind = models.CharField(max_length=10, choices=FactKind)
    value = models.JSONField()
    published_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="fact_one_published", fields=["programme", "kind"], condition=Q(withdrawn_at=None)
            ),
        ]


class ErasureNotice(models.Model):
    """The candidate was told when what we know of her is erased. Holds for this end; a new beginning makes it void."""

    wall = Wall(append_only=True)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="erasure_notices")
    ended_on = models.DateField()
    erases_on = models.DateField(_("erased on"))
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="erasure_said_once", fields=["programme", "ended_on"])]


class ErasedHours(models.Model):
    """The hours of programmes that have been erased, as sums. A number, nobody's data."""

    wall = Wall(erasure_inserts=True)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agreement = models.ForeignKey("engagements.Agreement", on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    kind = models.CharField(max_length=12, choices=HourKind)
    minutes = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(name="erased_hours_once", fields=["agreement", "month", "kind"])]


# What the employer's side reads: views, filtered in the database ------------------------------------------------


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
    """Delivered hours per programme, day and kind, where agreement or law show them; after-care as individual."""

    wall = Wall(employer_view=True)

    id = models.TextField(primary_key=True)
    programme = models.ForeignKey(EmployerSheet, on_delete=models.DO_NOTHING, related_name="delivered")
    held_on = models.DateField()
    kind = models.CharField(max_length=12, choices=HourKind)
    period = models.PositiveSmallIntegerField(null=True)
    minutes = models.IntegerField()

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
