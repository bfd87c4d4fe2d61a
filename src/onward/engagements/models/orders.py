"""One person put forward, and the history of the talk."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from onward.accounts.enums import Language
from onward.core.ids import new_id
from onward.core.names import formal_list_name, full_name
from onward.core.wall import Wall
from onward.engagements.enums import (
    AHEAD,
    SAID_TO_BE_HELD,
    TAKE_BACK_WITHIN,
    TalkEventKind,
    TalkKind,
    TalkState,
    state_of,
)


class TalkFacts:
    """What follows from an order with its latest plan and event, read by the employer's side or inside alike.

    Needs the names of `selectors.orders`: plan_kind, talk_at, event_kind, ticked_at and the parts of the name.
    """

    @property
    def name(self) -> str:
        return full_name(self.first_name, self.name_prefix, self.last_name)

    @property
    def list_name(self) -> str:
        return formal_list_name(
            self.first_name,
            self.name_prefix,
            self.last_name,
            language=self.office_language,
            country=self.office_country,
        )

    @property
    def state(self) -> TalkState:
        return state_of(planned=self.talk_at is not None, event=self.event_kind)

    @property
    def plan_label(self) -> str:
        """What the talk is about, in words; empty without a plan."""
        return str(TalkKind(self.plan_kind).label) if self.plan_kind else ""

    @property
    def is_ahead(self) -> bool:
        """The talk has not been held, as far as anybody said."""
        return self.state in AHEAD

    @property
    def is_held(self) -> bool:
        return self.event_kind in SAID_TO_BE_HELD

    @property
    def take_back_until(self) -> datetime | None:
        """Until when the tick can be taken back; None where there is none."""
        return self.ticked_at + TAKE_BACK_WITHIN if self.is_held and self.ticked_at else None

    def is_overdue(self, at: datetime) -> bool:
        """The planned moment has passed and nobody has said what happened."""
        return self.state == TalkState.PLANNED and self.talk_at < at

    def can_take_back(self, at: datetime) -> bool:
        return self.take_back_until is not None and at <= self.take_back_until


class Manager(models.Model):
    """The leader who holds a talk. Has no account, only a personal link."""

    wall = Wall(employer_inserts=True)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    employer = models.ForeignKey("accounts.Employer", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(_("language"), max_length=2, choices=Language)
    created_at = models.DateTimeField()


class Order(TalkFacts, models.Model):
    """One person put forward under an agreement, as the employer's list said. Gone when the talk is called off."""

    wall = Wall(employer_inserts=True)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    agreement = models.ForeignKey("Agreement", on_delete=models.PROTECT, related_name="orders")
    employer = models.ForeignKey("accounts.Employer", on_delete=models.PROTECT, related_name="+")
    package = models.ForeignKey("Package", on_delete=models.PROTECT, related_name="orders", verbose_name=_("package"))
    employee_number = models.CharField(_("employee number"), max_length=40, blank=True)
    first_name = models.CharField(_("first name"), max_length=100)
    name_prefix = models.CharField(_("name prefix"), max_length=30, blank=True)
    last_name = models.CharField(_("last name"), max_length=150)
    sort_key = models.CharField(max_length=300, editable=False, db_collation="C")
    language = models.CharField(_("language of the letter"), max_length=2, choices=Language)
    email = models.EmailField(_("private e-mail"), blank=True)
    work_email = models.EmailField(_("work e-mail, never written to"), blank=True)
    phone = models.CharField(_("private phone"), max_length=40, blank=True)
    job_title = models.CharField(_("job"), max_length=200, blank=True)
    department = models.CharField(_("department"), max_length=200, blank=True)
    hired_on = models.DateField(_("hired"), null=True, blank=True)
    notice_on = models.DateField(_("notice given"), null=True, blank=True)
    last_day_on = models.DateField(_("last day"), null=True, blank=True)
    created_at = models.DateTimeField()
    created_by = models.UUIDField(null=True)
    list_id = models.UUIDField(null=True, blank=True, help_text=_("The uploaded list it came in with."))
    talk_held_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text=_(
            "Set by the worker once the tick cannot be taken back any more, so that lists can leave it aside."
        ),
    )

    class Meta:
        verbose_name = _("order")
        indexes = [
            models.Index(fields=["agreement", "sort_key"], name="order_by_name"),
            models.Index(fields=["agreement", "sort_key"], name="order_ahead", condition=Q(talk_held_at=None)),
            models.Index(fields=["employer", "sort_key"], name="order_of_employer"),
            models.Index(fields=["talk_held_at"], name="order_held"),
            models.Index(fields=["list_id"], name="order_of_list", condition=Q(list_id__isnull=False)),
        ]


class TalkPlan(models.Model):
    """When the talk is planned and who holds it. The latest row holds."""

    wall = Wall(append_only=True, employer_inserts=True)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="plans")
    kind = models.CharField(_("what the talk is about"), max_length=15, choices=TalkKind)
    talk_at = models.DateTimeField(_("when"))
    manager = models.ForeignKey(Manager, on_delete=models.PROTECT, null=True, blank=True, related_name="plans")
    at = models.DateTimeField()
    by = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["order", "-at"], name="plan_latest")]


class TalkEvent(models.Model):
    """What happened to the talk, in the order it was said. The latest row holds; the worker acts on it."""

    wall = Wall(append_only=True, employer_inserts=True)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=12, choices=TalkEventKind)
    repeated_name = models.CharField(_("the name, repeated"), max_length=260, blank=True)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=200)

    class Meta:
        indexes = [
            models.Index(fields=["order", "-at"], name="event_latest"),
            models.Index(fields=["at"], name="event_recent"),
        ]
        constraints = [
            models.CheckConstraint(
                name="tick_repeats_the_name", condition=~Q(kind=TalkEventKind.HELD) | ~Q(repeated_name="")
            ),
        ]
