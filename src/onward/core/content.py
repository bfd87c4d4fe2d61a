"""Reads the content that ships with the product: programme templates, guides, letters, duties, consents.

Pure: no database, no request, no clock. Each file is read once and checked against its schema; a wrong file raises
`ValueError` when it is asked for, an unknown key or language raises `UnknownContent`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Final, Literal, TypeVar

import yaml

from onward.core import content_schema as schema
from onward.core.content_templates import CourseTexts, OwnTexts, ProgrammeTemplate, TemplateCopy, TemplateTexts

LANGUAGES: Final = ("en", "da", "nb", "nl")

TalkKind = Literal["dismissal", "agreed_ending", "at_risk"]
TALK_KINDS: Final[tuple[TalkKind, ...]] = ("dismissal", "agreed_ending", "at_risk")

CONSENT_KINDS: Final = (
    "terms",
    "health",
    "widen_phase",
    "widen_job",
    "share_writing",
    "alumni",
    "references",
)

LETTER_PLACEHOLDERS: Final[Mapping[str, frozenset[str]]] = {
    "invitation": frozenset(
        {
            "name",
            "employer",
            "provider",
            "counsellor",
            "office",
            "code",
            "address",
            "valid_until",
            "phone",
            "privacy_contact",
            "kept_after_no",
            "kept_after_end",
        }
    )
}
CONSENT_PLACEHOLDERS: Final = frozenset({"provider", "employer"})

PLACEHOLDER: Final = re.compile(r"\{([a-z_]*)\}")

_Piece = TypeVar("_Piece", bound=schema.Piece)
_Thing = TypeVar("_Thing")


class UnknownContent(LookupError):
    """There is no content by this key, or in this language."""


def template(key: str) -> ProgrammeTemplate:
    """The structure of one programme template."""
    return _known(_templates(), key)


def templates() -> tuple[ProgrammeTemplate, ...]:
    """All programme templates that ship with the product, by key."""
    return tuple(_templates().values())


@cache
def template_texts(key: str, language: str) -> TemplateTexts:
    """All the words of one template in one language, those that all templates share included."""
    structure = template(key)
    own = _read(OwnTexts, language, "templates", f"{key}.yaml")
    return TemplateTexts.joined(structure, own, course(language))


def as_copy(key: str) -> dict[str, Any]:
    """Structure and all languages' texts as plain JSON, to be kept with a programme or edited by a provider."""
    copy = TemplateCopy(structure=template(key), texts={code: template_texts(key, code) for code in LANGUAGES})
    return copy.model_dump(mode="json")


def read_copy(data: Mapping[str, Any]) -> TemplateCopy:
    """The copy made by `as_copy`, perhaps edited since. Raises ValueError where texts do not fit the structure."""
    copy = TemplateCopy.model_validate(data)
    for texts in copy.texts.values():
        texts.require_keys_of(copy.structure)
    return copy


@cache
def course(language: str) -> CourseTexts:
    """What all templates share: phases, components, touchpoints, what happens to the hour of a missed meeting."""
    return _read(CourseTexts, language, "course.yaml")


@cache
def guide(kind: str, language: str) -> schema.TalkGuide:
    """The manager's guide for a dismissal, an agreed ending, or being told that one's job is at risk."""
    if kind not in TALK_KINDS:
        raise UnknownContent(kind)
    return _read(schema.TalkGuide, language, "guides", f"{kind}.yaml")


@cache
def day_plan(language: str) -> schema.DayPlan:
    """The manager's plan for the day of the talk."""
    return _read(schema.DayPlan, language, "guides", "day_plan.yaml")


@cache
def about_the_programme(language: str) -> schema.AboutTheProgramme:
    """What a manager may say about the programme, and what not."""
    return _read(schema.AboutTheProgramme, language, "guides", "about_the_programme.yaml")


@cache
def letter(name: str, language: str) -> schema.Letter:
    """A letter with its placeholders still in it; `fill` puts the values in."""
    wanted = _known(LETTER_PLACEHOLDERS, name)
    return _read(schema.Letter, language, "letters", f"{name}.yaml", needs=wanted, allows=wanted)


@cache
def duties(language: str) -> schema.Duties:
    """The duties of candidate, employer and provider, as all three are shown them."""
    return _read(schema.Duties, language, "duties.yaml")


@cache
def sees(language: str) -> schema.Sees:
    """What the employer sees, what only where it was agreed, what the candidate decides, and what never."""
    return _read(schema.Sees, language, "sees.yaml")


@cache
def sensitive(language: str) -> schema.Sensitive:
    """Words that warn before minutes are shared."""
    return _read(schema.Sensitive, language, "sensitive.yaml")


