from django.urls import path

from onward.landing.views import candidate, counsellor

DESK = "desk/candidates/<uuid:programme>/landing"

app_name = "landing"
urlpatterns = [
    path("me/landing/", candidate.mine, name="mine"),
    path("me/landing/new/", candidate.new, name="new"),
    path("me/landing/change/", candidate.change, name="change"),
    path("me/landing/employer/", candidate.consents, name="consents"),
    path("me/landing/employer/job/", candidate.tell, name="tell"),
    path("me/landing/employer/job/take-back/", candidate.untell, name="untell"),
    path("me/landing/employer/phase/", candidate.show_phase, name="show_phase"),
    path("me/landing/employer/phase/take-back/", candidate.hide_phase, name="hide_phase"),
    path("me/landing/lost/", candidate.lost, name="lost"),
    path("desk/landing/", counsellor.due, name="due"),
    path(f"{DESK}/", counsellor.mine, name="desk_mine"),
    path(f"{DESK}/new/", counsellor.new, name="desk_new"),
    path(f"{DESK}/change/", counsellor.change, name="desk_change"),
    path(f"{DESK}/employer/", counsellor.consents, name="desk_consents"),
    path(f"{DESK}/employer/job/", counsellor.tell, name="desk_tell"),
    path(f"{DESK}/employer/job/take-back/", counsellor.untell, name="desk_untell"),
    path(f"{DESK}/employer/phase/", counsellor.show_phase, name="desk_show_phase"),
    path(f"{DESK}/employer/phase/take-back/", counsellor.hide_phase, name="desk_hide_phase"),
    path(f"{DESK}/lost/", counsellor.lost, name="desk_lost"),
    path(f"{DESK}/restart/", counsellor.restart, name="desk_restart"),
    path(f"{DESK}/close/", counsellor.close, name="desk_close"),
    path(f"{DESK}/calls/<uuid:touchpoint>/", counsellor.call, name="desk_call"),
    path(f"{DESK}/calls/<uuid:touchpoint>/leave-out/", counsellor.drop, name="desk_drop"),
]
