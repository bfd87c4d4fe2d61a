from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from onward.core.ids import new_id
from onward.letters.enums import LetterKind, LetterState


class Letter(models.Model):
    """That a letter is to be posted, or was. Its words are made when it is printed, and kept nowhere a second time."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=LetterKind)
    meeting = models.ForeignKey(
        "counselling.Meeting", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=8, choices=LetterState, default=LetterState.WAITING)
    wanted_at = models.DateTimeField()
    wanted_by = models.UUIDField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.UUIDField(null=True, blank=True)
    told_until = models.DateTimeField(
        null=True, blank=True, help_text=_("Up to when the letter tells what we wrote down.")
    )

    class Meta:
        verbose_name = _("letter")
        indexes = [
            models.Index(fields=["programme", "kind"], name="letter_of_programme"),
            models.Index(fields=["wanted_at"], name="letter_waits", condition=Q(state=LetterState.WAITING)),
        ]
        constraints = [
            models.UniqueConstraint(
                name="letter_waits_once", fields=["programme", "kind"], condition=Q(state="waiting", meeting=None)
            ),
            models.UniqueConstraint(
                name="letter_of_minutes_once", fields=["meeting"], condition=~Q(state=LetterState.DROPPED)
            ),
            models.CheckConstraint(
                name="letter_of_minutes_names_meeting",
                condition=Q(kind=LetterKind.MINUTES, meeting__isnull=False)
                | (~Q(kind=LetterKind.MINUTES) & Q(meeting=None)),
            ),
            models.CheckConstraint(
                name="letter_settled_whole",
                condition=Q(state=LetterState.WAITING, settled_at=None, settled_by=None, told_until=None)
                | (~Q(state=LetterState.WAITING) & Q(settled_at__isnull=False, settled_by__isnull=False)),
            ),
        ]
