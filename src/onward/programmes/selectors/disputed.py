"""Lines of the hours account that somebody ever called not right, for pages over a whole office."""

import uuid

from onward.core.access import Actor
from onward.programmes import policies
from onward.programmes.enums import HourAnswerKind
from onward.programmes.models import HourAnswer, Programme


def ever_disputed(actor: Actor) -> list[uuid.UUID]:
    """The few there are, found without reading any account; `disputed_lines` says which of them nobody has settled."""
    visible = Programme.objects.filter(policies.readable_programmes(actor))
    answers = HourAnswer.objects.filter(answer=HourAnswerKind.DISPUTED, entry__programme__in=visible)
    return list(answers.order_by().values_list("entry", flat=True).distinct())
