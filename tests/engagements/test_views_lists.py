"""A list from upload to storing, on both sides of the wall."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from onward.core.access import Role
from onward.engagements import actions
from onward.engagements.models import ColumnMeaning, ListDraft, Order
from tests.factories.engagements import PackageFactory

pytestmark = pytest.mark.django_db

HEAD = (
    "Medarbejdernr.;Fornavn;Efternavn;CPR-nr.;Stilling;Afdeling;Ansat dato;Opsagt dato;Fratrædelsesdato;E-mail;Mobil"
)
MADE_UP = "010170-0000"
SOREN = f"10001;Søren;Ågård-Ünal;{MADE_UP};Smed;Værksted;17-04-1986;30-09-2026;31-03-2027;soren@mail.example;20202020"
HOOFT = f"10002;Jan;'t Hooft;{MADE_UP};Indkøber;Indkøb;17-04-1996;30-09-2026;31-03-2027;jan@limfjord.example;20202021"
BROKEN = f"10003;Siri;Øvrebø;{MADE_UP};Smed;Værksted;12-05-2014;30-09-2026;31-02-2027;siri@mail.example;20202022"


def sheet(*rows, encoding="cp1252", head=HEAD):
    return SimpleUploadedFile("opsigelser.csv", "\n".join([head, *rows]).encode(encoding))


@pytest.fixture(params=["sponsor", "named"])
def side(request, cast, sign_in):
    """The same pages for the employer's contact and for the coordinator: client and names of pages."""
    role = Role.SPONSOR if request.param == "sponsor" else Role.COORDINATOR
    prefix = "engagements:sponsor_" if request.param == "sponsor" else "engagements:"
    client = sign_in(cast.people[request.param], role)

    def page(name, *args):
        return reverse(prefix + name, args=args)

    client.page = page
    return client


@pytest.fixture
def hr(cast, sign_in):
    client = sign_in(cast.people["sponsor"], Role.SPONSOR)
    client.page = lambda name, *args: reverse(f"engagements:sponsor_{name}", args=args)
    return client


def upload(client, cast, file):
    sent = {"file": file, "package": str(cast.package.pk), "language": "da"}
    return client.post(client.page("import"), sent)


