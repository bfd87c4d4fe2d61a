from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from onward.core.ids import new_id
from onward.core.wall import Wall
from onward.dialogue.enums import FileKind, MessageKind, Side


class Conversation(models.Model):
    """All messages of one programme, in one row of numbers; who has read how far, and what waits for an answer."""

    programme = models.OneToOneField(
        "programmes.Programme", on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    last_number = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(null=True, blank=True)
    waiting_since = models.DateTimeField(_("waits for an answer since"), null=True, blank=True)
    answer_due_at = models.DateTimeField(_("answer promised until"), null=True, blank=True)
    candidate_seen = models.PositiveIntegerField(default=0, help_text=_("Up to which number the candidate has read."))
    candidate_seen_at = models.DateTimeField(null=True, blank=True)
    candidate_told_at = models.DateTimeField(null=True, blank=True, help_text=_("The notice that is not read yet."))
    counsellor_seen = models.PositiveIntegerField(default=0)
    counsellor_seen_at = models.DateTimeField(null=True, blank=True)
    counsellor_told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("conversation")
        indexes = [
            models.Index(
                fields=["answer_due_at"], name="conversation_waits", condition=Q(waiting_since__isnull=False)
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="conversation_waits_until",
                condition=Q(waiting_since=None, answer_due_at=None)
                | Q(waiting_since__isnull=False, answer_due_at__isnull=False),
            ),
            models.CheckConstraint(
                name="conversation_seen_what_is_there",
                condition=Q(candidate_seen__lte=F("last_number"), counsellor_seen__lte=F("last_number")),
            ),
        ]


class Message(models.Model):
    """What one side wrote to the other. Never changed: a correction is the next message."""

    wall = Wall(append_only=True)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="messages")
    number = models.PositiveIntegerField()
    side = models.CharField(max_length=10, choices=Side)
    kind = models.CharField(max_length=8, choices=MessageKind, default=MessageKind.WRITTEN)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    key = models.UUIDField(default=new_id, help_text=_("Of the page it was written on, so that twice sent is once."))
    text = models.TextField(_("message"), blank=True)
    asks = models.BooleanField(default=False, help_text=_("Waits for an answer of the counsellor."))
    at = models.DateTimeField()
    is_mine: bool  # for whoever reads a page: worked out there, never stored

    class Meta:
        verbose_name = _("message")
        constraints = [
            models.UniqueConstraint(name="message_in_order", fields=["conversation", "number"]),
            models.UniqueConstraint(name="message_sent_once", fields=["conversation", "key"]),
            models.CheckConstraint(
                name="message_has_author_unless_away",
                condition=Q(kind=MessageKind.AWAY, author=None)
                | (~Q(kind=MessageKind.AWAY) & Q(author__isnull=False)),
            ),
            models.CheckConstraint(
                name="message_by_phone_is_the_candidates",
                condition=~Q(kind=MessageKind.BY_PHONE) | Q(side=Side.CANDIDATE),
            ),
        ]


class Draft(models.Model):
    """What is being written and not sent yet: its author's alone."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("draft"), blank=True)
    aside = models.TextField(
        blank=True, help_text=_("Written in a second window at the same time, until the author has put it in.")
    )
    version = models.PositiveIntegerField(default=1, help_text=_("Grows with every save, so that two tabs notice."))
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="draft_one_each", fields=["programme", "author"])]


class File(models.Model):
    """A file that goes with a message, or waits on a draft. Known by its content; its name is cleaned."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    message = models.ForeignKey(Message, on_delete=models.PROTECT, null=True, blank=True, related_name="files")
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, null=True, blank=True, related_name="files")
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=4, choices=FileKind)
    size = models.PositiveIntegerField(_("size"))
    digest = models.CharField(max_length=64)
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = _("file")
        constraints = [
            models.CheckConstraint(
                name="file_of_a_message_or_a_draft",
                condition=Q(message=None, draft__isnull=False) | Q(message__isnull=False, draft=None),
            ),
            models.UniqueConstraint(name="file_once_a_draft", fields=["draft", "digest", "name"]),
        ]


class FileBody(models.Model):
    """The sealed content, in a row of its own, so that no list ever carries it along."""

    file = models.OneToOneField(File, on_delete=models.CASCADE, primary_key=True, related_name="body")
    sealed = models.BinaryField()


class AwayNote(models.Model):
    """That a counsellor is away from one day to another, in her own words by language if she likes; never why."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    counsellor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"))
    texts = models.JSONField(_("words by language"), default=dict, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("away note")
        indexes = [models.Index(fields=["counsellor", "until_on"], name="away_note_of_counsellor")]
        constraints = [
            models.CheckConstraint(
                name="away_note_ends_after_start",
                condition=Q(until_on__gte=F("from_on")),
                violation_error_message=_("The last day away comes before the first. Look at both once more."),
            ),
            models.UniqueConstraint(name="away_note_once", fields=["counsellor", "from_on", "until_on"]),
        ]


class AnswerTime(models.Model):
    """Within how many working hours an office answers its candidates."""

    office = models.OneToOneField("accounts.Office", on_delete=models.CASCADE, primary_key=True, related_name="+")
    hours = models.PositiveSmallIntegerField(_("working hours until the answer"))
    changed_at = models.DateTimeField()
    changed_by = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="answer_time_sensible",
                condition=Q(hours__gte=1, hours__lte=80),
                violation_error_message=_("Write a number from 1 to 80."),
            ),
        ]
