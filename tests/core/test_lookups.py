import pytest
from django.db.models import CharField, TextChoices, Value

from onward.core.lookups import IsOfKind
from onward.programmes.enums import State
from onward.programmes.models import Programme
from tests.factories.programmes import ProgrammeFactory


class Odd(TextChoices):
    ONE = "it's 100 % %s"


def asked(**how):
    sql, values = Programme.objects.filter(**how).order_by().values("pk").query.sql_with_params()
    return sql.split(" WHERE ")[1], values


@pytest.mark.parametrize(
    ("how", "words", "values"),
    [
        ({"state": State.ENDED}, "\"state\" = 'ended'", ()),
        ({"state__in": [State.PAUSED, State.ENDED, State.PAUSED]}, "\"state\" IN ('ended', 'paused')", ()),
        ({"state": "ended"}, '"state" = %s', ("ended",)),
        ({"state__in": [State.PAUSED, "x' OR 1=1 --"]}, '"state" IN (%s, %s)', ("paused", "x' OR 1=1 --")),
        ({"state__in": [State.PAUSED, None]}, '"state" IN (%s)', ("paused",)),
    ],
)
def test_a_kind_is_written_out_and_what_is_typed_is_handed_over(how, words, values):
    sql, handed_over = asked(**how)

    assert words in sql
    assert handed_over == values


@pytest.mark.django_db
def test_both_find_the_same():
    paused, ended = ProgrammeFactory(state=State.PAUSED), ProgrammeFactory(ended=True)

    assert set(Programme.objects.filter(state__in=[State.PAUSED, State.ENDED])) == {paused, ended}
    assert set(Programme.objects.filter(state__in=["paused", "ended"])) == {paused, ended}
    assert list(Programme.objects.exclude(state=State.ENDED)) == [paused]
    assert not Programme.objects.filter(state__in=[]).exists()


@pytest.mark.django_db
def test_no_sign_in_a_kind_gets_out_of_its_quotes():
    ProgrammeFactory()
    same = Programme.objects.annotate(kind=Value(Odd.ONE.value, CharField()))

    assert same.filter(IsOfKind(Value(Odd.ONE.value, CharField()), Odd.ONE)).exists()
    assert same.filter(kind=Odd.ONE, state="under_way").exists()
