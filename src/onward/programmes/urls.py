from django.urls import path

from onward.programmes.views import candidate, coordinator, counsellor, sponsor

app_name = "programmes"
urlpatterns = [
    path("me/hours/", candidate.hours, name="my_hours"),
    path("me/hours/<uuid:entry>/right/", candidate.confirm, name="confirm_hours"),
    path("me/hours/<uuid:entry>/not-right/", candidate.dispute, name="dispute_hours"),
    path("me/dates/", candidate.dates, name="my_dates"),
    path("me/kept/", candidate.kept, name="my_kept"),
    path("me/wall/", candidate.wall, name="my_wall"),
    path("desk/programmes/<uuid:programme>/", counsellor.programme, name="desk_programme"),
    path("desk/programmes/<uuid:programme>/<slug:name>/", counsellor.deed, name="desk_deed"),
    path("desk/capacity/", counsellor.capacity, name="desk_capacity"),
    path("desk/hours/<uuid:entry>/", counsellor.correct, name="desk_correct"),
    path("office/programmes/", coordinator.programmes, name="programmes"),
    path("office/programmes/<uuid:programme>/", coordinator.programme, name="programme"),
    path("office/programmes/<uuid:programme>/<slug:name>/", coordinator.deed, name="office_deed"),
    path("office/hours/<uuid:entry>/", coordinator.correct, name="office_correct"),
    path("office/counsellors/", coordinator.counsellors, name="counsellors"),
    path("office/orders/<uuid:order>/counsellor/", coordinator.propose, name="propose"),
    path("office/orders/<uuid:order>/programme/", coordinator.of_order, name="of_order"),
    path("office/orders/<uuid:order>/letter/", coordinator.letter, name="office_letter"),
    path("sponsor/", sponsor.home, name="sponsor_home"),
    path("sponsor/people/<uuid:programme>/", sponsor.sheet, name="sheet"),
    path("letters/<uuid:order>/", sponsor.letter, name="letter"),
]
