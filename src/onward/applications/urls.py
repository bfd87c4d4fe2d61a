from django.urls import path

from onward.applications.views import candidate, counsellor

DESK = "desk/candidates/<uuid:programme>/applications"

app_name = "applications"
urlpatterns = [
    path("me/applications/", candidate.applications, name="list"),
    path("me/applications/new/", candidate.new, name="new"),
    path("me/applications/file/", candidate.export, name="export"),
    path("me/applications/<uuid:application>/", candidate.application, name="open"),
    path("me/applications/<uuid:application>/change/", candidate.change, name="change"),
    path("me/applications/<uuid:application>/asked/", candidate.asked, name="asked"),
    path("me/applications/<uuid:application>/delete/", candidate.delete, name="delete"),
    path(f"{DESK}/", counsellor.applications, name="desk_list"),
    path(f"{DESK}/new/", counsellor.new, name="desk_new"),
    path(f"{DESK}/<uuid:application>/", counsellor.application, name="desk_open"),
    path(f"{DESK}/<uuid:application>/change/", counsellor.change, name="desk_change"),
    path(f"{DESK}/<uuid:application>/asked/", counsellor.asked, name="desk_asked"),
    path(f"{DESK}/<uuid:application>/delete/", counsellor.delete, name="desk_delete"),
]
