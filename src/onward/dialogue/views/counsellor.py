"""The counsellor's messages: who waits for an answer, one conversation, what was said by phone, days away."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from onward.core.access import Role, audience
from onward.core.errors import Refused
from onward.core.ids import new_id
from onward.dialogue import actions, selectors
from onward.dialogue.forms.away import AwayForm
from onward.dialogue.forms.messages import SeenForm, WriteDownForm
from onward.dialogue.views import pages
from onward.dialogue.views.pages import NEWEST, Place
from onward.programmes.selectors import programmes

A_PAGE = 40


def place_of(request, programme) -> Place:
    return Place.of(request, get_object_or_404(programmes(request.actor), pk=programme))


@audience(Role.COUNSELLOR)
@require_GET
def conversations(request):
    """Who waits for an answer, late ones first; below, the other conversations. No word of what was said."""
    page = Paginator(selectors.talks(request.actor), A_PAGE).get_page(request.GET.get("page"))
    waiting = selectors.waiting_for_answer(request.actor, timezone.now())
    away = selectors.away_notes(request.actor, timezone.localdate())
    context = {"waiting": waiting, "page": page, "away": away}
    return render(request, "dialogue/counsellor/conversations.html", context)


@audience(Role.COUNSELLOR)
@require_http_methods(["GET", "POST"])
def conversation(request, programme):
    return pages.conversation(request, place_of(request, programme))


@audience(Role.COUNSELLOR)
@require_POST
def draft(request, programme):
    return pages.autosaved(request, place_of(request, programme))


@audience(Role.COUNSELLOR)
@require_POST
def together(request, programme):
    return pages.put_together(request, place_of(request, programme))


@audience(Role.COUNSELLOR)
@require_POST
def seen(request, programme):
    return pages.seen(request, place_of(request, programme))


@audience(Role.COUNSELLOR)
@require_GET
def file(request, programme, file):
    place = place_of(request, programme)
    rows = selectors.files(request.actor)
    found = rows.filter(message__conversation=programme) | rows.filter(draft__programme=programme)
    return pages.handed_out(request, place, get_object_or_404(found, pk=file))


@audience(Role.COUNSELLOR)
@require_POST
def drop(request, programme, file):
    return pages.drop(request, place_of(request, programme), file)


@audience(Role.COUNSELLOR)
@require_POST
def no_answer(request, programme):
    """What was read needs no answer."""
    place, form = place_of(request, programme), SeenForm(request.POST)
    if form.is_valid():
        number = form.cleaned_data["number"]
        actions.need_no_answer(by=request.actor, programme=place.programme, seen=number, at=timezone.now())
        messages.success(request, _("Noted. It waits for no answer any more."))
    return redirect("dialogue:desk_list")


@audience(Role.COUNSELLOR)
@require_http_methods(["GET", "POST"])
def write_down(request, programme):
    """A candidate has phoned: the words go into the conversation, marked as written down by the counsellor."""
    place = place_of(request, programme)
    form = WriteDownForm(request.POST if request.method == "POST" else None, initial={"key": new_id()})
    if form.is_valid():
        try:
            actions.write_down(by=request.actor, programme=place.programme, at=timezone.now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It stands among the messages, marked as said by phone."))
            return redirect(place.page + NEWEST)
    context = {"form": form, "place": place, "programme": place.programme}
    return render(request, "dialogue/counsellor/write_down.html", context)


@audience(Role.COUNSELLOR)
@require_http_methods(["GET", "POST"])
def away(request):
    """Days away, with words by language if one likes."""
    today, form = timezone.localdate(), AwayForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        days = {name: form.cleaned_data[name] for name in ("from_on", "until_on")}
        try:
            actions.set_away(by=request.actor, texts=form.texts, on=today, at=timezone.now(), **days)
        except Refused as refusal:
            form.add_error("until_on", str(refusal))
        else:
            messages.success(request, _("Your candidates see it from the first day on, before they write."))
            return redirect("dialogue:away")
    notes = selectors.away_notes(request.actor, today)
    return render(request, "dialogue/counsellor/away.html", {"form": form, "notes": notes})


@audience(Role.COUNSELLOR)
@require_POST
def remove_away(request, note):
    found = get_object_or_404(selectors.away_notes(request.actor, timezone.localdate()), pk=note)
    actions.remove_away(by=request.actor, note=found, at=timezone.now())
    messages.success(request, _("The note is gone."))
    return redirect("dialogue:away")
