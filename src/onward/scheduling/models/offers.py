"""Times offered by text message, answered by a number."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from onward.core.ids import new_id
from onward.scheduling.enums import OfferState


class TimeOffer(models.Model):
    """Free times for one appointment that is to be moved. One is open for a person at a time.

    round: the how-manieth set of times for this wish. sequence: that of the appointment when they were offered.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    appointment = models.ForeignKey("scheduling.Appointment", on_delete=models.CASCADE, related_name="+")
    guest = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    times = ArrayField(models.DateTimeField(), size=3)
    round = models.PositiveSmallIntegerField(default=1)
    sequence = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=6, choices=OfferState, default=OfferState.OPEN)
    chosen = models.PositiveSmallIntegerField(null=True, blank=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["guest", "-made_at"], name="offer_of_guest")]
        constraints = [
            models.UniqueConstraint(name="offer_one_open", fields=["guest"], condition=Q(state=OfferState.OPEN)),
            models.CheckConstraint(name="offer_expires_later", condition=Q(expires_at__gt=F("made_at"))),
            models.CheckConstraint(
                name="offer_chosen_iff_taken",
                condition=Q(state=OfferState.TAKEN, chosen__isnull=False)
                | (~Q(state=OfferState.TAKEN) & Q(chosen=None)),
            ),
        ]
