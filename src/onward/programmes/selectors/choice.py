"""Choosing a counsellor: a few short profiles, fitted; who was chosen away from; what of before is open."""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet, Sum
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from onward.accounts.enums import Field, Language
from onward.accounts.models import Office, Person
from onward.core.access import Actor, Role
from onward.core.formats import base_language
from onward.programmes import policies
from onward.programmes.enums import ChangeReason
from onward.programmes.models import ChangeReasons, CounsellorChange, Programme
from onward.programmes.selectors.reach import Load, loads

OFFERED = 3
TOLD_FOR = timedelta(days=30)
FEWEST = 5  # behind every figure


@dataclass(frozen=True, slots=True)
class Profile:
    """One counsellor as a candidate reads her. reasons: why she may fit, in words; never a score."""

    person: Person
    portrait: str
    town: str
    quote: str
    reasons: tuple[str, ...]
    is_present: bool = False

    @property
    def name(self) -> str:
        return self.person.name

    @property
    def first_name(self) -> str:
        return self.person.first_name


def profiles(
    actor: Actor,
    programme: Programme,
    *,
    language: str,
    wish: str = "",
    field: str = "",
    away: Collection[uuid.UUID] = (),
) -> list[Profile]:
    """The present counsellor, then up to three others: by language, place and field; load decides only the order.

    Colleagues whose hours are full or who are away are left out, and those who do not speak the language wherever
    somebody does.
    language: of the page. wish, field: what the candidate looks for; empty: her own language, and the field of the
    former employer. Gives nothing where nobody may choose.
    """
    if not policies.may_choose_counsellor(actor, programme):
        return []
    spoken, known = wish or programme.candidate.language, field or programme.employer.field
    every = loads(actor)
    here = [each for each in every if each.person.pk == programme.counsellor_id]
    out = {programme.counsellor_id, *away}
    rest = [each for each in every if each.person.pk not in out and each.room and not is_full(each)]
    fits = {each.person.pk: fit(each, programme.office, spoken, known) for each in rest}

    def order(each: Load) -> tuple:
        return (*(not one for one in fits[each.person.pk]), round(each.asked / each.room, 1), each.person.sort_key)

    understood = [each for each in rest if fits[each.person.pk][0]]
    chosen = sorted(understood or rest, key=order)[:OFFERED]
    return [profile_of(each, programme, language, spoken, known) for each in [*here, *chosen]]


def fitting(actor: Actor, office: Office, spoken: str) -> list[Load]:
    """All counsellors for a coordinator to choose from: who speaks the language and is near first, then by room."""

    def order(each: Load) -> tuple:
        speaks, near, _knows = fit(each, office, spoken, "")
        return (not speaks, not near, round(each.asked / each.room, 1) if each.room else 1, each.person.sort_key)

    return sorted(loads(actor), key=order)


def is_full(each: Load) -> bool:
    return each.asked >= each.room


def fit(each: Load, office: Office, spoken: str, known: str) -> tuple[bool, bool, bool]:
    """Speaks the language, can be met there, knows the field."""
    found = getattr(each.person, "staff_profile", None)
    near = _works_at(each, office) or office.city.casefold() in _casefold(found.places if found else ())
    return spoken in (found.languages if found else ()), near, bool(known) and known in (found.fields if found else ())


def profile_of(each: Load, programme: Programme, language: str, spoken: str, known: str) -> Profile:
    found = getattr(each.person, "staff_profile", None)
    return Profile(
        person=each.person,
        portrait=found.portrait if found else "",
        town=each.offices,
        quote=found.greetings.get(base_language(language), "") if found else "",
        reasons=tuple(_reasons(each, programme, spoken, known)),
        is_present=each.person.pk == programme.counsellor_id,
    )


