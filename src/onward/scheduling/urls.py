from django.urls import path

from onward.scheduling.views import counsellor

app_name = "scheduling"
urlpatterns = [
    path("desk/calendar/", counsellor.calendar, name="calendar"),
    path("desk/calendar/week/", counsellor.week, name="week"),
    path("desk/calendar/absences/", counsellor.new_absence, name="new_absence"),
    path("desk/calendar/absences/<uuid:absence>/remove/", counsellor.remove_absence, name="remove_absence"),
]
