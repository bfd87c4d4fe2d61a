"""Who helps, by the candidate's choice; and who else reads the file for a stated time."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from onward.core.access import STAFF, Role
from onward.core.ids import new_id
from onward.core.wall import Wall
from onward.programmes.enums import ChangeReason, LookReason


class Lasting(Func):
    """The time from start to end, the end not included."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class CounsellorChange(models.Model):
    """The candidate has chosen another counsellor. Why, is never kept with the person: see `ChangeReasons`."""

    wall = Wall(append_only=True)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey("programmes.Programme", on_delete=models.CASCADE, related_name="changes")
    before = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    after = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.UUIDField()
    role = models.CharField(_("acting as"), max_length=12, choices=Role)

    class Meta:
        indexes = [
            models.Index(fields=["programme", "-at"], name="change_latest"),
            models.Index(fields=["before", "-at"], name="change_away_from"),
        ]
        constraints = [
            models.CheckConstraint(name="change_to_another", condition=Q(before=None) | ~Q(before=F("after"))),
        ]


class ChangeReasons(models.Model):
    """How often a reason was given for choosing another counsellor, by office and quarter: a number about nobody."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    office = models.ForeignKey("accounts.Office", on_delete=models.CASCADE, related_name="+")
    quarter = models.DateField(_("first day of the quarter"))
    reason = models.CharField(_("reason"), max_length=10, choices=ChangeReason)
    times = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(name="change_reasons_once", fields=["office", "quarter", "reason"])]


class LookThrough(models.Model):
    """A supervisor or second counsellor may read what is shared in a programme: for a reason and until a moment."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey("programmes.Programme", on_delete=models.CASCADE, related_name="looks")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(_("acting as"), max_length=12, choices=Role)
    reason = models.CharField(_("reason"), max_length=12, choices=LookReason)
    words = models.CharField(_("reason, in words"), max_length=200)
    from_at = models.DateTimeField(_("from"))
    until = models.DateTimeField(_("until"))
    ended_at = models.DateTimeField(_("ended early"), null=True, blank=True)

    class Meta:
        verbose_name = _("look-through")
        indexes = [models.Index(fields=["reader", "until"], name="look_of_reader")]
        constraints = [
            models.CheckConstraint(name="look_ends_after_start", condition=Q(until__gt=F("from_at"))),
            models.CheckConstraint(
                name="look_ended_inside",
                condition=Q(ended_at=None) | Q(ended_at__gte=F("from_at"), ended_at__lte=F("until")),
            ),
            models.CheckConstraint(name="look_by_staff", condition=Q(role__in=sorted(STAFF))),
            models.CheckConstraint(name="look_says_why", condition=~Q(words="")),
            ExclusionConstraint(
                name="look_one_at_a_time",
                expressions=[
                    ("programme", RangeOperators.EQUAL),
                    ("reader", RangeOperators.EQUAL),
                    (Lasting("from_at", "until", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
                condition=Q(ended_at=None),
            ),
        ]
