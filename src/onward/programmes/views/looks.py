"""Looking through a file: asked for with a reason, open for a stated time, every opening in the candidate's log."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from onward.core.access import Role, audience
from onward.programmes import actions, forms, looks, selectors
from onward.programmes.views.answers import carried_out


@audience(Role.COUNSELLOR, Role.COORDINATOR)
@require_http_methods(["GET", "POST"])
def own_looks(request):
    """What one may look through now; and whose file it is about, by the whole name."""
    form = forms.WhoseForm(request.POST or None)
    found = selectors.looked_for(request.actor, form.cleaned_data["name"]) if form.is_valid() else []
    if form.is_valid() and not found:
        form.add_error("name", forms.NOBODY)
    page = {"looks": selectors.own_looks(request.actor, timezone.now()), "form": form, "found": found}
    return render(request, "programmes/staff/looks.html", page)


@audience(Role.COUNSELLOR, Role.COORDINATOR)
@require_http_methods(["GET", "POST"])
def ask(request, programme):
    """Why, and for how long."""
    found = selectors.to_look_through(request.actor, programme)
    if found is None:
        raise Http404
    form = forms.LookForm(request.POST or None)
    if look := carried_out(request, form, actions.start_look, programme=found):
        messages.success(request, _("The file is open to you until then. The candidate sees who, why and when."))
        return redirect("programmes:look", look.pk)
    return render(request, "programmes/staff/ask_look.html", {"form": form, "programme": found})


@audience(Role.COUNSELLOR, Role.COORDINATOR)
@require_GET
def look(request, look):
    """The file as it is shared: to read, and nothing else."""
    now = timezone.now()
    found = selectors.open_look(request.actor, look, now)
    if found is None:
        raise Http404
    actions.note_look(request.actor, found, now)
    with timezone.override(found.programme.office.timezone):
        page = {"look": found, "programme": found.programme, "parts": looks.shown(request.actor, found, now)}
        return render(request, "programmes/staff/look.html", page)


@audience(Role.COUNSELLOR, Role.COORDINATOR)
@require_POST
def end(request, look):
    """Done before the time is over."""
    now = timezone.now()
    found = selectors.open_look(request.actor, look, now)
    if found is not None:
        actions.end_look(by=request.actor, look=found, at=now)
    messages.success(request, _("The file is closed to you again."))
    return redirect("programmes:looks")
