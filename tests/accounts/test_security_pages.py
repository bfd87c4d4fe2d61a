"""What a person adds to her sign-in and takes away again."""

from datetime import timedelta

import pytest
from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.urls import reverse
from django.utils import timezone

from onward.accounts import contact_codes
from onward.correspondence.models import Message
from tests.accounts.app_codes import shown_now
from tests.factories.accounts import PassFactory, PersonFactory

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def app_code():
    return shown_now(SECRET)


def passkey(person, name="my phone"):
    return Authenticator.objects.create(user=person, type="webauthn", data={"name": name, "credential": {}})


@pytest.fixture
def counsellor():
    return PersonFactory(counsellor=True)


def test_an_app_that_is_there_already_is_asked_for_not_set_up_again(sign_in, counsellor):
    TOTP.activate(counsellor, SECRET)
    client = sign_in(counsellor, methods=("code",))

    asked = client.get(reverse("accounts:second_factor"))
    assert asked.url.startswith(reverse("mfa_reauthenticate"))
    client.post(asked.url, {"code": app_code()})

    assert client.get(reverse("accounts:me")).status_code == 200


def test_a_passkey_that_is_there_already_is_asked_for(sign_in, counsellor):
    passkey(counsellor)
    client = sign_in(counsellor, methods=("code",))

    asked = client.get(reverse("accounts:second_factor"))

    assert asked.url.startswith(reverse("mfa_reauthenticate_webauthn"))


def test_whoever_has_shown_both_goes_on(sign_in, counsellor):
    assert sign_in(counsellor).get(reverse("accounts:second_factor")).url == reverse("accounts:continue")


def test_staff_keep_their_last_passkey(sign_in, counsellor):
    only = passkey(counsellor)
    client = sign_in(counsellor)

    response = client.post(reverse("mfa_remove_webauthn", args=[only.pk]), follow=True)

    assert "Add another one first" in response.content.decode()
    assert Authenticator.objects.filter(pk=only.pk).exists()


def test_one_of_two_passkeys_may_go_and_its_owner_is_told(sign_in, counsellor):
    old, kept = passkey(counsellor, "old phone"), passkey(counsellor)
    client = sign_in(counsellor)
    assert "old phone" in client.get(reverse("mfa_index")).content.decode()
    assert client.get(reverse("mfa_remove_webauthn", args=[old.pk])).status_code == 200

    client.post(reverse("mfa_remove_webauthn", args=[old.pk]))

    assert list(Authenticator.objects.all()) == [kept]
    assert Message.objects.get().kind == "correspondence.passkey_removed"


def test_a_candidate_may_remove_the_only_passkey(sign_in):
    person = PersonFactory(candidate=True)
    only = passkey(person)

    sign_in(person).post(reverse("mfa_remove_webauthn", args=[only.pk]))

    assert not Authenticator.objects.exists()


def test_nobody_removes_the_passkey_of_somebody_else(sign_in, counsellor):
    foreign = passkey(PersonFactory(candidate=True))

    assert sign_in(counsellor).post(reverse("mfa_remove_webauthn", args=[foreign.pk])).status_code == 404


def test_whoever_has_no_mail_is_told_by_text_message(sign_in):
    person = PersonFactory(candidate=True, email=None, phone="+4520123456")
    only = passkey(person)

    sign_in(person).post(reverse("mfa_remove_webauthn", args=[only.pk]))

    message = Message.objects.get()
    assert (message.channel, message.address) == ("sms", "+4520123456")


