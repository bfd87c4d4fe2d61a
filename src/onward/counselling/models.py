from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from onward.core.ids import new_id
from onward.core.wall import Wall
from onward.counselling.enums import CallReason, DropReason, MinutesState, StepState


class Activation(models.Model):
    """In which browser a code was used, so that a page sent twice is one beginning and not somebody else's."""

    invitation = models.OneToOneField(
        "programmes.Invitation", on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    browser = models.CharField(max_length=64, help_text=_("The hash of a number that only that session knows."))
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("activation")


class Meeting(models.Model):
    """A talk between candidate and counsellor: what it is about; when and where is the appointment's."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    appointment = models.OneToOneField("scheduling.Appointment", on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    about = models.CharField(_("what it is about"), max_length=300, blank=True)
    is_first = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    created_by = models.UUIDField()

    class Meta:
        verbose_name = _("meeting")
        indexes = [models.Index(fields=["programme"], name="meeting_of_programme")]


class TrialTalk(models.Model):
    """A quarter of an hour with a counsellor whom the candidate may choose. Opens nothing of the file to her."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    appointment = models.OneToOneField("scheduling.Appointment", on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    created_by = models.UUIDField()

    class Meta:
        verbose_name = _("trial talk")
        indexes = [models.Index(fields=["programme"], name="trial_of_programme")]


class Beforehand(models.Model):
    """What the candidate wants the counsellor to know before a meeting. There is no row for saying nothing."""

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, primary_key=True, related_name="beforehand")
    went_well = models.TextField(_("what went well"), blank=True)
    is_stuck = models.TextField(_("what is stuck"), blank=True)
    wants = models.TextField(_("what I want from this meeting"), blank=True)
    version = models.PositiveIntegerField(default=1)
    sent_at = models.DateTimeField()
    sent_by = models.UUIDField(help_text=_("The candidate, or the counsellor who wrote down what she said."))

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="beforehand_says_something", condition=~Q(went_well="", is_stuck="", wants="")
            ),
        ]


class BeforehandDraft(models.Model):
    """The same three answers while they are written: the candidate alone reads them."""

    meeting = models.OneToOneField(
        Meeting, on_delete=models.PROTECT, primary_key=True, related_name="beforehand_draft"
    )
    went_well = models.TextField(blank=True)
    is_stuck = models.TextField(blank=True)
    wants = models.TextField(blank=True)
    aside = models.JSONField(
        default=dict, blank=True, help_text=_("What a second window wrote at the same time, by question.")
    )
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    saved_by = models.UUIDField()


class Minutes(models.Model):
    """What was agreed in a meeting: a draft of the counsellor's until it is shared with the candidate.

    plan: the form of the fortnight plan as it was typed, whole or half; sharing makes steps of it and empties it.
    """

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, primary_key=True, related_name="minutes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("minutes"), blank=True)
    aside = models.TextField(
        blank=True, help_text=_("Written in a second window at the same time, until the author has put it in.")
    )
    plan = models.JSONField(default=dict, blank=True)
    aside_plan = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=6, choices=MinutesState, default=MinutesState.DRAFT)
    version = models.PositiveIntegerField(default=1, help_text=_("Grows with every save, so that two tabs notice."))
    saved_at = models.DateTimeField()
    shared_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["author"], name="minutes_draft_of_author", condition=Q(state=MinutesState.DRAFT))
        ]
        constraints = [
            models.CheckConstraint(
                name="minutes_shared_at_iff_shared",
                condition=Q(state=MinutesState.DRAFT, shared_at=None)
                | Q(state=MinutesState.SHARED, shared_at__isnull=False),
            ),
            models.CheckConstraint(
                name="minutes_shared_have_nothing_aside",
                condition=Q(state=MinutesState.DRAFT) | Q(aside="", aside_plan={}, plan={}),
            ),
        ]

    @property
    def is_shared(self) -> bool:
        return self.state == MinutesState.SHARED


class Remark(models.Model):
    """What candidate or counsellor adds to minutes once they are shared: shared words themselves never change."""

    wall = Wall(append_only=True)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="remarks")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("remark"))
    at = models.DateTimeField()


class PrivateNote(models.Model):
    """The counsellor's own note. There is no level at which anybody else reads it."""

    wall = Wall(append_only=True)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("private note"))
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["programme", "author", "-at"], name="note_of_author")]


class Step(models.Model):
    """One thing the candidate means to do: what, when, where, and what then if something comes between."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="steps")
    what = models.CharField(_("what"), max_length=200)
    due_on = models.DateField(_("on which day"), null=True, blank=True)
    due_words = models.CharField(_("when, in words"), max_length=100, blank=True)
    where = models.CharField(_("where"), max_length=150, blank=True)
    obstacle = models.CharField(_("if"), max_length=200, blank=True)
    response = models.CharField(_("then I"), max_length=200, blank=True)
    state = models.CharField(max_length=8, choices=StepState, default=StepState.OPEN)
    learned = models.CharField(_("what did I learn"), max_length=500, blank=True)
    dropped_because = models.CharField(_("why it was left out"), max_length=10, choices=DropReason, blank=True)
    dropped_words = models.CharField(_("why, in words"), max_length=200, blank=True)
    taken_from = models.OneToOneField(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="taken_on",
        help_text=_("The step of an earlier plan that goes on here."),
    )
    created_at = models.DateTimeField()
    created_by = models.UUIDField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("step")
        indexes = [models.Index(fields=["programme", "state", "due_on"], name="step_open")]
        constraints = [
            models.CheckConstraint(
                name="step_settled_iff_done",
                condition=Q(state=StepState.OPEN, settled_at=None)
                | (~Q(state=StepState.OPEN) & Q(settled_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="step_if_and_then_together",
                condition=Q(obstacle="", response="") | (~Q(obstacle="") & ~Q(response="")),
                violation_error_message=_("An “if” needs its “then”, and the other way round."),
            ),
            models.CheckConstraint(
                name="step_reason_only_if_dropped",
                condition=Q(state=StepState.DROPPED) | Q(dropped_because="", dropped_words=""),
            ),
        ]


class NeedMark(models.Model):
    """Somebody said: more is needed now. Set by candidate or counsellor; nothing is inferred."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    set_by = models.UUIDField()
    cleared_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="need_one_open", fields=["programme"], condition=Q(cleared_at=None)),
        ]


class TextWords(models.Model):
    """What a candidate wrote by text message. Read by the own counsellor alone."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey("programmes.Programme", on_delete=models.CASCADE, related_name="+")
    call = models.ForeignKey("counselling.CallToMake", on_delete=models.CASCADE, related_name="+")
    text = models.TextField(_("text message"))
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("text message")
        indexes = [models.Index(fields=["call", "at"], name="text_words_of_call")]


class CallToMake(models.Model):
    """Somebody waits to be called by the counsellor (or the coordinator, where nobody is assigned)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey("programmes.Programme", on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=15, choices=CallReason)
    when_words = models.CharField(_("when it suits"), max_length=150, blank=True)
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.UUIDField(null=True, blank=True)

    class Meta:
        verbose_name = _("call to make")
        constraints = [
            models.UniqueConstraint(
                name="call_once_a_reason", fields=["programme", "reason"], condition=Q(done_at=None)
            ),
            models.CheckConstraint(
                name="call_done_pair",
                condition=Q(done_at=None, done_by=None) | Q(done_at__isnull=False, done_by__isnull=False),
            ),
        ]
