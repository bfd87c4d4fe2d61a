"""An invitation, and the first two screens of whoever holds its code."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from tests.factories.programmes import InvitationFactory, ProgrammeFactory
from tests.factories.scheduling import whole_week


def invited(**values):
    """An invitation of this morning: the code is good, and the promise still runs."""
    now = timezone.now()
    values.setdefault("candidate__first_name", "Søren")
    values.setdefault("candidate__last_name", "Ågård-Ünal")
    programme = ProgrammeFactory(
        invited=True,
        ticked_at=now - timedelta(hours=1),
        clock_due_at=now + timedelta(days=3),
        candidate__email=None,
        candidate__language="en",
        **values,
    )
    if programme.counsellor:
        whole_week(programme.counsellor)
    made = InvitationFactory(
        programme=programme, code="HK4M7RT3", created_at=now - timedelta(hours=1), expires_at=now + timedelta(days=21)
    )
    return programme, made


def show_code(client, code="hk4m 7rt3"):
    return client.post(reverse("counselling:start"), {"code": code})


def say_yes(client, reach="soren@mail.example", **more):
    return client.post(reverse("counselling:start_you"), {"reach": reach, "language": "en", **more})
