"""From the employer's list to the end of the programme, in Danish, on a phone, every step by whoever takes it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from onward.accounts.models import Person
from onward.core.access import Role
from onward.correspondence.models import Message
from onward.counselling.models import Meeting, Step
from onward.engagements.models import ListDraft, Order, Package
from onward.landing.models import Touchpoint
from onward.programmes.enums import State
from onward.programmes.models import HourEntry, Programme
from tests.journeys.clock import ZONE
from tests.journeys.conftest import code_in, worker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LIST = """Opsigelser;;;;;
Medarbejdernr.;Fornavn;Efternavn;Stilling;E-mail;Fratrædelsesdato
00471;Søren;Ågård-Ünal;Smed;soeren@havnen.example;{day:%d-%m-%Y}
00472;Birthe;Højgaard;Lagermedarbejder;;31-02-{day:%Y}
00473;Per;Friis;Chauffør;;{day:%d-%m-%Y}
"""


# Coordinator and employer ---------------------------------------------------------------------------------------


def agree(office, house):
    """Employer, contact, agreement and package, as the coordinator records them."""
    office.go("accounts:new_employer").write(
        name="Havnens Industri A/S", country="DK", language="da", mail_domains="havnen.example"
    )
    employer = office.send().key
    office.go("accounts:new_contact", employer).write(
        first_name="Hanne", last_name="Rask", email="hanne@havnen.example", language="da"
    )
    office.send()
    office.go("engagements:new_agreement", employer=employer).write(
        employer=employer, kind="social_plan", name="Socialplan", office=str(house.office.pk), first_contact_hours=16
    )
    agreement = office.send().key
    office.go("engagements:new_package", agreement, template="workers_3_months").write(
        name="Faglærte, 3 måneder", months="3", hours="18", price="18.000", currency="DKK"
    )
    office.send()
    assert Package.objects.get().price == 18_000


def bring_the_list(sponsor, last_day):
    """Birthe's last day is mended, Per is left out, Søren's address at work is no private one."""
    sponsor.go("engagements:sponsor_import")
    sponsor.page.set_input_files(
        "[name=file]",
        {"name": "opsigelser.csv", "mimeType": "text/csv", "buffer": LIST.format(day=last_day).encode("cp1252")},
    )
    package = sponsor.page.locator("[name=package] option").last.get_attribute("value")
    sponsor.write(package=package, language="da").send()
    draft = sponsor.key
    assert "Ågård-Ünal" in sponsor.words

    sponsor.write(row4__decision="keep", row4__last_day_on=last_day).send("button[value=save]")
    sponsor.go("engagements:sponsor_row", draft, 5).write(decision="out").send()
    sponsor.send("button[value=store]")

    rows = Order.objects.order_by("employee_number").values_list("last_name", "last_day_on", "email", "work_email")
    assert list(rows) == [
        ("Ågård-Ünal", last_day, "", "soeren@havnen.example"),
        ("Højgaard", last_day, "", ""),
    ]
    assert ListDraft.objects.count() == 0


def plan_the_talk(sponsor, order, at):
    """Gives the manager's link."""
    sponsor.go("engagements:sponsor_plan", order=order.pk).write(
        kind="dismissal", day=at.date(), time=f"{at:%H.%M}", new_name="Bente Krogh", new_email="bente@havnen.example"
    )
    sponsor.send()
    sponsor.send("button[formaction]")
    return sponsor.page.locator("main code").inner_text()


def hold_the_talk(manager, link, order):
    """The guide, the tick with the name repeated, the letter, handed over. Gives the code in it."""
    manager.open(link).send()
    assert "Ågård-Ünal" in manager.words
    manager.follow("engagements:talk_tick", order.pk).write(repeated_name="Birthe Højgaard")
    manager.send(asks_again=True)
    manager.write(repeated_name="soren agard-unal").send()
    worker()
    letter = manager.paper(reverse("programmes:letter", args=[order.pk]))
    assert "Søren Ågård-Ünal" in letter
    assert "Karen Lindqvist" in letter
    manager.go("engagements:talk_order", order.pk).send("main form button.on-link")
    worker()
    return code_in(letter)


# Candidate and counsellor ---------------------------------------------------------------------------------------


def begin(candidate, code):
    """The code, the own address, yes, the first free time. Gives the meeting."""
    candidate.go("counselling:start_code", code).send()
    candidate.write(reach="soeren@privat.example", language="da", health=False).send()
    assert "Karen" in candidate.words
    candidate.write(how="phone", phone="20 30 40 50")
    candidate.page.locator("main [name=when]").first.check()
    candidate.send()
    return Meeting.objects.select_related("appointment").get()


