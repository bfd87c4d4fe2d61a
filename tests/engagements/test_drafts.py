"""A list at rest: nothing is lost on the way to JSON and back, nothing can be read by somebody else."""

import uuid
from datetime import UTC, date, datetime

import pytest

from onward.engagements.drafts import Draft, KnownPeople, Row, draft_of
from onward.engagements.lists import read_list
from onward.engagements.people import LONGEST, PutForward
from onward.engagements.sealing import CannotOpen, seal, unseal

PACKAGE, EARLIER = uuid.uuid4(), uuid.uuid4()
AT = datetime(2026, 10, 12, 8, tzinfo=UTC)
LIST = """Medarbejdernr.;Fornavn;Efternavn;CPR-nr.;Stilling;E-mail;Mobil;Sidste dag
1;Søren;Ågård-Ünal;010170-0000;Smed;soren@mail.example;20202020;31-03-2027
2;Siri;Øvrebø;010170-0000;Smed;siri@limfjord.example;12;31-02-2027
;;Total;;;;;
"""


def draft(*known):
    reading = read_list(LIST.encode(), "l.csv", own_domains=["limfjord.example"], on=date(2026, 11, 2))
    return draft_of(
        reading,
        package=PACKAGE,
        language="da",
        country="DK",
        known=KnownPeople(known),
        by_hand={"Nr": "employee_number"},
    )


def test_nothing_is_lost_at_rest():
    made = draft((EARLIER, "", "Søren", "Ågård-Ünal", "", AT))

    assert Draft.from_bytes(made.as_bytes()) == made


def test_no_identity_number_rests():
    assert b"010170" not in draft().as_bytes()


def test_a_row_asks_about_what_could_not_be_kept():
    soren, siri = draft().rows

    assert not soren.is_open
    assert siri.is_open
    assert siri.asks_about == ("phone", "last_day_on")
    assert (siri.person.email, siri.person.work_email) == ("", "siri@limfjord.example")
    assert soren.person.phone == "+4520202020"


@pytest.mark.parametrize(
    ("known", "certain"),
    [
        ((EARLIER, "1", "Anna", "Bæk", "", AT), True),
        ((EARLIER, "", "Anna", "Bæk", "SOREN@mail.example", AT), True),
        ((EARLIER, "", "Soren", "Agard Unal", "", AT), False),
    ],
)
def test_earlier_orders_are_recognised(known, certain):
    row = draft(known).rows[0]

    assert (row.earlier.order, row.earlier.at, row.earlier.certain) == (EARLIER, AT, certain)
    assert row.keep is not certain
    assert row.is_open


def test_two_numbers_are_two_people():
    assert draft((EARLIER, "77", "Søren", "Ågård-Ünal", "", AT)).rows[0].earlier is None


@pytest.mark.parametrize(
    ("person", "wrong"),
    [
        (PutForward(last_name="Bæk"), ()),
        (PutForward(first_name="Anna"), ("last_name",)),
        (PutForward(last_name="x" * (LONGEST["last_name"] + 1)), ("last_name",)),
        (PutForward(last_name="Bæk", phone="1" * (LONGEST["phone"] + 1)), ("phone",)),
    ],
)
def test_what_cannot_be_stored_is_asked_for(person, wrong):
    row = Row(2, person, PACKAGE, "da", seen=True)

    assert person.does_not_fit == wrong
    assert row.is_open is bool(wrong)
    assert row.asks_about == wrong


def test_the_words_of_a_delimiter():
    assert draft().delimiter_name == "semicolons"


def test_only_its_owner_opens_a_draft():
    key, person = uuid.uuid4(), uuid.uuid4()
    sealed = seal(b"names", draft=key, person=person)

    assert b"names" not in sealed
    assert unseal(sealed, draft=key, person=person) == b"names"
    for other in ({"draft": uuid.uuid4(), "person": person}, {"draft": key, "person": uuid.uuid4()}):
        with pytest.raises(CannotOpen):
            unseal(sealed, **other)


def test_another_installation_cannot_open_it(settings):
    key, person = uuid.uuid4(), uuid.uuid4()
    sealed = seal(b"names", draft=key, person=person)
    settings.SECRET_KEY = "another"

    with pytest.raises(CannotOpen):
        unseal(sealed, draft=key, person=person)