def consent(kind: str, language: str, version: int | None = None) -> schema.Consent:
    """The words of the terms or of a consent: the newest version, or the one a person once said yes to."""
    versions = _known(_consents(_language(language)), kind)
    for wording in versions:
        if version in (None, wording.version):
            return wording
    raise UnknownContent(f"{kind}, version {version}")


def fill(piece: _Piece, values: Mapping[str, str]) -> _Piece:
    """The same piece with every placeholder replaced. Raises ValueError when a value is missing or belongs nowhere."""
    if odd := placeholders(piece) ^ set(values):
        raise ValueError(f"missing or unknown: {', '.join(sorted(odd))}")
    filled = _map_texts(piece.model_dump(), lambda text: PLACEHOLDER.sub(lambda found: _fitting(found, values), text))
    return type(piece).model_validate(filled)


def _fitting(found: re.Match[str], values: Mapping[str, str]) -> str:
    """The value of a placeholder; words ("your employer") begin a sentence with a capital, names stay as they are."""
    value, before = values[found[1]], found.string[: found.start()].rstrip()
    begins = not before or before.endswith((".", "?"))
    return value[:1].upper() + value[1:] if begins and value.islower() else value


def placeholders(piece: schema.Piece) -> frozenset[str]:
    """The names in braces that occur anywhere in a piece."""
    return frozenset(name for text in texts_of(piece.model_dump()) for name in PLACEHOLDER.findall(text))


def texts_of(data: Any) -> Iterator[str]:
    """Every string among the values of nested dicts and sequences."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        for value in data.values():
            yield from texts_of(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from texts_of(value)


def _map_texts(data: Any, change: Callable[[str], str]) -> Any:
    if isinstance(data, str):
        return change(data)
    if isinstance(data, Mapping):
        return {key: _map_texts(value, change) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_map_texts(value, change) for value in data]
    return data


@cache
def _templates() -> dict[str, ProgrammeTemplate]:
    folder = _root() / "templates"
    found = [ProgrammeTemplate.model_validate(_load(file)) for file in folder.iterdir() if file.name.endswith(".yaml")]
    return {structure.key: structure for structure in sorted(found, key=lambda structure: structure.key)}


@cache
def _consents(language: str) -> dict[str, tuple[schema.Consent, ...]]:
    kinds = _load(_root() / language / "consents.yaml")
    if set(kinds) != set(CONSENT_KINDS):
        raise ValueError(f"consents in {language}: {sorted(set(kinds) ^ set(CONSENT_KINDS))}")
    return {kind: tuple(_consent_versions(kind, versions)) for kind, versions in kinds.items()}


def _consent_versions(kind: str, versions: list[Any]) -> list[schema.Consent]:
    wordings = [schema.Consent.model_validate(version) for version in versions]
    for wording in wordings:
        _require_placeholders(wording, kind, needs=frozenset(), allows=CONSENT_PLACEHOLDERS)
    if [wording.version for wording in wordings] != list(range(len(wordings), 0, -1)):
        raise ValueError(f"the versions of {kind} are to be numbered without gaps, the newest first")
    return wordings


_NONE: Final[frozenset[str]] = frozenset()


def _read(
    model: type[_Piece], language: str, *path: str, needs: frozenset[str] = _NONE, allows: frozenset[str] = _NONE
) -> _Piece:
    piece = model.model_validate(_load(_root().joinpath(_language(language), *path)))
    _require_placeholders(piece, "/".join((language, *path)), needs=needs, allows=allows)
    return piece


def _require_placeholders(piece: schema.Piece, name: str, *, needs: frozenset[str], allows: frozenset[str]) -> None:
    found = placeholders(piece)
    if missing := needs - found:
        raise ValueError(f"{name}: placeholder missing: {sorted(missing)}")
    if unknown := found - allows:
        raise ValueError(f"{name}: placeholder unknown: {sorted(unknown)}")


def _language(code: str) -> str:
    """The language of a locale: nl-be reads the Dutch files."""
    language = code.replace("_", "-").split("-")[0].lower()
    if language not in LANGUAGES:
        raise UnknownContent(code)
    return language


def _known(things: Mapping[str, _Thing], key: str) -> _Thing:
    if key not in things:
        raise UnknownContent(key)
    return things[key]


def _root() -> Traversable:
    return files("onward") / "content"


class _Loader(yaml.SafeLoader):
    """A mapping that says a key twice is a mistake, not a choice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        mapping = super().construct_mapping(node, deep=deep)
        if len(mapping) != len(node.value):
            raise ValueError(f"a key is said twice, line {node.start_mark.line + 1} of {node.start_mark.name}")
        return mapping


def _load(file: Traversable) -> Any:
    return _Loader(file.read_text(encoding="utf-8")).get_single_data()