def words_of(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def stored(cast):
    return Order.objects.filter(agreement=cast.agreement).order_by("sort_key")


def test_from_the_file_to_the_orders(cast, side):
    check = upload(side, cast, sheet(SOREN, HOOFT)).url

    words = words_of(side.get(check))
    assert "We read 2 people in opsigelser.csv" in words
    assert "2 rows are ready" in words
    assert "<strong>CPR-nr.</strong>" in words
    assert MADE_UP not in words
    assert "Work address only, never written to" not in words  # Jan has a phone as well
    assert not stored(cast).exists()

    answer = side.post(check, {"do": "store"})

    assert [(each.first_name, each.last_name) for each in stored(cast)] == [
        ("Jan", "'t Hooft"),
        ("Søren", "Ågård-Ünal"),
    ]
    jan = stored(cast)[0]
    assert (jan.email, jan.work_email, jan.phone) == ("", "jan@limfjord.example", "+4520202021")
    assert (jan.language, jan.package_id) == ("da", cast.package.pk)
    assert answer.url == f"{side.page('orders')}?list={jan.list_id}"
    assert "2 people are stored" in words_of(side.get(answer.url))
    assert not ListDraft.objects.exists()


def test_what_rests_is_sealed(cast, hr):
    upload(hr, cast, sheet(SOREN))

    draft = ListDraft.objects.get()
    assert "Søren".encode() not in bytes(draft.sealed)
    assert draft.expires_at - draft.created_at == timedelta(minutes=30)


def test_a_row_is_mended_in_its_place(cast, side):
    check = upload(side, cast, sheet(SOREN, BROKEN)).url
    words = words_of(side.get(check))
    assert "One row to look at" in words
    assert "31-02-2027" in words

    day = {"row3-last_day_on_day": "31", "row3-last_day_on_month": "2", "row3-last_day_on_year": "2027"}
    wrong = {"row3-decision": "keep", "do": "store"} | day
    assert "Write the right date" in words_of(side.post(check, wrong))
    assert not stored(cast).exists()

    side.post(check, {"row3-decision": "keep", "row3-last_day_on": "2027-02-28", "do": "store"})

    assert [str(each.last_day_on) for each in stored(cast)] == ["2027-02-28", "2027-03-31"]


def test_a_row_is_left_out(cast, side):
    check = upload(side, cast, sheet(SOREN, BROKEN)).url

    answer = side.post(check, {"row3-decision": "out", "row3-last_day_on": "nonsense", "do": "save"})
    words = words_of(side.get(answer.url))
    assert "Left out" in words
    assert "Store 1 person" in words
    side.post(check, {"do": "store"})

    assert [each.last_name for each in stored(cast)] == ["Ågård-Ünal"]


def test_nobody_left(cast, hr):
    check = upload(hr, cast, sheet(BROKEN)).url

    answer = hr.post(check, {"row2-decision": "out", "do": "store"})

    assert "Every row is left out" in words_of(answer)
    assert ListDraft.objects.exists()


def test_any_row_can_be_changed_as_a_whole(cast, side):
    check = upload(side, cast, sheet(SOREN, HOOFT)).url
    row = f"{check}3/"
    assert "'t Hooft" in words_of(side.get(row)).replace("&#x27;", "'")
    sent = {"decision": "keep", "package": str(cast.package.pk), "language": "nl", "first_name": "Jan-Willem"}

    assert side.post(row, sent | {"last_name": ""}).status_code == 200
    answer = side.post(row, sent | {"last_name": "van den Berg", "email": "jan@limfjord.example"})

    assert answer.url == check
    side.post(check, {"do": "store"})
    jan = stored(cast).get(language="nl")
    assert (jan.first_name, jan.last_name, jan.email, jan.work_email) == (
        "Jan-Willem",
        "van den Berg",
        "",
        "jan@limfjord.example",
    )


def test_a_line_that_is_not_there(cast, hr):
    assert hr.get(f"{upload(hr, cast, sheet(SOREN)).url}99/").status_code == 404


def test_a_double_in_the_list_is_one_person(cast, hr):
    words = words_of(hr.get(upload(hr, cast, sheet(SOREN, SOREN, HOOFT)).url))

    assert "We read 2 people" in words
    assert "is already named in line 2" in words


def test_who_was_ordered_before_is_left_out_unless_one_says_so(cast, side):
    cast.order(employee_number="10001", first_name="Søren", last_name="Ågård-Ünal")
    check = upload(side, cast, sheet(SOREN, HOOFT)).url

    words = words_of(side.get(check))
    assert "Ordered before, on 2 November 2026" in words.replace("\xa0", " ")
    assert "Store 1 person" in words
    side.post(check, {"row2-decision": "keep", "do": "store"})

    assert stored(cast).filter(employee_number="10001").count() == 2


def test_the_same_name_is_only_a_question(cast, hr):
    cast.order(employee_number="", first_name="Søren", last_name="Ågård-Ünal")

    words = words_of(hr.get(upload(hr, cast, sheet(SOREN)).url))

    assert "Somebody of the same name was ordered on" in words
    assert "Store 1 person" in words


def test_two_numbers_are_two_people(cast, hr):
    cast.order(employee_number="777", first_name="Søren", last_name="Ågård-Ünal")

    assert "1 person" in words_of(hr.get(upload(hr, cast, sheet(SOREN)).url))
    assert "same name" not in words_of(hr.get(upload(hr, cast, sheet(SOREN)).url))


def test_ordered_by_somebody_else_meanwhile(cast, hr):
    check = upload(hr, cast, sheet(SOREN, HOOFT)).url
    cast.order(employee_number="10001", last_name="Ågård-Ünal")

    words = words_of(hr.post(check, {"do": "store"}))

    assert "somebody else ordered for one of these people" in words
    assert stored(cast).count() == 1
    assert "Store 1 person" in words


def test_an_unknown_column_is_explained_once(cast, side):
    strange = HEAD.replace("Afdeling", "Kostenplaats 7b")
    first = upload(side, cast, sheet(SOREN, head=strange)).url
    words = words_of(side.get(first))
    assert "Not understood" in words
    assert "Kostenplaats 7b" in words

    again = f"{first}columns/"
    assert "The same file once more" in words_of(side.get(again))
    second = side.post(again, {"column_0": "department", "file": sheet(SOREN, head=strange)}).url
    assert second != first
    assert "Explained by you" in words_of(side.get(second))
    side.post(second, {"do": "store"})

    assert stored(cast).get().department == "Værksted"
    assert ColumnMeaning.objects.get().field == "department"
    third = words_of(side.get(upload(side, cast, sheet(HOOFT, head=strange)).url))
    assert "Not understood" not in third


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Excel file"),
        (b"just a sentence\n", "No row with column names was found"),
        (b"%PDF-1.7\n", "PDF"),
    ],
)
def test_a_file_that_is_no_list(cast, side, content, words):
    answer = upload(side, cast, SimpleUploadedFile("list.csv", content))

    assert words in words_of(answer)
    assert not ListDraft.objects.exists()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_encoding(cast, hr, encoding):
    assert "Ågård-Ünal" in words_of(hr.get(upload(hr, cast, sheet(SOREN, encoding=encoding)).url))


