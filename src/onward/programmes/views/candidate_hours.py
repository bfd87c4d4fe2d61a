"""My hours, line by line, and what I say to them."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from onward.core.access import Role, audience
from onward.programmes import actions, forms, selectors
from onward.programmes.views import lines
from onward.programmes.views.answers import carried_out
from onward.programmes.views.candidate import own_programme


@audience(Role.CANDIDATE)
@require_GET
@own_programme
def hours(request, programme):
    now = timezone.now()
    account = selectors.hours_account(request.actor, programme, now)
    lapse = selectors.lapsing(request.actor, [programme], now).get(programme.pk)
    about = {"programme": programme, "account": account, "lapse": lapse}
    return render(request, "programmes/candidate/hours.html", about)


@audience(Role.CANDIDATE)
@require_GET
@own_programme
def account_file(request, programme, kind):
    return lines.account_file(request, programme, kind)


@audience(Role.CANDIDATE)
@require_POST
def confirm(request, entry):
    line = get_object_or_404(selectors.hour_entries(request.actor), pk=entry)
    actions.confirm_hours(by=request.actor, entry=line, at=timezone.now())
    messages.success(request, _("Thank you. The line is marked as right."))
    return redirect("programmes:my_hours")


@audience(Role.CANDIDATE)
@require_http_methods(["GET", "POST"])
def dispute(request, entry):
    line = get_object_or_404(selectors.hour_entries(request.actor), pk=entry)
    form = forms.DisputeForm(request.POST or None)
    if carried_out(request, form, actions.dispute_hours, entry=line):
        messages.success(request, _("Your counsellor gets a message that there is a remark, and talks with you."))
        return redirect("programmes:my_hours")
    return render(request, "programmes/candidate/dispute.html", {"form": form, "line": line})
