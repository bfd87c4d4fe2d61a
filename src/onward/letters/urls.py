from django.urls import path

from onward.letters.views import staff

app_name = "letters"
urlpatterns = [
    path("desk/letters/", staff.queue, name="queue"),
    path("desk/letters/<uuid:letter>/paper/", staff.paper, name="paper"),
    path("desk/letters/<uuid:letter>/posted/", staff.posted, name="posted"),
    path("desk/letters/<uuid:letter>/not-needed/", staff.not_needed, name="not_needed"),
    path("desk/candidates/<uuid:programme>/letters/", staff.of_candidate, name="of_candidate"),
    path("desk/candidates/<uuid:programme>/letters/address/", staff.address, name="address"),
    path("desk/candidates/<uuid:programme>/letters/new/", staff.want, name="want"),
]