def test_without_a_file(cast, hr):
    answer = hr.post(hr.page("import"), {"package": str(cast.package.pk), "language": "da"})

    assert "Choose the file with the list." in words_of(answer)


def test_too_large(cast, hr):
    assert "larger than 10 MB" in words_of(
        upload(hr, cast, SimpleUploadedFile("l.csv", b"x" * (10 * 1024 * 1024 + 1)))
    )


def test_half_an_hour_later(cast, side):
    check = upload(side, cast, sheet(SOREN)).url
    ListDraft.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    for address in (check, f"{check}2/", f"{check}columns/"):
        answer = side.get(address)
        assert answer.status_code == 410
        assert "What we read of the list is gone" in words_of(answer)
    assert side.post(check, {"do": "store"}).status_code == 410
    assert not stored(cast).exists()


def test_cancelled(cast, side):
    check = upload(side, cast, sheet(SOREN)).url

    answer = side.post(check, {"do": "drop"})

    assert answer.url == side.page("import")
    assert not ListDraft.objects.exists()


def test_a_double_click_stores_once(cast, side):
    check = upload(side, cast, sheet(SOREN)).url

    first, second = side.post(check, {"do": "store"}), side.post(check, {"do": "store"})

    assert first.url == second.url
    assert stored(cast).count() == 1
    assert side.get(check).url == first.url


def test_a_second_click_while_the_first_still_stores_leads_to_the_same_people(cast, side, monkeypatch):
    check, keep = upload(side, cast, sheet(SOREN)).url, actions.answer_rows

    def when_the_first_is_done(*, by, draft, answers, at):
        actions.record_list(by=by, draft=draft, at=at)
        return keep(by=by, draft=draft, answers=answers, at=at)

    monkeypatch.setattr(actions, "answer_rows", when_the_first_is_done)
    answer = side.post(check, {"do": "store"})

    assert answer.url.startswith(f"{side.page('orders')}?list=")
    assert stored(cast).count() == 1


def test_a_list_that_runs_out_while_it_is_answered_is_gone(cast, side, monkeypatch):
    check, keep = upload(side, cast, sheet(SOREN)).url, actions.answer_rows

    def half_an_hour_late(*, by, draft, answers, at):
        return keep(by=by, draft=draft, answers=answers, at=at + timedelta(minutes=31))

    monkeypatch.setattr(actions, "answer_rows", half_an_hour_late)

    assert side.post(check, {"do": "store"}).status_code == 410


