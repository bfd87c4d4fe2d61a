from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from onward.core.access import Role
from onward.core.ids import new_id
from onward.core.wall import Wall
from onward.privacy.enums import ConsentKind


class AuditEntry(models.Model):
    """One thing that was done, by whom, to what. Holds no foreign key, so nothing blocks erasure."""

    wall = Wall(append_only=True, employer_inserts=True, sign_in="INSERT", erasure_inserts=True)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    at = models.DateTimeField(_("when"))
    by = models.UUIDField(_("who"), null=True)
    role = models.CharField(_("acting as"), max_length=12, choices=Role)
    verb = models.CharField(_("what"), max_length=60)
    target_type = models.CharField(max_length=60)
    target_id = models.UUIDField()
    about = models.UUIDField(_("about whom"), null=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    blacked_out_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["target_id", "at"], name="audit_target"),
            models.Index(fields=["about", "at"], name="audit_about"),
            BrinIndex(fields=["at"], name="audit_at"),
        ]


class AccessEntry(models.Model):
    """One page of confided text that was opened: by whom, about whom, what kind of thing; never the text."""

    wall = Wall(append_only=True, read_log=True)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    at = models.DateTimeField(_("when"))
    reader = models.UUIDField(_("who"), null=True)
    reader_name = models.CharField(_("name"), max_length=200)
    role = models.CharField(_("acting as"), max_length=12, choices=Role)
    about = models.UUIDField(_("about whom"))
    programme = models.UUIDField(null=True)
    thing = models.CharField(_("what was opened"), max_length=40)
    reason = models.CharField(_("stated reason"), max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["about", "at"], name="access_about")]


class Consent(models.Model):
    """What a person said to one question, in one wording. The latest row holds; none is ever changed."""

    wall = Wall(append_only=True)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.UUIDField(_("person"))
    programme = models.UUIDField(null=True)
    kind = models.CharField(max_length=20, choices=ConsentKind)
    given = models.BooleanField()
    wording = models.CharField(_("version of the wording"), max_length=20)
    at = models.DateTimeField()
    by = models.UUIDField(_("entered by"))

    class Meta:
        indexes = [models.Index(fields=["person", "kind", "at"], name="consent_latest")]
        constraints = [
            models.CheckConstraint(name="consent_kind_known", condition=Q(kind__in=ConsentKind.values)),
        ]