def meet(counsellor, programme, meeting):
    """The first talk: whose voice it was, what was said, one step, shared."""
    counsellor.go("counselling:first", programme.pk).write(confirms_identity=True)
    counsellor.send(f"form[action='{reverse('counselling:spoke', args=[programme.pk])}'] .ds-button")
    counsellor.go("counselling:meeting", meeting.pk)
    counsellor.write(text="Vi talte om havnen.", row__0__what="Ringe til Jens", row__0__where="hjemmefra")
    counsellor.send("button[name=share]")
    assert "Ringe til Jens" in counsellor.words


def look_back(candidate, meeting):
    """The shared minutes, the step done, the hour confirmed."""
    candidate.go("counselling:my_meeting", meeting.pk)
    assert "Vi talte om havnen." in candidate.words
    candidate.go("counselling:finish_step", Step.objects.get().pk).write(learned="Jens kender flere.").send()
    candidate.go("programmes:my_hours").send("main li form .ds-button")
    assert HourEntry.objects.get().answers.get().answer == "confirmed"
    with translation.override("da"):
        thanks = translation.gettext("Thank you. The line is marked as right.")
    assert not thanks.startswith("Thank")
    assert thanks in candidate.words
    candidate.go("desks:candidate")


def search_and_land(candidate, first_day):
    candidate.go("applications:new").write(
        employer_name="Horsens Papir", role="Smed", how_found="network", sent_on=first_day - timedelta(days=10)
    )
    candidate.send()
    assert "Horsens Papir" in candidate.words
    candidate.go("landing:new").write(
        kind="new_job", organisation="Horsens Papir", role="Smed", starts_on=first_day, trial="none"
    )
    candidate.send()


def follow_up(counsellor, programme):
    """The call of the first day is made, the others are left out, the programme ends."""
    calls = list(Touchpoint.objects.filter(landing__programme=programme).order_by("due_on"))
    assert [call.kind for call in calls] == ["day_1", "day_7", "day_30", "day_60", "day_90"]
    counsellor.go("landing:due").send(f"main a[href*='{calls[0].pk}']")
    counsellor.write(note="Det går godt.", minutes="30").send()
    for call in calls[1:]:
        counsellor.go("landing:desk_drop", programme.pk, call.pk).write(reason="not_wanted").send()
    counsellor.go("landing:desk_close", programme.pk).send()


def sheet_of(visitor, frame):
    return " ".join(visitor.page.locator(f"main {frame} .on-sections").first.inner_text().split())


def test_from_the_list_to_the_landing(visitor, house, clock):
    office = visitor(house.coordinator, Role.COORDINATOR)
    agree(office, house)
    hanne = Person.objects.get(email="hanne@havnen.example")
    sponsor = visitor(hanne, Role.SPONSOR)
    bring_the_list(sponsor, clock.day + timedelta(days=100))
    order = Order.objects.get(first_name="Søren")
    office.go("programmes:propose", order.pk).write(counsellor=str(house.counsellor.pk)).send()
    link = plan_the_talk(sponsor, order, clock.at(0, 13).astimezone(ZONE))
    assert not Message.objects.filter(address__contains="privat").exists()

    clock.at(0, 13, 30)
    code = hold_the_talk(visitor(), link, order)
    programme = Programme.objects.get(order=order)
    candidate = visitor()
    meeting = begin(candidate, code)
    assert meeting.appointment.starts_at.astimezone(ZONE).date() == clock.day

    office.go("desks:coordinator")
    candidate.go("desks:candidate")
    clock.to(meeting.appointment.starts_at + timedelta(minutes=25))
    counsellor = visitor(house.counsellor, Role.COUNSELLOR)
    meet(counsellor, programme, meeting)
    look_back(candidate, meeting)

    first_day = clock.day + timedelta(days=14)
    clock.at(9, 12)
    search_and_land(candidate, first_day)
    clock.at(14, 16)
    follow_up(visitor(house.counsellor, Role.COUNSELLOR), programme)

    programme.refresh_from_db()
    assert programme.state == State.ENDED
    sponsor = visitor(hanne, Role.SPONSOR)  # two weeks later everybody signs in again
    candidate = visitor(programme.candidate, Role.CANDIDATE)
    sponsor.go("programmes:sponsor_home").follow("programmes:sheet", programme.pk)
    candidate.go("programmes:my_wall")
    assert sheet_of(sponsor, "article") == sheet_of(candidate, "article")
    assert "Hanne Rask" in candidate.words
    assert "Horsens Papir" not in sponsor.words