def test_new_recovery_codes_replace_the_old_ones(sign_in, counsellor):
    TOTP.activate(counsellor, SECRET)
    client = sign_in(counsellor)

    client.post(reverse("mfa_generate_recovery_codes"))
    first = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    assert client.get(reverse("mfa_generate_recovery_codes")).status_code == 200
    client.post(reverse("mfa_generate_recovery_codes"))

    assert not set(first) & set(client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"])


@pytest.fixture
def with_app(counsellor):
    TOTP.activate(counsellor, SECRET)
    return counsellor


@pytest.mark.parametrize(
    ("password", "words"),
    [("short", "12"), ("password1234", "too common"), ("", "This is still missing.")],
)
def test_a_weak_password_is_refused_in_words(sign_in, with_app, password, words):
    response = sign_in(with_app).post(reverse("accounts:change_password"), {"password": password})

    assert words in response.content.decode()
    with_app.refresh_from_db()
    assert not with_app.has_usable_password()


def test_a_password_beside_the_app_and_its_end(sign_in, with_app):
    client = sign_in(with_app)

    client.post(reverse("accounts:change_password"), {"password": "three words in a row"})
    with_app.refresh_from_db()
    assert with_app.check_password("three words in a row")
    assert "Remove my password" in client.get(reverse("accounts:change_password")).content.decode()
    client.post(reverse("accounts:change_password"), {"remove": "1"})

    with_app.refresh_from_db()
    assert not with_app.has_usable_password()
    assert client.get(reverse("accounts:me")).status_code == 200


def test_the_password_again_before_passkeys_change(sign_in):
    person = PersonFactory(candidate=True)
    person.set_password("three words in a row")
    person.save()
    client = sign_in(person, methods=("code",))
    session = client.session
    session["account_authentication_methods"][0].pop("reauthenticated")
    session.save()

    asked = client.get(reverse("mfa_add_webauthn"))
    assert asked.url.startswith(reverse("account_reauthenticate"))
    assert client.get(asked.url).status_code == 200
    client.post(asked.url, {"password": "three words in a row"})

    assert client.get(reverse("mfa_add_webauthn")).status_code == 200


def test_a_closed_account_leads_back_to_sign_in(rf):
    assert get_adapter().respond_user_inactive(rf.get("/"), PersonFactory()).url == reverse("account_login")


# The code for a new address ---------------------------------------------------------------------------------------


def test_the_code_for_a_new_address_gets_too_old(client, rf):
    request = rf.get("/")
    request.session = client.session
    request.session[contact_codes.KEY] = {
        "channel": "mail",
        "address": "new@mail.example",
        "proof": "",
        "until": timezone.now().timestamp(),
        "tries": 3,
    }

    later = timezone.now() + timedelta(seconds=1)
    assert contact_codes.waiting(request, later) is None
    assert contact_codes.confirm(request, "123456", later) is None


def test_codes_for_new_addresses_are_limited(sign_in):
    client = sign_in(PersonFactory(candidate=True))
    address = reverse("accounts:change_contact", args=["email"])

    answers = [client.post(address, {"email": "new@mail.example"}) for _ in range(4)]

    assert [answer.status_code for answer in answers] == [302, 302, 302, 200]
    assert "Wait a minute" in answers[-1].content.decode()


def test_without_a_change_under_way_there_is_no_code_to_type(sign_in):
    client = sign_in(PersonFactory(candidate=True))

    assert client.get(reverse("accounts:confirm_contact")).url == reverse("accounts:me")


def test_a_wrong_code_is_said_at_the_field(sign_in):
    client = sign_in(PersonFactory(candidate=True))
    client.post(reverse("accounts:change_contact", args=["email"]), {"email": "new@mail.example"})

    response = client.post(reverse("accounts:confirm_contact"), {"code": "12"})

    assert "This is not the code we sent." in response.content.decode()


def test_the_front_page_leads_the_manager_to_the_talks(client):

    PassFactory(token="in-hand")
    client.post(reverse("accounts:enter_with_pass", args=["in-hand"]))

    assert client.get(reverse("home")).url == "/talks/"


@pytest.mark.parametrize("trait", ["candidate", "counsellor", "coordinator", "sponsor"])
def test_the_front_page_leads_everybody_to_a_page_of_their_own(sign_in, trait):
    response = sign_in(PersonFactory(**{trait: True})).get(reverse("home"))

    assert response.status_code == 302
    assert response.url not in {reverse("home"), reverse("account_login")}
