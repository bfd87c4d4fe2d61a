from django.urls import path

from onward.core.views import components, language, public

app_name = "core"
urlpatterns = [
    path("language/", language.choose, name="language"),
    path("help/", public.help_page, name="help"),
    path("help/now/", public.help_now, name="help_now"),
    path("help/who-sees-what/", public.who_sees_what, name="who_sees_what"),
    path("help/accessibility/", public.accessibility, name="accessibility"),
    path("components/", components.gallery, name="components"),
]