def _reasons(each: Load, programme: Programme, spoken: str, known: str) -> Iterable[str]:
    """What fits stands first; the rest of what she says of herself after it."""
    found = getattr(each.person, "staff_profile", None)
    if found is None:
        return
    languages = sorted(found.languages, key=lambda one: one != spoken)
    if languages:
        yield _("speaks %(languages)s") % {"languages": _listed(Language(one).label for one in languages)}
    if _works_at(each, programme.office):
        yield _("at our office in %(town)s") % {"town": programme.office.city}
    elif programme.office.city.casefold() in _casefold(found.places):
        yield _("also meets people in %(town)s") % {"town": programme.office.city}
    else:
        yield _("at our office in %(town)s; you talk by phone or video") % {"town": each.offices}
    fields = sorted(found.fields, key=lambda one: one != known)[:OFFERED]
    if fields:
        yield _("has helped people from %(fields)s") % {
            "fields": _listed((Field(one).label for one in fields), last_of=_("%(some)s, and %(last)s"))
        }


def _listed(words: Iterable[str | Promise], last_of: str = "") -> str:
    """`last_of` joins the last word where the words themselves hold an "and"."""
    found = [str(word) for word in words]
    if len(found) < 2:
        return "".join(found)
    return (last_of or _("%(some)s and %(last)s")) % {"some": ", ".join(found[:-1]), "last": found[-1]}


def _casefold(places: Iterable[str]) -> set[str]:
    return {place.casefold() for place in places}


def _works_at(each: Load, office: Office) -> bool:
    held = getattr(each.person, "open_memberships", [])
    return any(one.role == Role.COUNSELLOR and one.office_id == office.pk for one in held)


def profile(
    actor: Actor, programme: Programme, person: uuid.UUID, *, language: str, wish: str = "", field: str = ""
) -> Profile | None:
    """One of those who can be chosen; None for anybody else, also for colleagues who are full by now."""
    if not policies.may_choose_counsellor(actor, programme):
        return None
    spoken, known = wish or programme.candidate.language, field or programme.employer.field
    for each in loads(actor):
        if each.person.pk == person and (person == programme.counsellor_id or (each.room and not is_full(each))):
            return profile_of(each, programme, language, spoken, known)
    return None


# What was before --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was shared before the last change. since: the change; is_open: the present counsellor may read it."""

    since: datetime
    is_open: bool


def earlier(actor: Actor, programme: Programme) -> Earlier | None:
    """None where the candidate has never chosen another counsellor, or where it is not this actor's to know."""
    if not policies.may_see_programme(actor, programme) or programme.first_contact_at is None:
        return None
    rows = CounsellorChange.objects.filter(programme=programme.pk, before__isnull=False)
    last = rows.filter(at__gt=programme.first_contact_at).order_by("-at", "-pk").first()
    return Earlier(last.at, programme.shared_since is None) if last else None


def left_me(actor: Actor, at: datetime) -> QuerySet[CounsellorChange]:
    """Who has chosen a colleague in the last 30 days, for whoever they left: that, and never why."""
    if actor.role != Role.COUNSELLOR:
        return CounsellorChange.objects.none()
    rows = CounsellorChange.objects.filter(
        policies.readable_changes(actor), before=actor.person_id, at__gt=at - TOLD_FOR
    )
    return rows.select_related("programme__candidate", "programme__office").order_by("-at", "-pk")


def reasons_given(actor: Actor, today: date) -> list[tuple[str | Promise, int]]:
    """Why people chose another counsellor, over the quarters that are over: only what at least five have said.

    No sum and nothing of the running quarter, so that no figure moves on the day on which somebody chooses.
    """
    if actor.role != Role.COORDINATOR:
        return []
    rows = ChangeReasons.objects.filter(office=actor.office_id, quarter__lt=quarter_of(today))
    sums = rows.values("reason").annotate(sum=Sum("times")).filter(sum__gte=FEWEST).order_by("-sum", "reason")
    return [(ChangeReason(row["reason"]).label, row["sum"]) for row in sums]


def quarter_of(day: date) -> date:
    return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
