import gettext

from onward.config.launcher.catalogues import compile_all, is_current

TEXT = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Good day"\nmsgstr "Godmorgen"\n'


def test_a_catalogue_is_compiled_once(tmp_path):
    source = tmp_path / "da" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(TEXT)

    written = compile_all(tmp_path)

    assert written == [source.with_suffix(".mo")]
    assert is_current(source, written[0])
    with written[0].open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Good day") == "Godmorgen"
    assert compile_all(tmp_path) == []
