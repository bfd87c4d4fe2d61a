"""The schema of programme templates.

Structure (keys, hours, weeks) is language-neutral; texts stand apart, one file per language, with the same keys.
Everything is frozen, and everything survives `model_dump()` to JSON and back, since a programme keeps a copy of
its template as it was.
"""

from collections import Counter
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from onward.core.content_schema import Country, Key, Piece, Text, Texts, TitleAndText


class Phase(StrEnum):
    """The five phases of a programme. They guide and never lock; periods of hours are something else."""

    PREPARATION = "preparation"
    FOUNDATION = "foundation"
    OPPORTUNITIES = "opportunities"
    ACTION = "action"
    LANDING = "landing"


class Component(StrEnum):
    """The six components of effective help; help works where skills and motivation are both served."""

    JOB_SEARCH_SKILLS = "job_search_skills"
    SELF_PRESENTATION = "self_presentation"
    SELF_EFFICACY = "self_efficacy"
    PROACTIVITY = "proactivity"
    GOAL_SETTING = "goal_setting"
    SOCIAL_SUPPORT = "social_support"


class Doer(StrEnum):
    CANDIDATE = "candidate"
    COUNSELLOR = "counsellor"
    BOTH = "both"


class CounsellorRole(StrEnum):
    """What the counsellor is to the candidate in a phase; host belongs to the first contact."""

    ADVISER = "adviser"
    HOST = "host"
    COACH = "coach"
    MARKETER = "marketer"
    SALES_MANAGER = "sales_manager"
    SOUNDING_BOARD = "sounding_board"


class Form(StrEnum):
    INDIVIDUAL = "individual"
    GROUP = "group"
    MIXED = "mixed"


class Place(StrEnum):
    PHONE = "phone"
    VIDEO = "video"
    OFFICE = "office"
    EMPLOYER = "employer"


class Audience(StrEnum):
    """The kind of employee a template is written for."""

    LEADER = "leader"
    MIDDLE_MANAGER = "middle_manager"
    PROFESSIONAL = "professional"
    SKILLED = "skilled"
    UNSKILLED = "unskilled"


class Period(Piece):
    """A stretch of time with its own hours, where a law or an agreement counts so. Not a phase."""

    key: Key
    hours: int = Field(gt=0)
    months: int = Field(gt=0)


class CoursePhase(Piece):
    """A phase in the course; `from_week` counts from the start and is a suggestion (none: it comes when it comes)."""

    key: Phase
    role: CounsellorRole
    from_week: int | None = Field(default=None, ge=0)


class Activity(Piece):
    key: Key
    phase: Phase
    who: Doer
    components: Annotated[tuple[Component, ...], Field(min_length=1)]
    content_parts: tuple[Key, ...] = ()


class Touchpoint(Piece):
    """A call after the landing: so many days after the first working day, or before the trial period ends."""

    key: Key
    day: int | None = Field(default=None, gt=0)
    days_before_trial_ends: int | None = Field(default=None, gt=0)
    place: Place = Place.PHONE

    @model_validator(mode="after")
    def has_one_moment(self) -> Self:
        if (self.day is None) == (self.days_before_trial_ends is None):
            raise ValueError(f"touchpoint {self.key} needs either a day or the days before the trial period ends")
        return self


class GroupSize(Piece):
    smallest: int = Field(gt=1)
    largest: int = Field(le=12)

    @model_validator(mode="after")
    def is_a_range(self) -> Self:
        if self.smallest > self.largest:
            raise ValueError("the smallest group is larger than the largest")
        return self


