import pytest

from tools import shape


@pytest.fixture
def file(tmp_path, monkeypatch):
    monkeypatch.setattr(shape, "ROOT", tmp_path)
    return tmp_path / "module.py"


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("x = 1\n" * 400, []),
        ("x = 1\n" * 401, ["module.py: 401 lines, at most 400"]),
        ("def long():\n" + "    x = 1\n" * 60, ["module.py:1: long has 61 lines, at most 60"]),
        ("def f():\n    import x  # noqa: PLC0415 -- slow import: spreadsheets\n", []),
    ],
)
def test_what_is_too_long_is_named(file, text, faults):
    file.write_text(text)

    assert list(shape.faults_of(file, "src")) == faults


def test_a_deferred_import_without_a_known_reason_is_a_fault(file):
    rule = "PLC0415"
    file.write_text(f"def f():\n    import x  # noqa: {rule} -- because\n")

    (fault,) = shape.faults_of(file, "src")

    assert fault.startswith("module.py:2: an import inside a function gives its reason")
