from django.urls import path

from onward.correspondence.views import demo, public

app_name = "correspondence"
urlpatterns = [
    path("texts/incoming/", public.text_message, name="text_message"),
    path("mailbox/", demo.mailbox, name="mailbox"),
    path("mailbox/<uuid:message>/", demo.message, name="message"),
]
