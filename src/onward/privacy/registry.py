"""What each app knows about people, said by the app itself; export, erasure and the tests ask here."""

from typing import ClassVar

from django.db import models

from onward.privacy.enums import Keep, Kind


class PersonalData:
    """Subclass once per model.

    subject: the lookup from a row to the id of the person it is about (None: about nobody).
    fields: every concrete field with its kind. keep: how long. exported: handed over when the person asks.
    """

    register: ClassVar[dict[type[models.Model], type["PersonalData"]]] = {}

    model: ClassVar[type[models.Model]]
    subject: ClassVar[str | None] = None
    keep: ClassVar[Keep] = Keep.PROVIDER
    exported: ClassVar[bool] = True
    fields: ClassVar[dict[str, Kind]] = {}

    def __init_subclass__(cls) -> None:
        PersonalData.register[cls.model] = cls


def technical(*names: str) -> dict[str, Kind]:
    """Classify several fields at once as technical."""
    return dict.fromkeys(names, Kind.TECHNICAL)
