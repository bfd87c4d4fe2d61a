from django.urls import path

from onward.dialogue.views import candidate, coordinator, counsellor

DESK = "desk/candidates/<uuid:programme>/messages"

app_name = "dialogue"
urlpatterns = [
    path("me/messages/", candidate.conversation, name="mine"),
    path("me/messages/draft/", candidate.draft, name="my_draft"),
    path("me/messages/draft/together/", candidate.together, name="my_together"),
    path("me/messages/seen/", candidate.seen, name="my_seen"),
    path("me/messages/files/<uuid:file>/", candidate.file, name="my_file"),
    path("me/messages/files/<uuid:file>/drop/", candidate.drop, name="my_drop"),
    path("desk/messages/", counsellor.conversations, name="desk_list"),
    path("desk/messages/away/", counsellor.away, name="away"),
    path("desk/messages/away/<uuid:note>/remove/", counsellor.remove_away, name="remove_away"),
    path(f"{DESK}/", counsellor.conversation, name="desk"),
    path(f"{DESK}/draft/", counsellor.draft, name="desk_draft"),
    path(f"{DESK}/draft/together/", counsellor.together, name="desk_together"),
    path(f"{DESK}/seen/", counsellor.seen, name="desk_seen"),
    path(f"{DESK}/answered/", counsellor.no_answer, name="no_answer"),
    path(f"{DESK}/by-phone/", counsellor.write_down, name="write_down"),
    path(f"{DESK}/files/<uuid:file>/", counsellor.file, name="desk_file"),
    path(f"{DESK}/files/<uuid:file>/drop/", counsellor.drop, name="desk_drop"),
    path("office/answer-time/", coordinator.answer_time, name="answer_time"),
]