class ProgrammeTemplate(Piece):
    """What a programme is made from. A component that nothing serves is named in `known_gaps`, with the reason."""

    key: Key
    version: int = Field(gt=0)
    form: Form
    months: int | None = Field(default=None, gt=0)
    weeks: int | None = Field(default=None, gt=0)
    counts_from: Literal["first_meeting", "start_date"]
    individual_hours: int = Field(gt=0)
    group_hours: int = Field(default=0, ge=0)
    periods: tuple[Period, ...] = ()
    rhythm_days: int = Field(gt=0, le=31)
    places: Annotated[tuple[Place, ...], Field(min_length=1)]
    group: GroupSize | None = None
    cv_required: bool
    paper_first: bool
    missed_meeting_books_time: bool
    trial_talk_books_time: bool = False
    late_cancellation_hours: int = Field(ge=0)
    aftercare_days: int = Field(ge=0)
    audiences: Annotated[tuple[Audience, ...], Field(min_length=1)]
    countries: Annotated[tuple[Country, ...], Field(min_length=1)]
    phases: tuple[CoursePhase, ...]
    activities: Annotated[tuple[Activity, ...], Field(min_length=1)]
    touchpoints: tuple[Touchpoint, ...]
    content_parts: tuple[Key, ...] = ()
    promises: tuple[Key, ...] = ()
    known_gaps: dict[Component, Text] = Field(default_factory=dict)

    @property
    def hours(self) -> int:
        return self.individual_hours + self.group_hours

    @property
    def gaps(self) -> tuple[Component, ...]:
        """The components of effective help that no activity serves, in their order; to be shown wherever it counts."""
        served = {component for activity in self.activities for component in activity.components}
        return tuple(component for component in Component if component not in served)

    def serving(self, component: Component) -> tuple[Activity, ...]:
        return tuple(activity for activity in self.activities if component in activity.components)

    def in_phase(self, phase: Phase) -> tuple[Activity, ...]:
        return tuple(activity for activity in self.activities if activity.phase == phase)

    @model_validator(mode="after")
    def length_and_hours_agree(self) -> Self:
        if (self.months is None) == (self.weeks is None):
            raise ValueError("a template lasts a number of months or of weeks, not both and not neither")
        if self.periods and sum(period.hours for period in self.periods) != self.hours:
            raise ValueError("the hours of the periods do not add up to the hours of the template")
        if self.periods and sum(period.months for period in self.periods) != self.months:
            raise ValueError("the months of the periods do not add up to the months of the template")
        if (self.form is Form.INDIVIDUAL) != (self.group is None and self.group_hours == 0):
            raise ValueError("group hours and the size of the group belong to a form with a group, and only there")
        return self

    @model_validator(mode="after")
    def keys_are_used_once(self) -> Self:
        for things in (self.activities, self.touchpoints, self.periods):
            if twice := [key for key, count in Counter(thing.key for thing in things).items() if count > 1]:
                raise ValueError(f"used twice: {', '.join(twice)}")
        return self

    @model_validator(mode="after")
    def course_is_whole(self) -> Self:
        if [phase.key for phase in self.phases] != list(Phase):
            raise ValueError("the course has the five phases, once each and in their order")
        weeks = [phase.from_week for phase in self.phases if phase.from_week is not None]
        if weeks != sorted(weeks):
            raise ValueError("a later phase is planned before an earlier one")
        return self

    @model_validator(mode="after")
    def nothing_is_skipped_silently(self) -> Self:
        if set(self.gaps) != set(self.known_gaps):
            raise ValueError(f"not served: {list(self.gaps)}; named as gaps: {list(self.known_gaps)}")
        served = {part for activity in self.activities for part in activity.content_parts}
        if served != set(self.content_parts):
            raise ValueError(f"content parts without activity or unknown: {sorted(served ^ set(self.content_parts))}")
        return self


class PhaseTexts(Piece):
    """`ask` helps the counsellor in the meeting, `think` is for the candidate beforehand."""

    title: Text
    question: Text
    role: Text
    about: Text
    ask: Texts
    think: Texts


class CourseTexts(Piece):
    """What all templates share in one language; a template may say its phases and touchpoints in its own words."""

    components: dict[Component, TitleAndText]
    phases: dict[Phase, PhaseTexts]
    first_contact: PhaseTexts
    touchpoints: dict[Key, TitleAndText]
    missed_meeting_books_time: Text
    missed_meeting_books_nothing: Text


class OwnTexts(Piece):
    """One file `content/<language>/templates/<key>.yaml`."""

    name: Text
    summary: Text
    for_whom: Text
    law: Text | None = None
    activities: dict[Key, TitleAndText]
    phases: dict[Phase, PhaseTexts] = Field(default_factory=dict)
    touchpoints: dict[Key, TitleAndText] = Field(default_factory=dict)
    periods: dict[Key, Text] = Field(default_factory=dict)
    content_parts: dict[Key, Text] = Field(default_factory=dict)
    promises: dict[Key, Text] = Field(default_factory=dict)


class TemplateTexts(OwnTexts):
    """All the words of one template in one language, the shared ones included."""

    phases: dict[Phase, PhaseTexts]
    first_contact: PhaseTexts
    components: dict[Component, TitleAndText]
    missed_meeting: Text

    @classmethod
    def joined(cls, template: ProgrammeTemplate, own: OwnTexts, course: CourseTexts) -> Self:
        """The template's own words over the shared ones. Raises ValueError where the keys do not fit the structure."""
        books = template.missed_meeting_books_time
        shared = {moment.key: course.touchpoints.get(moment.key) for moment in template.touchpoints}
        texts = cls(
            **{name: getattr(own, name) for name in OwnTexts.model_fields if name not in {"phases", "touchpoints"}},
            phases=course.phases | own.phases,
            touchpoints={key: text for key, text in shared.items() if text} | own.touchpoints,
            first_contact=course.first_contact,
            components=course.components,
            missed_meeting=course.missed_meeting_books_time if books else course.missed_meeting_books_nothing,
        )
        texts.require_keys_of(template)
        return texts

    def require_keys_of(self, template: ProgrammeTemplate) -> None:
        for name, wanted in (
            ("activities", [activity.key for activity in template.activities]),
            ("touchpoints", [moment.key for moment in template.touchpoints]),
            ("periods", [period.key for period in template.periods]),
            ("content_parts", list(template.content_parts)),
            ("promises", list(template.promises)),
            ("phases", list(Phase)),
            ("components", list(Component)),
        ):
            if odd := set(wanted) ^ set(getattr(self, name)):
                raise ValueError(f"{template.key}: {name} without text or without structure: {sorted(odd)}")


class TemplateCopy(Piece):
    """A template as it was on one day, with its words in every language."""

    structure: ProgrammeTemplate
    texts: dict[str, TemplateTexts]
