"""Kaj has a phone and a letter box. All phases, entered by staff on their pages; what he said comes back on paper.

By the client and not in a browser: `test_without_a_screen` looks at the pages, this one at what is told by post.
"""

import io
from datetime import timedelta

import pypdfium2
import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from onward.core.access import Role
from onward.counselling.models import Meeting, Step, TrialTalk
from onward.landing.models import Touchpoint
from onward.letters import tasks as letters
from onward.letters.models import Letter
from onward.privacy.models import AuditEntry, Consent
from onward.programmes.enums import FactKind, State
from onward.programmes.models import HourAnswer, HourEntry, Programme, PublishedFact
from tests.conftest import WebClient
from tests.factories.accounts import session_of
from tests.journeys.conftest import code_in, invite

pytestmark = pytest.mark.django_db(transaction=True)


class Staff:
    """A page of staff without a browser: opened, filled in, and whatever it answers must be a redirect."""

    def __init__(self, person, role):
        self.client = WebClient()
        session_of(self.client, person, role, ("password", "mfa"))

    def enter(self, name, *keys, **said):
        answer = self.client.post(
            reverse(name, args=keys), {key.replace("__", "-"): each for key, each in said.items()}
        )
        assert answer.status_code == 302, (name, answer.status_code, errors_in(answer))
        return answer

    def paper(self, name, *keys):
        answer = self.client.get(reverse(name, args=keys))
        assert answer["Content-Type"] == "application/pdf", (name, answer.status_code)
        sheets = pypdfium2.PdfDocument(io.BytesIO(answer.content))
        found = "\n".join(sheets[number].get_textpage().get_text_range() for number in range(len(sheets)))
        return " ".join(found.replace("\xa0", " ").split())

    def reads(self, name, *keys):
        answer = self.client.get(reverse(name, args=keys))
        assert answer.status_code == 200, (name, answer.status_code)
        return answer.content.decode()


def errors_in(answer):
    form = (answer.context or {}).get("form") if answer.context else None
    return getattr(form, "errors", "") if form is not None else answer.content[:300]


def begin(counsellor, programme):
    counsellor.enter(
        "counselling:activate", programme.pk, language="da", answer="yes", terms_read="on", confirms_identity="on"
    )
    counsellor.enter("counselling:need", programme.pk)


def talk(counsellor, programme, clock):
    """Booked, moved and cancelled by phone; booked once more, held, and a remark added by phone."""
    day = clock.day + timedelta(days=2)
    for hour in ("10", "13"):
        counsellor.enter("counselling:book", programme.pk, day=day, clock=hour, length="60", form="office")
    first, second = Meeting.objects.order_by("appointment__starts_at")
    counsellor.enter("counselling:move", first.pk, day=day, clock="11", length="60", form="office")
    counsellor.enter("counselling:end", second.pk, theirs="")
    counsellor.enter("counselling:describe", first.pk, about="Hvad jeg kan køre")
    clock.at(2, 12, 30)
    page = {"text": "Kaj vil helst køre.", "version": "1", "minutes": "60", "kind": "individual"}
    counsellor.enter("counselling:meeting", first.pk, **page, share="")
    counsellor.enter("counselling:remark", first.pk, text="Helst ikke om natten.")
    return first


def plan(counsellor, programme):
    for what in ("Ringe til Jens", "Skrive til havnen"):
        counsellor.enter("counselling:new_step_for", programme.pk, what=what)
    done = Step.objects.get(what="Ringe til Jens")
    counsellor.enter("counselling:settle_step", done.pk, learned="Han ved noget.")
    counsellor.enter("dialogue:write_down", programme.pk, text="Jeg har talt med Jens.")
    counsellor.enter("applications:desk_new", programme.pk, **JOB, sent_on=Meeting.objects.first().created_at.date())


JOB = {"employer_name": "Limfjord Emballage", "role": "Truckfører", "how_found": "unsolicited"}


def posted(staff, kind):
    """What the worker queues is printed and posted; gives its words."""
    letters.want_due_letters(timestamp=1)
    letter = Letter.objects.get(kind=kind, state="waiting")
    words = staff.paper("letters:paper", letter.pk)
    for _again in range(2):
        staff.enter("letters:posted", letter.pk)
    assert Letter.objects.get(pk=letter.pk).state == "posted"
    return words


def land(counsellor, programme, clock):
    job = {"kind": "new_job", "organisation": "Limfjord Emballage", "trial": "none"}
    counsellor.enter("landing:desk_new", programme.pk, **job, starts_on=clock.day + timedelta(days=7))
    counsellor.enter("landing:desk_tell", programme.pk, parts=["job", "where"])
    clock.at(7, 15)
    for call in Touchpoint.objects.order_by("due_on"):
        counsellor.enter("landing:desk_drop", programme.pk, call.pk, reason="not_wanted")
    counsellor.enter("landing:desk_close", programme.pk, ended_on=clock.day + timedelta(days=7))


def test_every_phase_by_phone_and_every_word_by_post(house, clock):
    programme, code = invite(house, clock.now() - timedelta(hours=1), language="da", first_name="Kaj")
    office, counsellor = Staff(house.coordinator, Role.COORDINATOR), Staff(house.counsellor, Role.COUNSELLOR)
    assert code_in(office.paper("programmes:office_letter", programme.order_id)) == code

    clock.at(0, 14)
    begin(counsellor, programme)
    meeting = talk(counsellor, programme, clock)
    hours = HourEntry.objects.get(programme=programme)
    counsellor.enter("programmes:desk_said", hours.pk, answer="confirmed")
    plan(counsellor, programme)

    clock.at(2, 15)
    appointments = posted(office, "appointments")
    for words in ("En samtale blev flyttet.", "En samtale blev aflyst.", "linje i dine timer"):
        assert words in appointments
    assert "Kaj vil helst" not in appointments
    mine = posted(counsellor, "plan")
    for words in ("Skrive til havnen", "Jeg har talt med Jens.", "Et skridt blev gjort færdigt.", "brug for mere"):
        assert words in mine
    assert "Helst ikke om natten." in posted(counsellor, "minutes")
    letters.want_due_letters(timestamp=1)
    assert not Letter.objects.filter(state="waiting").exists()

    land(counsellor, programme, clock)
    counsellor.enter("letters:want", programme.pk, kind="sheet")
    assert "Limfjord Emballage" in posted(counsellor, "sheet")
    assert "Din tidligere arbejdsgiver hører om dit nye job." in posted(counsellor, "plan")

    programme.refresh_from_db()
    assert programme.state == State.ENDED
    assert Meeting.objects.get(pk=meeting.pk).minutes.is_shared
    nobody_signed_in(programme)


def nobody_signed_in(programme):
    """Everything is there, and all of it was entered by staff."""
    person = programme.candidate
    assert HourAnswer.objects.get().by != person
    assert Consent.objects.filter(person=person.pk, given=True).exclude(by=person.pk).exists()
    assert PublishedFact.objects.filter(programme=programme, kind=FactKind.NEW_JOB).exists()
    assert not TrialTalk.objects.exists()
    assert not AuditEntry.objects.filter(by=person.pk).exists()
    assert (person.email, person.last_login) == (None, None)
    assert not any(each.get_decoded().get("_auth_user_id") == str(person.pk) for each in Session.objects.all())
    assert Programme.objects.get().pk == programme.pk
