from django.urls import path

from onward.correspondence.views import demo

app_name = "correspondence"
urlpatterns = [
    path("mailbox/", demo.mailbox, name="mailbox"),
    path("mailbox/<uuid:message>/", demo.message, name="message"),
]
