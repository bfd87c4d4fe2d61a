"""Photos of staff: what is taken, what is kept of it, who shows it, and how it goes again."""

import io
from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from onward.accounts import actions, pictures, selectors
from onward.accounts.models import StaffPicture, StaffProfile
from onward.accounts.pictures import SIDE, BadPicture, Fault, squared
from onward.core.access import Role
from onward.core.errors import NotAllowed
from onward.privacy.models import AuditEntry
from tests.conftest import WebClient
from tests.factories.accounts import PersonFactory, actor
from tests.factories.programmes import ProgrammeFactory

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
DRAWN = "onward/portraits/karen.svg"


def photo(kind="JPEG", size=(600, 900), colour="navy", **given):
    file = io.BytesIO()
    Image.new("RGBA" if kind == "PNG" else "RGB", size, colour).save(file, kind, **given)
    return file.getvalue()


def opened(data):
    return Image.open(io.BytesIO(data))


def verbs():
    return sorted(AuditEntry.objects.values_list("verb", flat=True))


@pytest.fixture
def karen():
    person = PersonFactory(counsellor=True, first_name="Karen", last_name="Lindqvist", language="en")
    StaffProfile.objects.filter(person=person).update(drawn=DRAWN)
    return person


def shown(person):
    return StaffProfile.objects.get(person=person).portrait


# What is taken ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("size", [(600, 900), (3000, 1000), (200, 200)])
def test_it_becomes_a_small_square(kind, size):
    made = opened(squared(photo(kind, size)).data)

    assert (made.format, made.size) == ("JPEG", (min(SIDE, *size),) * 2)


def test_place_camera_and_time_stay_outside():
    exif = Image.Exif()
    exif[0x010F], exif[0x0132], exif.get_ifd(0x8825)[1] = "Canary Camera", "2026:11:24 12:00:00", "N"
    sent = photo(exif=exif, comment=b"canary")
    assert b"Canary Camera" in sent

    made = squared(sent).data

    assert not opened(made).getexif()
    assert b"anary" not in made


def test_it_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by the camera
    wide = Image.new("RGB", (800, 400), "white")
    wide.paste("black", (0, 0, 400, 400))
    file = io.BytesIO()
    wide.save(file, "JPEG", exif=exif)

    made = opened(squared(file.getvalue()).data)

    assert made.getpixel((100, 20))[0] < 40, "its left half is the upper one now"
    assert made.getpixel((100, made.height - 20))[0] > 200


def test_what_is_seen_through_becomes_white():
    clear = squared(photo("PNG", colour=(0, 0, 0, 0)))

    assert opened(clear.data).getpixel((10, 10)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", Fault.EMPTY),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", Fault.UNKNOWN),
        (b"GIF89a" + b"\0" * 50, Fault.UNKNOWN),
        (b"\0\0\0\x18ftypheic" + b"\0" * 50, Fault.UNKNOWN),
        (b"\xff\xd8\xff" + b"no picture", Fault.DAMAGED),
        (photo()[:400], Fault.DAMAGED),
        (photo("PNG")[:60], Fault.DAMAGED),
        (b"RIFF\0\0\0\0WEBP" + photo(), Fault.DAMAGED),
        (photo(size=(199, 900)), Fault.TOO_SMALL),
    ],
)
def test_what_is_not_taken(data, fault):
    with pytest.raises(BadPicture) as bad:
        squared(data)

    assert bad.value.fault == fault


@pytest.mark.parametrize(("limit", "fault"), [("LARGEST", Fault.TOO_BIG), ("MOST_PIXELS", Fault.TOO_MANY_PIXELS)])
def test_what_is_too_much(monkeypatch, limit, fault):
    monkeypatch.setattr(pictures, limit, 100)

    with pytest.raises(BadPicture) as bad:
        squared(photo())

    assert bad.value.fault == fault


# Kept and taken away ----------------------------------------------------------------------------------------------


def test_the_photo_goes_before_the_drawing_and_rests_sealed(karen):
    made = squared(photo())

    actions.change_picture(by=actor(karen), person=karen, picture=made, at=NOON)

    row = StaffPicture.objects.get()
    assert shown(karen) == reverse("accounts:picture", args=[karen.pk, made.mark])
    assert selectors.picture(karen.pk, made.mark) == made.data
    assert made.data[:50] not in bytes(row.sealed)
    assert verbs() == ["accounts.picture_changed"]


def test_the_same_once_more_changes_nothing_and_another_takes_its_place(karen):
    first, second = squared(photo()), squared(photo(colour="red"))
    for made in (first, first, second):
        actions.change_picture(by=actor(karen), person=karen, picture=made, at=NOON)

    assert selectors.picture(karen.pk, first.mark) is None
    assert selectors.picture(karen.pk, second.mark) == second.data
    assert len(verbs()) == 2


