"""Lists between upload and confirmation, and what an employer's columns mean."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from onward.core.ids import new_id
from onward.core.wall import Wall


class ListDraft(models.Model):
    """The cleaned rows between preview and confirmation: sealed, for the uploader alone, gone after 30 minutes.

    Nobody touches the table itself: pages use `OwnListDraft`, the view of the uploader's own rows.
    """

    wall = Wall(closed=True)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.UUIDField()
    agreement = models.UUIDField()
    file_name = models.CharField(max_length=200)
    sealed = models.BinaryField()
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)


class ColumnMeaning(models.Model):
    """What a column of an employer's lists means, as somebody said by hand. The latest row holds; nobody's data."""

    wall = Wall(append_only=True, employer_inserts=True)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    employer = models.ForeignKey("accounts.Employer", on_delete=models.CASCADE, related_name="+")
    header = models.CharField(_("column"), max_length=200)
    field = models.CharField(_("kept as"), max_length=30)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["employer", "at"], name="column_of_employer")]
