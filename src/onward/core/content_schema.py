"""The schema of the content that ships with the product: guides, letters, duties, what is seen, consents.

Everything is frozen and refuses what it does not know. Placeholders are checked by `core.content`, which reads the
files; programme templates have a schema of their own.
"""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Text = Annotated[str, StringConstraints(min_length=1)]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Texts = Annotated[tuple[Text, ...], Field(min_length=1)]
Country = Literal["be", "dk", "nl", "no"]


class Piece(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Basis(StrEnum):
    """On what ground something rests: the contract, consent, or explicit consent for special data."""

    CONTRACT = "contract"
    CONSENT = "consent"
    EXPLICIT_CONSENT = "explicit_consent"


class TitleAndText(Piece):
    title: Text
    text: Text


class InsteadOf(Piece):
    instead_of: Text
    rather: Text


class CountryNote(Piece):
    text: Text
    source: Text


class TalkGuide(Piece):
    """The manager's guide for one talk, short enough for a phone in a corridor."""

    title: Text
    lead: Text
    before: Texts
    opening: Text
    say: Texts
    not_say: Annotated[tuple[InsteadOf, ...], Field(min_length=1)]
    silence: Text
    tears: Text
    anger: Text
    after: Texts
    countries: dict[Country, Annotated[tuple[CountryNote, ...], Field(min_length=1)]]


class DayPart(Piece):
    when: Text
    what: Text


class DayPlan(Piece):
    title: Text
    lead: Text
    parts: Annotated[tuple[DayPart, ...], Field(min_length=1)]


class AboutTheProgramme(Piece):
    """What a manager may say about the programme, and what not."""

    title: Text
    lead: Text
    say: Texts
    not_say: Texts
    when_asked: Annotated[tuple[TitleAndText, ...], Field(min_length=1)]


class DataNotice(Piece):
    """Who holds what, why and for how long. In-house, `responsible_in_house` stands in place of `responsible`."""

    title: Text
    given: TitleAndText
    why: TitleAndText
    responsible: TitleAndText
    responsible_in_house: TitleAndText
    how_long: TitleAndText
    who_sees: TitleAndText
    rights: TitleAndText


class Letter(Piece):
    """One letter: the first page, and the data protection notice that may stand on a second."""

    version: int = Field(gt=0)
    title: Text
    greeting: Text
    opening: Texts
    code_title: Text
    code_text: Text
    code_label: Text
    address_label: Text
    valid_label: Text
    answers_title: Text
    accept: Text
    talk: Text
    decline: Text
    nothing: Text
    country_notes: dict[Country, Text]
    sees_title: Text
    sees: Text
    never_sees: Text
    human: Text
    closing: Text
    signature: Text
    notice: DataNotice


class Duty(Piece):
    """`short` speaks to the candidate; `duties` are said of all three in the same words."""

    name: Text
    short: Text
    duties: Texts


class Duties(Piece):
    title: Text
    lead: Text
    candidate: Duty
    employer: Duty
    provider: Duty


class Sees(Piece):
    """What the employer sees and never sees, each with a key, so that a page can ask for one of them."""

    title: Text
    lead: Text
    always_title: Text
    always: dict[Key, Text]
    where_agreed_title: Text
    where_agreed: dict[Key, Text]
    you_decide_title: Text
    you_decide: dict[Key, Text]
    never_title: Text
    never: dict[Key, Text]
    totals: Text
    why: Text
    in_house: Text


class Consent(Piece):
    """One version of the words a person says yes to. Published words never change: a change is a new version."""

    version: int = Field(gt=0)
    basis: Basis
    title: Text
    label: Text
    text: Texts
    when_no: Text
    withdrawal: Text
    in_house: Text | None = None


class SensitiveKind(Piece):
    """One kind of words that warn before they are shared: what it is called, why it warns, and its patterns."""

    title: Text
    why: Text
    words: Texts


class Sensitive(Piece):
    """Words about health, faith and the like; `innocent` covers job titles, addresses and names that look like it."""

    kinds: dict[Literal["health", "faith", "union", "ethnicity", "sexuality", "politics", "crime"], SensitiveKind]
    innocent: Texts
