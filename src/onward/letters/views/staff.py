"""Letters on paper: what is to be posted, one of them printed, those of one candidate."""

import uuid
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from onward.accounts.forms.address import AddressForm
from onward.core.access import Role, audience
from onward.core.errors import Refused
from onward.counselling.selectors import meetings
from onward.letters import actions, policies, selectors
from onward.letters.contents import contents_of
from onward.letters.enums import LetterKind
from onward.letters.pdf import letter_pdf
from onward.letters.privacy import THING
from onward.privacy.access_log import note_reading
from onward.programmes.selectors import programmes

STAFF = (Role.COUNSELLOR, Role.COORDINATOR)


@audience(*STAFF)
@require_GET
def queue(request):
    """What is to be posted, the oldest first."""
    page = {"rows": selectors.to_post(request.actor), "opened": timezone.now().isoformat()}
    return render(request, "letters/queue.html", page)


@audience(*STAFF)
@require_GET
def paper(request, letter):
    """The letter in large print. Opening it marks nothing."""
    found, now = get_object_or_404(selectors.letters(request.actor), pk=letter), timezone.now()
    contents = contents_of(request.actor, found, now) if policies.may_print(request.actor, found) else None
    if contents is None:
        raise Http404
    programme = found.programme
    note_reading(request.actor, THING, about=programme.candidate_id, programme=programme.pk, at=now)
    response = HttpResponse(letter_pdf(contents), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="letter.pdf"'
    return response


@audience(*STAFF)
@require_POST
def posted(request, letter):
    found = get_object_or_404(selectors.letters(request.actor), pk=letter)
    try:
        opened = _moment(request.POST.get("opened", ""))
        actions.post_letter(by=request.actor, letter=found, printed_at=opened, at=timezone.now())
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Noted: the letter is posted."))
    return redirect("letters:queue")


def _moment(written):
    """When the page was opened; None for anything that is no moment."""
    try:
        read = datetime.fromisoformat(written)
    except ValueError:
        return None
    return read if read.tzinfo else None


@audience(*STAFF)
@require_POST
def not_needed(request, letter):
    found = get_object_or_404(selectors.letters(request.actor), pk=letter)
    try:
        actions.drop_letter(by=request.actor, letter=found, at=timezone.now())
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Noted: this letter is not needed."))
    return redirect("letters:queue")


@audience(*STAFF)
@require_GET
def of_candidate(request, programme):
    """Letters to one candidate: which can be asked for, which wait, which were posted."""
    found = get_object_or_404(programmes(request.actor), pk=programme)
    page = {
        "programme": found,
        "letters": selectors.letters(request.actor, programme=found.pk),
        "kinds": [
            kind
            for kind in LetterKind
            if kind is not LetterKind.MINUTES and policies.may_want(request.actor, found, kind)
        ],
        "minutes": selectors.shared_meetings(request.actor, found),
        "address": (address := selectors.address_of(request.actor, found)),
        "is_unheard": selectors.is_unheard(found, address),
        "may_enter_address": policies.may_enter_address(request.actor, found),
    }
    return render(request, "letters/of_candidate.html", page)


@audience(*STAFF)
@require_http_methods(["GET", "POST"])
def address(request, programme):
    """Where letters to one candidate go, written down as she says it."""
    found = get_object_or_404(programmes(request.actor), pk=programme)
    if not policies.may_enter_address(request.actor, found):
        raise Http404
    known = selectors.address_of(request.actor, found)
    form = AddressForm(request.POST or None, initial=AddressForm.initial_of(known))
    if form.is_valid():
        actions.enter_address(by=request.actor, programme=found, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Noted: where letters go."))
        return redirect("letters:of_candidate", found.pk)
    page = {"programme": found, "form": form, "known": known, "is_unheard": selectors.is_unheard(found, known)}
    return render(request, "letters/address.html", page)


@audience(*STAFF)
@require_POST
def want(request, programme):
    found = get_object_or_404(programmes(request.actor), pk=programme)
    kind, meeting = request.POST.get("kind", ""), None
    if kind not in LetterKind.values:
        raise Http404
    if kind == LetterKind.MINUTES:
        meeting = get_object_or_404(meetings(request.actor, programme=found.pk), pk=_key(request.POST.get("meeting")))
    try:
        actions.want_letter(
            by=request.actor, programme=found, kind=LetterKind(kind), meeting=meeting, at=timezone.now()
        )
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("The letter waits to be printed and posted."))
    return redirect("letters:of_candidate", found.pk)


def _key(written):
    """A key of ours; None, which nothing has, for anything else."""
    try:
        return uuid.UUID(written or "")
    except ValueError:
        return None
