"""The hours of an agreement: one row a programme, and the sums of those that have been erased."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet, Sum

from onward.core.access import Actor
from onward.engagements.models import Agreement
from onward.programmes import clock, dates, lapses, policies
from onward.programmes.enums import State
from onward.programmes.ledger import Sums, sums
from onward.programmes.models import ErasedHours, HourEntry, Programme
from onward.programmes.selectors.hours import Account, accounts_of, disputed_lines

BEGUN = (State.ACCEPTED, State.UNDER_WAY, State.PAUSED, State.ENDED)


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """One programme: its sums, and how many of its lines somebody calls not right."""

    programme: Programme
    sums: Sums
    lapsed: int
    disputed: int

    @property
    def left(self) -> int:
        """What can still be used, as the account of the programme says it."""
        return self.sums.left - self.lapsed


@dataclass(frozen=True, slots=True)
class AgreementHours:
    """All programmes of an agreement by name. erased: minutes by kind, of people who are no longer known."""

    agreement: Agreement
    rows: list[AgreementRow]
    erased: dict[str, int]

    @property
    def bought(self) -> int:
        return sum(row.sums.bought for row in self.rows)

    @property
    def used(self) -> int:
        return sum(row.sums.used for row in self.rows)


def agreement_hours(actor: Actor, key: uuid.UUID, at: datetime) -> AgreementHours | None:
    """The hours of one agreement; None where it is none of this actor's. Five queries."""
    agreement = _agreement(actor, key)
    if agreement is None:
        return None
    programmes = list(_programmes(actor, agreement))
    found: dict[uuid.UUID, list[HourEntry]] = defaultdict(list)
    rows = HourEntry.objects.filter(programme__in=[each.pk for each in programmes]).order_by()
    for programme, kind, period, minutes in rows.values_list("programme", "kind", "period").annotate(
        sum=Sum("minutes")
    ):
        found[programme].append(HourEntry(kind=kind, period=period, minutes=minutes))
    disputed = disputed_lines(actor).filter(programme__order__agreement=agreement.pk).order_by()
    counted = dict(disputed.values_list("programme").annotate(number=Count("pk")))
    erased = ErasedHours.objects.filter(agreement=agreement.pk).order_by().values_list("kind")
    return AgreementHours(
        agreement=agreement,
        rows=[_row(each, sums(found[each.pk], each.minutes), counted.get(each.pk, 0), at) for each in programmes],
        erased=dict(erased.annotate(sum=Sum("minutes"))),
    )


def _row(programme: Programme, total: Sums, disputed: int, at: datetime) -> AgreementRow:
    today = clock.local_day(programme, at)
    lapsed = lapses.lapsed(dates.periods_of(programme), total.by_period, today)
    return AgreementRow(programme, total, lapsed, disputed)


def agreement_accounts(actor: Actor, key: uuid.UUID, at: datetime) -> Iterable[Account] | None:
    """Every line of every programme of an agreement; None where it is none of this actor's."""
    agreement = _agreement(actor, key)
    return None if agreement is None else accounts_of(_programmes(actor, agreement), at)


def _agreement(actor: Actor, key: uuid.UUID) -> Agreement | None:
    return Agreement.objects.filter(policies.agreements_with_hours(actor), pk=key).select_related("employer").first()


def _programmes(actor: Actor, agreement: Agreement) -> QuerySet[Programme]:
    """Those that have begun, with or without an hour; nobody who said no, or who has not answered."""
    rows = Programme.objects.filter(policies.readable_programmes(actor), order__agreement=agreement.pk)
    begun = rows.filter(state__in=BEGUN).select_related("candidate", "office", "order__package", "counsellor")
    return begun.order_by("candidate__sort_key", "pk")
