"""One candidate's course: who helps, the code, the answer, the days."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from onward.core.ids import new_id
from onward.core.wall import Wall
from onward.programmes.enums import AnswerKind, AttemptKind, FactKind, PauseReason, Phase, State


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
    # of its order, which never gets another: so that no list of a coordinator reads orders; in programme_of_agreement
    agreement = models.ForeignKey("engagements.Agreement", on_delete=models.PROTECT, related_name="+", db_index=False)
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
    # every list of people counts from it, and finding it among meetings and calls took a third of a page
    last_talk_at = models.DateTimeField(_("last talk"), null=True, blank=True)
    identity_confirmed_at = models.DateTimeField(_("identity confirmed by voice"), null=True, blank=True)
    identity_confirmed_by = models.UUIDField(null=True, blank=True)
    starts_on = models.DateField(_("first meeting"), null=True, blank=True)
    ended_on = models.DateField(_("ended"), null=True, blank=True)
    shared_since = models.DateTimeField(
        null=True,
        blank=True,
        help_text=_("What was shared before is closed to the present counsellor. Empty: all of it may be read."),
    )

    class Meta:
        verbose_name = _("programme")
        indexes = [
            models.Index(fields=["counsellor", "state"], name="programme_of_counsellor"),
            models.Index(fields=["candidate"], name="programme_of_candidate"),
            models.Index(fields=["office", "state"], name="programme_of_office"),
            models.Index(fields=["agreement", "state"], name="programme_of_agreement"),
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
                name="programme_last_talk_after_first",
                condition=Q(first_contact_at=None, last_talk_at=None) | Q(last_talk_at__gte=F("first_contact_at")),
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
