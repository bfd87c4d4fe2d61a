"""Texts to translate, without gettext's programs.

python tools/messages.py compile    .po → .mo
python tools/messages.py update     gather what Python and templates say into src/onward/locale
python tools/messages.py check      fail on anything missing, fuzzy, left over or with other placeholders
"""

import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

from onward.config.launcher.catalogues import compile_all

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "onward"
LOCALE = PACKAGE / "locale"
LANGUAGES = ("da", "nb", "nl")
KEYWORDS = {
    "N_": None,  # marked where it stands, translated where it is shown
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}|</?\w+")
DATED_HEADERS = ("POT-Creation-Date", "PO-Revision-Date", "Last-Translator", "Language-Team", "Generated-By")


def main(wanted: str) -> int:
    if wanted == "compile":
        compile_all(LOCALE)
        return 0
    template = gathered()
    if wanted == "update":
        for language in LANGUAGES:
            update(language, template)
        compile_all(LOCALE)
        return 0
    faults = [fault for language in LANGUAGES for fault in faults_of(language, template)]
    print("\n".join(faults) or f"{len(template)} texts in {len(LANGUAGES) + 1} languages.")
    return 1 if faults else 0


def gathered() -> Catalog:
    """Every text of the package, with the files it stands in."""
    catalogue = Catalog(project="Onward", fuzzy=False)
    for path in sorted(PACKAGE.rglob("*")):
        for text, context, notes in texts_in(path):
            place = (path.relative_to(ROOT).as_posix(), None)
            catalogue.add(text, locations=[place], auto_comments=notes, context=context)
    return catalogue


def texts_in(path: Path) -> Iterator[tuple[str | tuple[str, ...], str | None, list[str]]]:
    if path.suffix == ".py" and "migrations" not in path.parts:
        source = path.read_bytes()
    elif path.suffix in (".html", ".txt") and "templates" in path.parts:
        source = as_python(path)
    else:
        return
    for _line, text, notes, context in extract("python", BytesIO(source), KEYWORDS, ("Translators:",)):
        yield text, context, notes


def as_python(path: Path) -> bytes:
    """What Django makes of a template for xgettext; Python's own tokenizer minds the indent, so it goes."""
    from django.conf import settings  # noqa: PLC0415 -- slow import: `compile` does without
    from django.utils.translation.template import templatize  # noqa: PLC0415 -- slow import: the same

    if not settings.configured:
        settings.configure(USE_I18N=True)
    lines = templatize(path.read_text(), origin=str(path)).splitlines()
    return "\n".join(line.strip() for line in lines).encode()


def catalogue_of(language: str) -> Catalog:
    path = LOCALE / language / "LC_MESSAGES" / "django.po"
    if not path.exists():
        return Catalog(locale=language, project="Onward", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def update(language: str, template: Catalog) -> None:
    """Keep the translations there are, add empty ones, drop what nobody says any more."""
    catalogue = catalogue_of(language)
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.fuzzy = False
    out = BytesIO()
    write_po(
        out, catalogue, width=110, omit_header=False, sort_output=True, ignore_obsolete=True, include_lineno=False
    )
    kept = [
        line
        for line in out.getvalue().decode().splitlines()
        if not line.startswith(tuple(f'"{name}:' for name in DATED_HEADERS)) and not line.startswith("# ")
    ]
    path = LOCALE / language / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(kept).lstrip("#\n") + "\n")
    print(f"{language}: {sum(1 for message in catalogue if message.id and not complete(message))} to translate.")


def faults_of(language: str, template: Catalog) -> Iterator[str]:
    catalogue = catalogue_of(language)
    for message in template:
        if message.id and catalogue.get(_first(message), message.context) is None:
            yield f"{language}: not gathered yet (make messages): {_first(message)!r}"
    for message in catalogue:
        if message.id:
            yield from (f"{language}: {fault}: {_first(message)!r}" for fault in faults_in(message, template))
    for message in catalogue.obsolete.values():
        yield f"{language}: left over: {_first(message)!r}"


def faults_in(message: Message, template: Catalog) -> Iterator[str]:
    if template.get(_first(message), message.context) is None:
        yield "nobody says it any more"
    elif not complete(message):
        yield "not translated"
    elif message.fuzzy:
        yield "fuzzy"
    else:
        # the form for one may leave a number out, the last form says everything
        wanted, said = placeholders(_all(message.id)), placeholders(_all(message.string))
        if said - wanted or wanted - placeholders(_all(message.string)[-1:]):
            yield f"placeholders differ ({', '.join(sorted(wanted ^ said))})"


def placeholders(texts: tuple[str, ...]) -> set[str]:
    """Names to be filled in, and HTML elements."""
    return set(PLACEHOLDER.findall(" ".join(texts)))


def complete(message: Message) -> bool:
    return bool(message.string) and all(_all(message.string))


def _first(message: Message) -> str:
    return _all(message.id)[0]


def _all(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


if __name__ == "__main__":
    if sys.argv[1:] not in (["compile"], ["update"], ["check"]):
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
