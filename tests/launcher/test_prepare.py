import pytest

from onward.config.launcher import prepare
from onward.config.launcher.errors import LaunchError
from tests.factories.accounts import PersonFactory


@pytest.mark.django_db
def test_the_demo_never_starts_over_real_people():
    PersonFactory(is_demo=True)
    prepare.refuse_real_people()

    PersonFactory(is_demo=False)

    with pytest.raises(LaunchError, match="people who are not of the demo") as refused:
        prepare.refuse_real_people()
    assert refused.value.code == 2


@pytest.mark.django_db
def test_nothing_is_pending_after_a_migration():
    assert not prepare.pending()


def test_the_fingerprint_changes_with_the_code(tmp_path, monkeypatch):
    monkeypatch.setattr(prepare, "PACKAGE", tmp_path)
    (tmp_path / "models.py").write_text("x = 1\n")
    before = prepare.fingerprint()
    assert prepare.fingerprint() == before

    (tmp_path / "django.mo").write_text("compiled")
    assert prepare.fingerprint() == before
    (tmp_path / "models.py").write_text("x = 12\n")

    assert prepare.fingerprint() != before
