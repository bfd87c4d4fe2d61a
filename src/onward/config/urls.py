"""Every address: one include per app, and inside it one prefix per audience (/me/ /desk/ /office/ /sponsor/ …)."""

from django.urls import include, path

urlpatterns = [
    path("", include("onward.accounts.sign_in_urls")),
    path("", include("onward.core.urls")),
    path("", include("onward.accounts.urls")),
    path("", include("onward.correspondence.urls")),
    path("", include("onward.engagements.urls")),
    path("", include("onward.programmes.urls")),
    path("", include("onward.applications.urls")),
    path("", include("onward.landing.urls")),
    path("", include("onward.letters.urls")),
    path("", include("onward.desks.urls")),
    path("", include("onward.scheduling.urls")),
    path("", include("onward.counselling.urls")),
    path("", include("onward.dialogue.urls")),
]

handler400 = "onward.core.views.errors.not_understood"
handler403 = "onward.core.views.errors.not_allowed"
handler404 = "onward.core.views.errors.not_found"
handler500 = "onward.core.views.errors.broken"
