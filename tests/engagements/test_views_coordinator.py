"""Orders, agreements and packages, as coordinators open them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from onward.accounts.selectors import open_passes
from onward.core.access import Role
from onward.engagements import actions
from onward.engagements.models import Agreement, AgreementCoordinator, Order, Package, Tally
from onward.privacy.models import AccessEntry
from tests.factories.engagements import AgreementFactory, PackageFactory, TalkEventFactory, TalkPlanFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def helen(cast, sign_in):
    return sign_in(cast.people["named"], Role.COORDINATOR)


@pytest.fixture
def ida(cast, sign_in):
    """A coordinator who is named on nothing."""
    return sign_in(cast.people["unnamed"], Role.COORDINATOR)


def page(name, *args):
    return reverse(f"engagements:{name}", args=args)


def test_the_list_shows_the_orders_of_agreements_that_name_her(cast, helen):
    cast.order(last_name="Ågård-Ünal")

    words = helen.get(page("orders")).content.decode()

    assert "Ågård-Ünal, Søren" in words
    assert "Kleppe" not in words


def test_nobody_else_sees_a_person_before_the_talk(cast, ida):
    order = cast.order(last_name="Ågård-Ünal")

    assert "Ågård" not in ida.get(page("orders")).content.decode()
    assert ida.get(page("order", order.pk)).status_code == 404


def test_after_the_talk_other_coordinators_may_look_but_not_act(cast, ida):
    order = cast.order(last_name="Ågård-Ünal")
    TalkEventFactory(order=order, at=timezone.now())

    words = ida.get(page("order", order.pk)).content.decode()

    assert "Ågård-Ünal" in words
    assert "I have handed it over" not in words
    assert ida.post(page("take_back", order.pk)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_for_one_and_three(cast, helen, django_assert_num_queries, count):
    for _ in range(count):
        TalkPlanFactory(order=cast.order(), talk_at=timezone.now() + timedelta(days=1))

    with django_assert_num_queries(16):  # nine are of the page: two more for the employers to choose from
        words = helen.get(page("orders")).content.decode()

    assert words.count('scope="row"') == count


def test_one_employer_of_two(cast, helen):
    other = PackageFactory(agreement__coordinators=[cast.people["named"]], agreement__employer__name="Zeta")
    cast.order(last_name="Ågård")

    words = helen.get(page("orders"), {"employer": str(other.agreement.employer_id)}).content.decode()

    assert "Ågård" not in words
    assert "Nobody here" in words


def test_mend_what_the_list_said(cast, helen):
    order = cast.order(last_name="Agard", email="x@limfjord.example")
    sent = {"package": str(cast.package.pk), "language": "nb", "first_name": "Søren", "last_name": "Ågård"}

    assert helen.get(page("change_order", order.pk)).status_code == 200
    answer = helen.post(page("change_order", order.pk), sent)

    order.refresh_from_db()
    assert answer.url == page("order", order.pk)
    assert (order.last_name, order.language, order.email, order.sort_key[:5]) == ("Ågård", "nb", "", "}g}rd")


def test_after_the_talk_nothing_is_mended(cast, helen):
    order = cast.order(talk="held")
    sent = {"package": str(cast.package.pk), "language": "nb", "last_name": "X"}

    assert "own word counts" in helen.post(page("change_order", order.pk), sent).content.decode()


@pytest.mark.parametrize("name", ["orders", "new_order", "import", "agreements", "new_agreement"])
def test_counsellors_find_none_of_these_pages(cast, sign_in, name):
    client = sign_in(cast.people["counsellor"], Role.COUNSELLOR)

    assert client.get(page(name)).status_code == 404


def agreement_as_sent(cast, **changed):
    return {
        "employer": str(cast.employer.pk),
        "kind": "framework",
        "name": "Framework 2027",
        "starts_on": "2027-01-01",
        "office": str(cast.agreement.office_id),
        "first_contact_hours": "8",
        "coordinators": [str(cast.people["named"].pk)],
    } | changed


def test_record_an_agreement(cast, helen):
    assert helen.get(page("new_agreement")).status_code == 200

    answer = helen.post(page("new_agreement"), agreement_as_sent(cast, shows_hours="on", ends_on="2027-12-31"))

    made = Agreement.objects.get(name="Framework 2027")
    assert answer.url == page("new_package", made.pk)
    assert (made.first_contact_hours, made.shows_hours, made.ends_on) == (8, True, date(2027, 12, 31))
    assert [each.person_id for each in made.named.all()] == [cast.people["named"].pk]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"name": "Social plan 2026"}, "has an agreement of that name already"),
        ({"ends_on": "2026-12-31"}, "The last day is before the first."),
        ({"coordinators": []}, "This needs another look"),
        ({"first_contact_hours": "0"}, "This needs another look"),
    ],
)
def test_an_agreement_is_refused_in_its_place(cast, helen, changed, words):
    answer = helen.post(page("new_agreement"), agreement_as_sent(cast, **changed))

    assert words in answer.content.decode()
    assert not Agreement.objects.filter(name="Framework 2027").exists()


def test_the_page_of_an_agreement(cast, helen):
    Tally.objects.create(agreement=cast.agreement, kind="called_off", month=date(2026, 10, 1), number=2)
    ended = PackageFactory(agreement=cast.agreement, name="Old one", ended_on=date(2026, 10, 1))

    words = helen.get(page("agreement", cast.agreement.pk)).content.decode()

    assert "within 16 working hours" in words
    assert "Monday to Friday" in words
    assert "2 talks called off" in words
    assert ended.name in words
    assert "Change terms and names" in words


def test_who_is_not_named_changes_nothing(cast, ida):
    words = ida.get(page("agreement", cast.agreement.pk)).content.decode()

    assert "Change terms and names" not in words
    assert ida.get(page("change_agreement", cast.agreement.pk)).status_code == 404
    assert ida.post(page("end_package", cast.package.pk)).status_code == 404


def test_change_terms_and_names(cast, helen):
    assert helen.get(page("change_agreement", cast.agreement.pk)).status_code == 200
    both = [str(cast.people["named"].pk), str(cast.people["unnamed"].pk)]
    sent = agreement_as_sent(cast, name="Social plan 2026, second round", coordinators=both)

    answer = helen.post(page("change_agreement", cast.agreement.pk), sent)

    cast.agreement.refresh_from_db()
    assert answer.url == page("agreement", cast.agreement.pk)
    assert cast.agreement.name == "Social plan 2026, second round"
    assert AgreementCoordinator.objects.filter(agreement=cast.agreement).count() == 2


@pytest.mark.parametrize("count", [1, 3])
def test_the_agreements_ask_the_same_for_one_and_three(cast, helen, django_assert_num_queries, count):
    AgreementFactory.create_batch(count - 1, coordinators=[cast.people["named"]])

    with django_assert_num_queries(12):  # five are of the page: session, person, role, agreements, names
        words = helen.get(page("agreements")).content.decode()

    assert words.count('scope="row"') == count + 1


def test_add_a_package_from_a_template(cast, helen):
    actions.load_templates(at=timezone.now())
    new = page("new_package", cast.agreement.pk)

    assert "Which course shall it follow?" in helen.get(new).content.decode()
    words = helen.get(new, {"template": "belgium_60_hours"}).content.decode()
    assert 'value="60"' in words
    sent = {
        "name": "Sixty hours",
        "months": "12",
        "hours": "60",
        "form": "individual",
        "price": "2000",
        "currency": "EUR",
    }
    answer = helen.post(f"{new}?template=belgium_60_hours", sent)

    made = Package.objects.get(name="Sixty hours")
    assert answer.url == page("agreement", cast.agreement.pk)
    assert (made.minutes, made.price, made.template.key) == (3600, Decimal(2000), "belgium_60_hours")


def test_a_price_needs_its_currency(cast, helen):
    actions.load_templates(at=timezone.now())
    new = f"{page('new_package', cast.agreement.pk)}?template=quick_search_6_weeks"
    sent = {"name": "Quick", "months": "1.5", "hours": "10", "form": "individual", "price": "2000"}

    assert "in which currency" in helen.post(new, sent).content.decode()


def test_end_a_package(cast, helen):
    helen.post(page("end_package", cast.package.pk))

    cast.package.refresh_from_db()
    assert cast.package.ended_on == timezone.localdate()


def test_without_an_employer_the_way_is_shown(cast, helen):
    Order.objects.all().delete()
    Package.objects.all().delete()
    Agreement.objects.all().delete()
    for each in cast.people.values():
        each.memberships.filter(role=Role.SPONSOR).delete()
    cast.leader.__class__.objects.all().delete()
    cast.employer.__class__.objects.all().delete()

    assert "First the employer" in helen.get(page("new_agreement")).content.decode()


def test_the_talk_from_the_office(cast, helen):
    """The coordinator does for the employer whatever the employer could do herself."""
    order = cast.order(last_name="Ågård")
    day = (timezone.localdate() - timedelta(days=1)).isoformat()
    plan = {"order": str(order.pk), "kind": "at_risk", "day": day, "time": "9", "new_language": "da"}

    helen.post(page("plan"), plan | {"manager": str(cast.leader.pk)})
    helen.post(page("send_link", order.pk))
    assert "/talks/enter/" in helen.post(page("show_link", order.pk)).content.decode()
    helen.post(page("tick", order.pk), {"repeated_name": "Søren Ågård"})
    helen.post(page("handed_over", order.pk))
    assert helen.get(page("take_back", order.pk)).status_code == 200
    helen.post(page("take_back", order.pk))
    assert helen.get(page("call_off", order.pk)).status_code == 200
    helen.post(page("call_off", order.pk))

    said = list(order.events.order_by("at").values_list("kind", flat=True))
    assert said == ["held", "handed_over", "taken_back", "called_off"]
    assert helen.get(page("new_order")).status_code == 200


def test_the_order_leads_to_counsellor_programme_and_letter(cast, helen):
    ahead, held = cast.order(), cast.order()
    TalkEventFactory(order=held, at=timezone.now())

    before, after = (helen.get(page("order", order.pk)).content.decode() for order in (ahead, held))

    assert reverse("programmes:propose", args=[ahead.pk]) in before
    assert reverse("programmes:office_letter", args=[held.pk]) in after
    assert reverse("programmes:of_order", args=[held.pk]) in after


def test_a_change_that_is_refused_says_so(cast, helen):
    AgreementFactory(employer=cast.employer, name="Taken")
    sent = agreement_as_sent(cast, name="Taken")

    answer = helen.post(page("change_agreement", cast.agreement.pk), sent)

    assert "has an agreement of that name already" in answer.content.decode()


def test_a_package_of_the_same_name_is_refused(cast, helen):
    actions.load_templates(at=timezone.now())
    new = f"{page('new_package', cast.agreement.pk)}?template=quick_search_6_weeks"
    sent = {"name": cast.package.name, "months": "1.5", "hours": "10", "form": "individual"}

    assert "has a package of that name already" in helen.post(new, sent).content.decode()


def test_the_link_is_ended_from_the_office(cast, helen):
    order = cast.order(talk="planned", talk__manager=cast.leader)
    helen.post(page("show_link", order.pk))

    answer = helen.post(page("end_link", order.pk), follow=True)

    assert "It opens nothing any more" in answer.content.decode()
    assert not open_passes(timezone.now()).exists()


@pytest.mark.parametrize("name", ["order", "change_order"])
def test_opening_one_person_leaves_a_row_under_the_order(cast, helen, name):
    order = cast.order()

    helen.get(page("orders"))
    assert not AccessEntry.objects.exists()
    helen.get(page(name, order.pk))

    row = AccessEntry.objects.get()
    assert (row.about, row.thing, row.reader, row.role) == (
        order.pk,
        "order",
        cast.people["named"].pk,
        Role.COORDINATOR,
    )


def test_who_may_not_see_an_order_leaves_no_row(cast, ida):
    ida.get(page("order", cast.order().pk))

    assert not AccessEntry.objects.exists()


def test_the_employer_looks_at_its_own_list(cast, sign_in):
    client = sign_in(cast.people["sponsor"], Role.SPONSOR)

    client.get(reverse("engagements:sponsor_order", args=[cast.order().pk]))

    assert not AccessEntry.objects.exists()
