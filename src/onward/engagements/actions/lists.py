"""A list on its way: read in memory, rested sealed, mended, stored all or nothing."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from onward.core.access import Actor, require
from onward.core.errors import Refused
from onward.engagements import policies, selectors
from onward.engagements.actions.history import lock
from onward.engagements.actions.orders import Wanted, record_orders, trace_of_list
from onward.engagements.drafts import Draft, KnownPeople, Row, draft_of
from onward.engagements.enums import DRAFT_RESTS
from onward.engagements.lists import ListRefused, read_list, render_problem
from onward.engagements.models import ColumnMeaning, ListDraft, OwnListDraft
from onward.engagements.sealing import CannotOpen, seal, unseal
from onward.engagements.seen import AnyOffer

LONGEST_FILE_NAME = 200
GONE = _("This list is no longer here. Upload it again.")
NO_PACKAGE = _("This package can no longer be ordered. Choose another one.")
NOBODY_LEFT = _("Every row is left out, so there is nobody to store.")
NOT_STORABLE = _("Some rows cannot be stored as they are. Mend them or leave them out.")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a confirmation. new_doubles: people ordered by somebody else meanwhile; nothing was stored then."""

    list_id: uuid.UUID
    people: int = 0
    new_doubles: int = 0


@transaction.atomic
def upload_list(
    *,
    by: Actor,
    package: uuid.UUID,
    language: str,
    content: bytes,
    filename: str,
    at: datetime,
    columns: Mapping[str, str] | None = None,
) -> OwnListDraft:
    """Read a list and lay its rows down, sealed, for half an hour; the file itself is kept nowhere.

    columns: what columns mean, said by hand now; what was said for this employer before holds as well.
    Raises Refused, in the reader's language, for a file that cannot be read.
    """
    chosen = _package(by, package, at)
    by_hand = {**selectors.column_meanings(by, chosen.employer_id), **(columns or {})}
    draft = _read(by, chosen, language, content, filename, by_hand, at)
    OwnListDraft.objects.filter(person=by.key, expires_at__lte=at).delete()
    row = OwnListDraft(
        person=by.key,
        agreement=chosen.agreement_id,
        file_name=filename[-LONGEST_FILE_NAME:],
        created_at=at,
        expires_at=at + DRAFT_RESTS,
    )
    row.sealed = seal(draft.as_bytes(), draft=row.pk, person=by.key)
    row.save(force_insert=True)
    return row


def _package(by: Actor, package: uuid.UUID, at: datetime) -> AnyOffer:
    chosen = selectors.packages(by, at.date()).filter(pk=package).first()
    if chosen is None:
        raise Refused(NO_PACKAGE, code="no_package")
    return chosen


def _read(
    by: Actor,
    package: AnyOffer,
    language: str,
    content: bytes,
    filename: str,
    by_hand: Mapping[str, str],
    at: datetime,
) -> Draft:
    try:
        reading = read_list(content, filename, columns=by_hand, own_domains=package.mail_domains, on=at.date())
    except ListRefused as refusal:
        raise Refused(render_problem(refusal), code=refusal.code) from refusal
    known = KnownPeople(selectors.earlier_orders(by, package.employer_id))
    headers = {*reading.columns_not_kept, *reading.columns_unknown, *dict(reading.columns_read)}
    said = {header: field for header, field in by_hand.items() if header in headers}
    country = package.employer_country
    return draft_of(reading, package=package.pk, language=language, country=country, known=known, by_hand=said)


@transaction.atomic
def read_again(
    *, by: Actor, draft: uuid.UUID, columns: Mapping[str, str], content: bytes, filename: str, at: datetime
) -> OwnListDraft:
    """Read the file once more with columns explained by hand; the new draft takes the place of the old one."""
    before = read_draft(_held(by, draft, at))
    made = upload_list(
        by=by,
        package=before.package,
        language=before.language,
        content=content,
        filename=filename,
        at=at,
        columns={**before.by_hand, **columns},
    )
    OwnListDraft.objects.filter(pk=draft, person=by.key).delete()
    return made


def read_draft(row: OwnListDraft) -> Draft:
    """The opened draft. Raises Refused where it cannot be opened any more (the installation's key has changed)."""
    try:
        return Draft.from_bytes(unseal(bytes(row.sealed), draft=row.pk, person=row.person))
    except CannotOpen as wrong:
        raise Refused(GONE, code="gone") from wrong


def _held(by: Actor, draft: uuid.UUID, at: datetime) -> OwnListDraft:
    row = selectors.drafts(by, at).select_for_update().filter(pk=draft).first()
    if row is None:
        raise Refused(GONE, code="gone")
    return row


@transaction.atomic
def answer_rows(*, by: Actor, draft: uuid.UUID, answers: Mapping[int, Row], at: datetime) -> Draft:
    """Keep the answers to some rows, by line. Raises Refused where draft or package are no longer there."""
    row = _held(by, draft, at)
    now = read_draft(row)
    allowed = set(selectors.packages(by, at.date()).filter(agreement=row.agreement).values_list("pk", flat=True))
    if any(each.package not in allowed for each in answers.values()):
        raise Refused(NO_PACKAGE, code="no_package")
    return _rest(row, now.answered(answers))


