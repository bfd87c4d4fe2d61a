"""Files: who may have them, and their content."""

from django.db.models import QuerySet

from onward.core.access import Actor
from onward.dialogue import policies, sealing
from onward.dialogue.models import File, FileBody


def files(actor: Actor) -> QuerySet[File]:
    """Every file this actor may have; without a content."""
    return File.objects.filter(policies.readable_files(actor)).order_by("added_at", "pk")


def content_of(file: File) -> bytes:
    """The caller has asked for the file. Raises sealing.CannotOpen."""
    sealed = FileBody.objects.values_list("sealed", flat=True).get(file=file)
    return sealing.unseal(bytes(sealed), file=file.pk)
