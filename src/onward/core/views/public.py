"""Pages for everybody: help, who sees what, accessibility. They read nothing and write nothing."""

from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from onward.core import help_now as helplines
from onward.core.access import public

EVERYBODY = "Help and explanations are for everybody, signed in or not."


@public(reason=EVERYBODY)
@require_GET
def help_page(request):
    return render(request, "core/pages/help.html")


@public(reason=EVERYBODY)
@require_GET
@never_cache
def help_now(request):
    """Emergency number and crisis lines. Nobody learns that this page was opened: nothing is logged, nothing kept."""
    lines = helplines.by_country(request.GET.get("country", ""))
    return render(request, "core/pages/help_now.html", {"own": lines.own, "others": lines.others})


@public(reason=EVERYBODY)
@require_GET
def who_sees_what(request):
    return render(request, "core/pages/who_sees_what.html")


@public(reason=EVERYBODY)
@require_GET
def accessibility(request):
    return render(request, "core/pages/accessibility.html")
