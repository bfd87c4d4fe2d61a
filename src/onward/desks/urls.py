from django.urls import path

from onward.desks.views import candidate, coordinator, counsellor

app_name = "desks"
urlpatterns = [
    path("me/", candidate.home, name="candidate"),
    path("desk/", counsellor.desk, name="counsellor"),
    path("office/", coordinator.office, name="coordinator"),
    path("office/team/", coordinator.team, name="team"),
]
