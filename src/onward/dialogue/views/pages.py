"""What both audiences' pages share: where one is, the log of reading, writing, keeping, and handing out a file."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from onward.core.access import Role
from onward.core.errors import Refused
from onward.dialogue import actions, selectors
from onward.dialogue.enums import MEDIA_TYPES, FileKind
from onward.dialogue.forms.messages import MOST_SENT, DraftForm, MessageForm, SeenForm
from onward.dialogue.privacy import FILE, MESSAGES
from onward.privacy.access_log import note_reading
from onward.programmes.models import Programme

NEWEST = "#newest"
TOO_MUCH_AT_ONCE = _("These files are too large together. One message takes at most 25 MB.")
CHOOSE_AGAIN = _("Your words are kept. The files that can be sent wait below; choose the others anew.")


@dataclass(frozen=True, slots=True)
class Place:
    """Addresses of one conversation, as the person who acts reaches them."""

    programme: Programme
    is_own: bool

    @classmethod
    def of(cls, request, programme: Programme) -> "Place":
        return cls(programme, request.actor.role == Role.CANDIDATE)

    def to(self, name: str, *keys) -> str:
        places = keys if self.is_own else (self.programme.pk, *keys)
        return reverse(f"dialogue:{'my' if self.is_own else 'desk'}_{name}", args=places)

    @property
    def page(self) -> str:
        return reverse("dialogue:mine") if self.is_own else reverse("dialogue:desk", args=[self.programme.pk])

    @property
    def draft(self) -> str:
        return self.to("draft")

    @property
    def together(self) -> str:
        return self.to("together")

    @property
    def seen(self) -> str:
        return self.to("seen")


def conversation(request, place: Place):
    """Read (GET) or write (POST): send, keep for later, or add files."""
    if request.method == "POST":
        return _written(request, place)
    return shown(request, place)


def shown(request, place: Place, form: MessageForm | None = None):
    """In the time of the office that serves the candidate; a counsellor's reading is noted."""
    programme, now = place.programme, timezone.now()
    note_reading(request.actor, MESSAGES, about=programme.candidate_id, at=now, programme=programme.pk)
    before = request.GET.get("before", "")
    number = int(before) if before.isascii() and before.isdigit() and len(before) < 9 else None
    page = selectors.conversation_page(request.actor, programme, now, number)
    for message in page.thread.messages:
        for file in message.files.all():
            file.address = place.to("file", file.pk)
    for file in page.draft.files.all() if page.draft else ():
        file.address, file.drop = place.to("file", file.pk), place.to("drop", file.pk)
    form = form or MessageForm.begun(page.draft, page.thread.newest)
    words = page.away.words(get_language() or "") if page.away else ""
    context = {
        "away_words": words,
        "place": place,
        "programme": programme,
        "page": page,
        "form": form,
        "is_earlier": bool(number),
    }
    name = "candidate" if place.is_own else "counsellor"
    with timezone.override(ZoneInfo(programme.office.timezone)):
        return render(request, f"dialogue/{name}/conversation.html", context)


def _written(request, place: Place):
    """Sent, or kept: also what cannot be sent as it is, so that nothing is lost."""
    form = MessageForm(request.POST, request.FILES)
    if form.is_valid() and int(request.META.get("CONTENT_LENGTH") or 0) > MOST_SENT:
        form.add_error("files", TOO_MUCH_AT_ONCE)  # the server has let go of them
    try:
        if form.is_valid() and "send" in request.POST:
            return _sent(request, place, form)
        kept = _kept(request, place, form)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return shown(request, place, form)
    if form.is_valid():
        messages.success(request, _("Kept. Nobody else sees it until you send it."))
        return redirect(place.page + NEWEST)
    return shown(request, place, _mended(form, kept))


def _kept(request, place: Place, form: MessageForm):
    return actions.save_draft(
        by=request.actor,
        programme=place.programme,
        text=form.words,
        version=form.cleaned_data.get("version") or 0,
        files=form.good_files,
        at=timezone.now(),
    )


def _sent(request, place: Place, form: MessageForm):
    given = {name: form.cleaned_data[name] for name in ("text", "files", "key", "seen", "version")}
    actions.send_message(by=request.actor, programme=place.programme, at=timezone.now(), **given)
    messages.success(request, _("Your message is sent."))
    return redirect(place.page + NEWEST)


def _mended(form: MessageForm, kept) -> MessageForm:
    """The page that comes back goes on from the draft that was just kept."""
    form.data = form.data.copy()
    form.data["version"] = str(kept.draft.version) if kept.draft else "0"
    if "files" in form.errors:
        form.errors["files"].append(CHOOSE_AGAIN)
    return form


def autosaved(request, place: Place):
    """The draft as it is typed; answers with one line: when it was kept, or that another window wrote too."""
    form, said = DraftForm(request.POST), {"saved": None, "refused": "", "now": timezone.now()}
    if form.is_valid():
        try:
            said["saved"] = actions.save_draft(
                by=request.actor, programme=place.programme, at=said["now"], **form.cleaned_data
            )
        except Refused as refusal:
            said["refused"] = str(refusal)
    with timezone.override(ZoneInfo(place.programme.office.timezone)):
        return render(request, "dialogue/partials/saved.html", said)


def put_together(request, place: Place):
    keep, now = "keep" in request.POST, timezone.now()
    actions.put_together(by=request.actor, programme=place.programme, keep=keep, at=now)
    return redirect(place.page + NEWEST)


def seen(request, place: Place):
    """The page says how far it was shown."""
    form = SeenForm(request.POST)
    if form.is_valid():
        actions.mark_seen(by=request.actor, programme=place.programme, at=timezone.now(), **form.cleaned_data)
    return HttpResponse(status=204)


def drop(request, place: Place, file):
    """What stands in the field came along with the button: it is kept."""
    form = DraftForm(request.POST)
    if form.is_valid() and "text" in request.POST:
        actions.save_draft(by=request.actor, programme=place.programme, at=timezone.now(), **form.cleaned_data)
    actions.drop_file(by=request.actor, programme=place.programme, file=file, at=timezone.now())
    return redirect(place.page + NEWEST)


def handed_out(request, place: Place, file):
    """Always as a file to keep, never as a page: no browser runs or draws what is in it."""
    programme = place.programme
    note_reading(request.actor, FILE, about=programme.candidate_id, at=timezone.now(), programme=programme.pk)
    response = HttpResponse(selectors.content_of(file), content_type=MEDIA_TYPES[FileKind(file.kind)])
    response.headers["Content-Disposition"] = content_disposition_header(True, file.name)
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