@pytest.mark.parametrize("times", [1, 2])
def test_taken_away_the_drawing_is_shown_again(karen, times):
    made = squared(photo())
    actions.change_picture(by=actor(karen), person=karen, picture=made, at=NOON)
    for _ in range(times):
        actions.drop_picture(by=actor(karen), person=karen, at=NOON)

    assert shown(karen) == DRAWN
    assert selectors.picture(karen.pk, made.mark) is None
    assert not StaffPicture.objects.exists()
    assert verbs() == ["accounts.picture_changed", "accounts.picture_removed"]


@pytest.mark.parametrize("trait", ["counsellor", "coordinator", "candidate", "sponsor"])
def test_a_stranger_changes_and_removes_nothing(karen, trait):
    by = actor(PersonFactory(**{trait: True}))

    with pytest.raises(NotAllowed):
        actions.change_picture(by=by, person=karen, picture=squared(photo()), at=NOON)
    if trait != "coordinator":
        with pytest.raises(NotAllowed):
            actions.drop_picture(by=by, person=karen, at=NOON)


def test_a_coordinator_takes_away_the_photo_of_whoever_has_left(karen, sign_in):
    actions.change_picture(by=actor(karen), person=karen, picture=squared(photo()), at=NOON)
    client = sign_in(PersonFactory(coordinator=True), Role.COORDINATOR)
    address, remove = (reverse(f"accounts:{name}", args=[karen.pk]) for name in ("colleague", "drop_picture_of"))

    before = client.get(address).content.decode()
    after = client.post(remove, follow=True).content.decode()

    assert remove in before
    assert "The photo is taken away." in after
    assert remove not in after
    assert (shown(karen), StaffPicture.objects.exists()) == (DRAWN, False)


def test_sealed_under_a_key_that_is_gone_it_is_not_there(karen, settings):
    made = squared(photo())
    actions.change_picture(by=actor(karen), person=karen, picture=made, at=NOON)

    settings.SECRET_KEY = "another"
    assert selectors.picture(karen.pk, made.mark) is None
    settings.SECRET_KEY_FALLBACKS = ["only-for-tests"]
    assert selectors.picture(karen.pk, made.mark) == made.data


# The pages --------------------------------------------------------------------------------------------------------


def test_uploaded_seen_by_candidate_and_visitor_and_taken_away(sign_in):
    programme = ProgrammeFactory()
    karen, client = programme.counsellor, sign_in(programme.counsellor, Role.COUNSELLOR)
    client.post(reverse("accounts:my_picture"), {"picture": SimpleUploadedFile("x.exe", photo())})
    address = shown(karen)

    own = BeautifulSoup(client.get(reverse("accounts:my_profile")).content, "html.parser").select_one("main img")
    assert (own["src"], own["alt"]) == (address, karen.name)
    mette = sign_in(programme.candidate, Role.CANDIDATE, into=WebClient())
    seen = BeautifulSoup(mette.get("/", follow=True).content, "html.parser").select_one(".on-person img")
    assert (seen["src"], seen["alt"]) == (address, karen.name)
    answer = WebClient().get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert (answer["X-Content-Type-Options"], answer["Content-Security-Policy"]) == (
        "nosniff",
        "sandbox; default-src 'none'",
    )
    assert opened(answer.content).size == (SIDE, SIDE)

    client.post(reverse("accounts:drop_picture"))
    assert WebClient().get(address).status_code == 404
    assert mette.get("/", follow=True).status_code == 200


@pytest.mark.parametrize("mark", ["x", "0" * 16])
def test_no_photo_no_page(client, karen, mark):
    assert client.get(reverse("accounts:picture", args=[karen.pk, mark])).status_code == 404


@pytest.mark.parametrize(("sent", "says"), [(b"%PDF-1.7", "no JPEG, PNG or WebP"), (b"", "is empty")])
def test_another_file_says_what_to_do_and_keeps_the_page(karen, sign_in, sent, says):
    client = sign_in(karen, Role.COUNSELLOR)

    page = client.post(reverse("accounts:my_picture"), {"picture": SimpleUploadedFile("karen.jpg", sent)})

    assert says in page.content.decode()
    assert shown(karen) == DRAWN


def test_no_file_at_all(karen, sign_in):
    page = sign_in(karen, Role.COUNSELLOR).post(reverse("accounts:my_picture"))

    assert "Choose a file." in page.content.decode()


@pytest.mark.parametrize("trait", ["candidate", "sponsor"])
def test_others_upload_nothing(sign_in, trait):
    client = sign_in(PersonFactory(**{trait: True}), Role(trait))

    for name in ("my_picture", "drop_picture"):
        assert client.post(reverse(f"accounts:{name}")).status_code == 404