@pytest.mark.parametrize("who", ["unnamed", "other_sponsor"])
def test_nobody_else_opens_a_draft(cast, hr, sign_in, who):
    check = upload(hr, cast, sheet(SOREN)).url
    stranger = sign_in(cast.people[who])
    address = check.replace("/sponsor/", "/office/") if who == "unnamed" else check

    assert stranger.get(address).status_code == 410
    assert stranger.post(address, {"do": "store"}).status_code == 410
    assert ListDraft.objects.count() == 1


def test_leafing_keeps_what_was_typed_and_settles_nothing(cast, hr):
    rows = [
        SOREN.replace("10001", f"2{n:04}").replace("Ågård", f"Aa{n}").replace("soren@", f"s{n}@") for n in range(30)
    ]
    check = upload(hr, cast, sheet(BROKEN, *rows)).url

    answer = hr.post(check, {"row2-decision": "keep", "row2-last_day_on": "2027-02-28", "do": "2"})
    words = words_of(hr.get(answer.url))

    assert "26 to 30 of 30" in words
    assert "One row to look at" in words
    assert 'value="28"' in words


def test_five_thousand_people(cast, hr, django_assert_max_num_queries):
    """Three pages and a handful of statements, however long the list is; bench/ takes the time."""
    row = SOREN.replace("10001", "{0}").replace("Søren", "Søren{0}").replace("soren@", "s{0}@").replace("20202020", "")
    rows = [row.format(n) for n in range(10001, 15001)]

    with django_assert_max_num_queries(80):
        check = upload(hr, cast, sheet(*rows)).url
        words = words_of(hr.get(check))
        hr.post(check, {"do": "store"})

    assert stored(cast).count() == 5000
    assert len(words) < 150_000
    assert "5000 rows are ready" in words.replace(",", "").replace("\xa0", "")


def test_what_cannot_be_opened_any_more_is_gone(cast, hr, settings):
    check = upload(hr, cast, sheet(SOREN)).url
    ListDraft.objects.update(sealed=b"x" * 60)

    assert hr.get(check).status_code == 410


def test_a_package_that_ended_meanwhile(cast, hr):
    check = upload(hr, cast, sheet(SOREN)).url
    row = f"{check}2/"
    PackageFactory(agreement=cast.agreement)
    cast.package.ended_on = timezone.localdate()
    cast.package.save()
    sent = {"decision": "keep", "package": str(cast.package.pk), "language": "da", "last_name": "X"}

    assert "can no longer be ordered" in words_of(hr.post(check, {"do": "store"}))
    assert hr.post(row, sent).status_code == 200
    assert not stored(cast).exists()


def test_a_row_without_a_last_name_stops_the_whole_list(cast, hr):
    nameless = SOREN.replace("Søren", "").replace("Ågård-Ünal", "H" * 160)
    check = upload(hr, cast, sheet(nameless, HOOFT)).url

    words = words_of(hr.post(check, {"row2-decision": "keep", "row2-last_name": "H" * 160, "do": "store"}))
    assert "This needs another look" in words
    assert not stored(cast).exists()

    hr.post(check, {"row2-decision": "keep", "row2-last_name": "Hansen", "do": "store"})
    assert stored(cast).count() == 2


def test_the_file_cannot_be_read_again(cast, hr):
    strange = HEAD.replace("Afdeling", "Kostenplaats 7b")
    again = f"{upload(hr, cast, sheet(SOREN, head=strange)).url}columns/"
    broken = SimpleUploadedFile("l.csv", b"%PDF-1.7\n")

    assert "PDF" in words_of(hr.post(again, {"column_0": "department", "file": broken}))


def test_somebody_elses_problem_stays_named_by_its_line(cast, hr):
    """A row that was left out while reading is said by its line."""
    words = words_of(hr.get(upload(hr, cast, sheet(SOREN, HOOFT, "10004;;;;;;;;;x@mail.example;")).url))

    assert "Line 4" in words
