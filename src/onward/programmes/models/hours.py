"""The hours account."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from onward.core.ids import new_id
from onward.core.wall import Wall
from onward.programmes.enums import COUNTED, HourAnswerKind, HourKind, Presence


class HourEntry(models.Model):
    """A line of the hours account. Never changed: a correction is a counter-entry with a reason."""

    wall = Wall(append_only=True)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="hours")
    kind = models.CharField(_("kind"), max_length=12, choices=HourKind)
    period = models.PositiveSmallIntegerField(_("period"), null=True, blank=True)
    minutes = models.IntegerField(_("length in minutes"))
    held_on = models.DateField(_("date"))
    meeting = models.UUIDField(null=True, blank=True)
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrections")
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    booked_at = models.DateTimeField()
    booked_by = models.UUIDField(null=True, blank=True, help_text=_("Empty: the system, by a rule of the template."))
    given_by = models.UUIDField(null=True, blank=True, help_text=_("Whose hour it was; stays theirs to export."))
    presence = models.CharField(_("who was there"), max_length=10, choices=Presence, default=Presence.THERE)
    beyond = models.BooleanField(
        default=False, help_text=_("Booked knowingly beyond what was bought, or beyond its period.")
    )
    answer_until = models.DateField(help_text=_("The last day before silence counts as let pass."))

    class Meta:
        indexes = [
            models.Index(fields=["programme", "held_on"], name="hours_by_date"),
            models.Index(fields=["given_by", "held_on"], name="hours_of_counsellor"),
            models.Index(fields=["programme", "answer_until"], name="hours_to_answer"),
        ]
        constraints = [
            models.CheckConstraint(
                name="hours_presence_fits",
                condition=Q(kind__in=COUNTED, presence__in=[Presence.THERE, Presence.NOT_THERE])
                | (~Q(kind__in=COUNTED) & Q(presence__in=[Presence.THERE, Presence.WITHOUT])),
                violation_error_message=_("Who was there does not fit the kind of hour."),
            ),
            models.CheckConstraint(
                name="hours_beyond_says_why",
                condition=Q(beyond=False) | ~Q(reason=""),
                violation_error_message=_("What goes beyond the hours bought gives its reason."),
            ),
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
        indexes = [
            models.Index(fields=["entry", "-at"], name="hour_answer_latest"),
            models.Index(fields=["entry"], name="hour_answer_disputed", condition=Q(answer=HourAnswerKind.DISPUTED)),
        ]


class HourReply(models.Model):
    """What the provider says to a line that was called not right. It changes no line and no sum."""

    wall = Wall(append_only=True)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    entry = models.ForeignKey(HourEntry, on_delete=models.PROTECT, related_name="replies")
    words = models.TextField(_("answer"))
    at = models.DateTimeField()
    by = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["entry", "-at"], name="hour_reply_latest")]
        constraints = [models.CheckConstraint(name="hour_reply_has_words", condition=~Q(words=""))]


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
