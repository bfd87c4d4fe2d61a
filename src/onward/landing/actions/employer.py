"""What the former employer may know beyond the table: said by the candidate, taken back by the candidate."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from onward.core.access import Actor, Role, require
from onward.core.errors import Refused
from onward.landing import notifications, policies
from onward.landing.actions.common import locked_landing, record
from onward.landing.enums import WORK, Part
from onward.landing.models import Landing
from onward.privacy import audit, consents
from onward.privacy.enums import ConsentKind
from onward.programmes import actions as programmes
from onward.programmes.enums import FactKind, Phase
from onward.programmes.models import Programme, PublishedFact

CONSENT_TO = {FactKind.NEW_JOB: ConsentKind.SHOW_NEW_JOB, FactKind.PHASE: ConsentKind.SHOW_PHASE}


@transaction.atomic
def tell_employer(
    *, by: Actor, landing: Landing, parts: Collection[Part], wording: int, at: datetime
) -> PublishedFact:
    """Let the former employer know of the new job, in the chosen parts, under the consent of this wording.

    By the candidate, or by the own counsellor for a candidate on the phone, marked so and told to the candidate.
    Raises Refused: "parts", "where", "kind" (study and retirement are never told), "lost".
    """
    landing = locked_landing(landing)
    programme = landing.programme
    require(policies.may_widen(by, programme))
    chosen = {Part(part) for part in parts}
    if not chosen:
        raise Refused(_("Choose what may be told, or leave it as it is."), code="parts")
    if landing.lost_on is not None:
        raise Refused(_("It is noted already that this did not last."), code="lost")
    if landing.kind not in WORK:
        raise Refused(_("The page of the former employer has no place for this."), code="kind")
    if Part.WHERE in chosen and not landing.organisation:
        raise Refused(_("Write down first where it is."), code="where")
    _consent(by, programme, FactKind.NEW_JOB, given=True, wording=wording, at=at)
    return _publish(by, landing, chosen, at)


def _value(landing: Landing, parts: Collection[Part]) -> dict[str, str]:
    """That there is a job is said by the fact itself."""
    value = {}
    if Part.WHERE in parts:
        value["employer"] = landing.organisation
    if Part.FROM_WHEN in parts:
        value["from_on"] = landing.starts_on.isoformat()
    return value


def _publish(by: Actor, landing: Landing, parts: Collection[Part], at: datetime) -> PublishedFact:
    """History keeps which parts were told, not their words."""
    programme = landing.programme
    made = programmes.publish_fact(
        by=by, programme=programme, kind=FactKind.NEW_JOB, value=_value(landing, parts), at=at
    )
    told = sorted(str(part) for part in {Part.JOB, *parts})
    record(by, "employer_told", landing, at, after={"parts": told, "by_phone": by.role == Role.COUNSELLOR})
    notifications.sheet_changed(programme, by=by, at=at)
    return made


def refresh_told(by: Actor, landing: Landing, at: datetime) -> None:
    """After a change of the landing: what the sheet says of it stays true, in the parts it said before."""
    fact = landing.programme.facts.filter(kind=FactKind.NEW_JOB, withdrawn_at=None).first()
    if fact is None:
        return
    if landing.kind not in WORK:
        stop_telling(by=by, programme=landing.programme, kind=FactKind.NEW_JOB, at=at)
        return
    where = {Part.WHERE} if "employer" in fact.value and landing.organisation else set()
    parts = {Part.JOB} | where | ({Part.FROM_WHEN} if "from_on" in fact.value else set())
    if _value(landing, parts) != fact.value:
        _publish(by, landing, parts, at)


@transaction.atomic
def stop_telling(*, by: Actor, programme: Programme, kind: FactKind, at: datetime) -> bool:
    """Take job or phase off the former employer's sheet, from this moment. False: it did not stand there."""
    require(policies.may_widen(by, programme))
    if not programmes.withdraw_fact(by=by, programme=programme, kind=kind, at=at):
        return False
    last = consents.latest(programme.candidate_id, CONSENT_TO[kind], programme=programme.pk)
    wording = int(last.wording) if last else 1
    _consent(by, programme, kind, given=False, wording=wording, at=at)
    notifications.sheet_changed(programme, by=by, at=at)
    return True


@transaction.atomic
def show_phase(*, by: Actor, programme: Programme, wording: int, at: datetime) -> PublishedFact:
    """Let the former employer see the phase, which then follows the programme (`follow_phase`)."""
    require(policies.may_widen(by, programme))
    if not programme.is_open:
        raise Refused(_("The programme is not under way, so there is no phase to show."), code="state")
    _consent(by, programme, FactKind.PHASE, given=True, wording=wording, at=at)
    made = _publish_phase(by, programme, at)
    notifications.sheet_changed(programme, by=by, at=at)
    return made


@transaction.atomic
def follow_phase(*, by: Actor, programme: Programme, at: datetime) -> None:
    """The phase has changed: what the sheet shows follows.

    "Landing" says that there is a job. Where the candidate has not said so, the phase leaves the sheet instead, until
    the candidate says yes to showing this one too.
    """
    facts = programme.facts.filter(withdrawn_at=None)
    if not facts.filter(kind=FactKind.PHASE).exists():
        return
    if programme.phase == Phase.LANDING and not facts.filter(kind=FactKind.NEW_JOB).exists():
        programmes.withdraw_fact(by=by, programme=programme, kind=FactKind.PHASE, at=at)
        audit.record(by, "landing.phase_held_back", programme, at=at, about=programme.candidate_id)
    else:
        _publish_phase(by, programme, at)


def _publish_phase(by: Actor, programme: Programme, at: datetime) -> PublishedFact:
    value = {"phase": str(programme.phase)}
    return programmes.publish_fact(by=by, programme=programme, kind=FactKind.PHASE, value=value, at=at)


def _consent(by: Actor, programme: Programme, kind: FactKind, *, given: bool, wording: int, at: datetime) -> None:
    consents.record(
        by,
        person=programme.candidate_id,
        programme=programme.pk,
        kind=CONSENT_TO[kind],
        given=given,
        wording=wording,
        at=at,
    )