def _rest(row: OwnListDraft, draft: Draft) -> Draft:
    row.sealed = seal(draft.as_bytes(), draft=row.pk, person=row.person)
    row.save(update_fields=["sealed"])
    return draft


@transaction.atomic
def record_list(*, by: Actor, draft: uuid.UUID, at: datetime) -> Outcome:
    """Store everybody who is not left out, all or none, and forget the draft. A second click changes nothing.

    Raises Refused where the draft is gone, nobody is left, or a row cannot be stored.
    """
    row = selectors.drafts(by, at).select_for_update().filter(pk=draft).first()
    if row is None:
        return _stored_before(by, draft)
    now = read_draft(row)
    if not now.kept:
        raise Refused(NOBODY_LEFT, code="nobody")
    if now.cannot_be_stored:
        raise Refused(NOT_STORABLE, code="not_storable")
    package = _package(by, now.package, at)
    lock(package.employer_id)
    if doubles := _new_doubles(by, package.employer_id, now):
        _rest(row, now.answered(doubles))
        return Outcome(draft, new_doubles=len(doubles))
    orders = record_orders(by=by, wanted=[_wanted(each) for each in now.kept], list_id=draft, at=at)
    _remember(by, package.employer_id, now.by_hand, at)
    trace_of_list(by, {order.agreement_id for order in orders}, draft, len(orders), at)
    row.delete()
    return Outcome(draft, people=len(orders))


def _stored_before(by: Actor, draft: uuid.UUID) -> Outcome:
    people = selectors.own_orders(by).filter(list_id=draft).count()
    if not people:
        raise Refused(GONE, code="gone")
    return Outcome(draft, people=people)


def _wanted(row: Row) -> Wanted:
    return Wanted(row.person, row.package, row.language)


def _new_doubles(by: Actor, employer: uuid.UUID, draft: Draft) -> dict[int, Row]:
    """Kept rows whose person was surely ordered since the list was read, marked so."""
    known = KnownPeople(selectors.earlier_orders(by, employer))
    found = {}
    for row in draft.kept:
        earlier = known.find(row.person)
        if earlier and earlier.certain and (row.earlier is None or row.earlier.order != earlier.order):
            found[row.line] = replace(row, earlier=earlier, keep=False, seen=False)
    return found


def _remember(by: Actor, employer: uuid.UUID, by_hand: Mapping[str, str], at: datetime) -> None:
    known = selectors.column_meanings(by, employer)
    for header, field in by_hand.items():
        if known.get(header) != field:
            said = ColumnMeaning(employer_id=employer, header=header[:200], field=field, at=at, by=by.person_id)
            said.save(force_insert=True)


@transaction.atomic
def drop_list(*, by: Actor, draft: uuid.UUID, at: datetime) -> None:
    """Forget a list that is not to be stored. Nothing is left of it."""
    OwnListDraft.objects.filter(pk=draft, person=by.key).delete()


@transaction.atomic
def drop_expired_drafts(*, by: Actor, at: datetime) -> int:
    """Remove the drafts whose half hour is over; returns how many. Under the erasure role: nobody else sees them."""
    require(policies.may_keep_house(by))
    return ListDraft.objects.filter(expires_at__lte=at).delete()[0]


def only_package(by: Actor, agreement: str, at: datetime) -> AnyOffer:
    """The one package that can be ordered under an agreement, found by its name (and employer, where two share it)."""
    found: list[AnyOffer] = list(selectors.packages(by, at.date()).filter(agreement__name__iexact=agreement))
    if not found:
        raise Refused(_("There is no agreement of this name with a package that can be ordered."), code="no_agreement")
    if len(found) > 1:
        raise Refused(
            _("The agreement has several packages. Upload the list on its page and choose one."), code="many"
        )
    return found[0]


@transaction.atomic
def import_file(*, by: Actor, agreement: str, content: bytes, filename: str, at: datetime) -> Outcome:
    """Read and store a list in one go, all or nothing, where an agreement has one package; letters in the office's
    language. Raises Refused for everything that a page would ask about: earlier orders, rows that cannot be stored.
    """
    package = only_package(by, agreement, at)
    lock(package.employer_id)
    by_hand = selectors.column_meanings(by, package.employer_id)
    draft = _read(by, package, package.office_language, content, filename, by_hand, at)
    if again := [row.line for row in draft.rows if row.earlier and row.earlier.certain]:
        lines = ", ".join(map(str, again))
        raise Refused(
            _("These lines name people who were ordered before: %(lines)s.") % {"lines": lines}, code="double"
        )
    if draft.cannot_be_stored:
        raise Refused(NOT_STORABLE, code="not_storable")
    list_id = uuid.uuid4()
    orders = record_orders(by=by, wanted=[_wanted(row) for row in draft.kept], list_id=list_id, at=at)
    trace_of_list(by, {package.agreement_id}, list_id, len(orders), at)
    return Outcome(list_id, people=len(orders))
