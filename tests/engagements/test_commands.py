"""Storing a list from the command line: all of it or nothing."""

import json
from argparse import Namespace

import pytest

from onward.core import wall
from onward.engagements import commands
from onward.engagements.models import Order
from tests.engagements.test_views_lists import HOOFT, SOREN, sheet
from tests.factories.engagements import PackageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(tmp_path, capsys):
    """Import a file of these rows; gives the exit code and what was printed."""

    def imported(*rows, agreement="Social plan 2026", as_json=True, path=None):
        file = tmp_path / "list.csv"
        file.write_bytes(sheet(*rows).read())
        with wall.taken("inside_writing"):
            code = commands.import_list(Namespace(file=str(path or file), agreement=agreement, json=as_json))
        printed = capsys.readouterr()
        return code, json.loads(printed.out) if as_json else printed.out + printed.err

    return imported


def stored(cast):
    return Order.objects.filter(agreement=cast.agreement)


def test_stored(cast, run):
    code, said = run(SOREN, HOOFT)

    assert (code, said["stored"]) == (0, 2)
    assert {str(each.list_id) for each in stored(cast)} == {said["list"]}
    assert {each.language for each in stored(cast)} == {cast.agreement.office.language}


def test_said_in_words(cast, run):
    assert run(SOREN, as_json=False) == (0, "Stored under Social plan 2026: 1\n")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"agreement": "Another"}, "no agreement of this name"),
        ({"path": "/nowhere/list.csv"}, "No such file"),
    ],
)
def test_refused(cast, run, given, words):
    code, said = run(SOREN, **given)

    assert (code, said["stored"]) == (2, 0)
    assert words in said["refused"]


def test_a_file_that_is_no_list_is_refused_in_words(cast, run):
    code, said = run(as_json=False)

    assert code == 2
    assert "no people below" in said


def test_whoever_was_ordered_before_stops_the_whole_list(cast, run):
    run(SOREN)

    code, said = run(SOREN, HOOFT)

    assert code == 2
    assert "ordered before: 2" in said["refused"]
    assert stored(cast).count() == 1


def test_a_row_that_cannot_be_stored_stops_the_whole_list(cast, run):
    code, said = run(SOREN, HOOFT.replace("'t Hooft", "H" * 160))

    assert code == 2
    assert "cannot be stored as they are" in said["refused"]
    assert not stored(cast).exists()


def test_several_packages_leave_the_choice_to_the_page(cast, run):
    PackageFactory(agreement=cast.agreement, name="Leaders")

    assert "several packages" in run(SOREN)[1]["refused"]
