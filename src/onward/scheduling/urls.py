from django.urls import path

from onward.scheduling.views import coordinator, counsellor, counsellor_calendars, own, public, staff

app_name = "scheduling"
urlpatterns = [
    path("desk/calendar/", counsellor.calendar, name="calendar"),
    path("calendar/<str:token>.ics", public.feed, name="feed"),
    path("me/calendar/", own.address, name="address"),
    path("me/calendar/renew/", own.renew, name="renew_address"),
    path("me/calendar/drop/", own.drop, name="drop_address"),
    path("desk/calendar/week/", counsellor.week, name="week"),
    path("desk/calendar/openings/", counsellor.new_opening, name="new_opening"),
    path("desk/calendar/openings/<uuid:opening>/close/", counsellor.close_opening, name="close_opening"),
    path("desk/calendar/between/", counsellor.spacing, name="spacing"),
    path("desk/calendar/absences/", counsellor.new_absence, name="new_absence"),
    path("desk/calendar/absences/<uuid:absence>/remove/", counsellor.remove_absence, name="remove_absence"),
    path("desk/calendar/outside/", counsellor_calendars.new, name="new_calendar"),
    path("desk/calendar/outside/<uuid:calendar>/", counsellor_calendars.change, name="change_calendar"),
    path("desk/calendar/outside/<uuid:calendar>/read/", counsellor_calendars.read, name="read_calendar"),
    path("desk/calendar/outside/<uuid:calendar>/remove/", counsellor_calendars.remove, name="remove_calendar"),
    path("desk/calendar/fine/<uuid:appointment>/", counsellor_calendars.accept, name="accept_clashes"),
    path("desk/rooms/<uuid:office>/", staff.rooms, name="office_rooms"),
    path("desk/rooms/uses/<uuid:use>/release/", staff.release, name="release_room"),
    path("desk/rooms/of/<uuid:appointment>/", staff.choose, name="choose_room"),
    path("office/offices/<uuid:office>/booking/", coordinator.rules, name="rules"),
    path("office/offices/<uuid:office>/rooms/", coordinator.rooms, name="rooms"),
    path("office/rooms/<uuid:room>/", coordinator.room, name="room"),
]
