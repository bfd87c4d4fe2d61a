"""The worker's part: thin, and under its role."""

from datetime import timedelta

import pytest
from django.utils import timezone

from onward.programmes import tasks
from onward.programmes.models import Invitation, Programme
from tests.factories.programmes import InvitationFactory, TalkEventFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("timestamp", "settled"), [(3600 * 5, 2), (3600 * 5 + 60, 1)])
def test_every_talk_is_settled_old_ones_once_an_hour(timestamp, settled):
    now = timezone.now()
    TalkEventFactory(at=now - timedelta(minutes=1))
    TalkEventFactory(at=now - timedelta(days=90))

    tasks.settle_talks(timestamp=timestamp)

    assert Programme.objects.count() == settled


def test_silence_is_followed_up():
    InvitationFactory(created_at=timezone.now() - timedelta(days=10))

    tasks.follow_up_silence(timestamp=0)

    assert Invitation.objects.get().followed_up_at is not None
