from django.urls import path, register_converter
from django.urls.converters import StringConverter

from onward.programmes.views import (
    candidate,
    candidate_hours,
    coordinator,
    coordinator_hours,
    counsellor,
    counsellor_hours,
    deeds,
    looks,
    sponsor,
)


class DeedConverter(StringConverter):
    """The deeds that there are and no other word: pages of the apps above stand beside them."""

    regex = "|".join(sorted(deeds.OFFICE_DEEDS | deeds.DESK_DEEDS))


register_converter(DeedConverter, "deed")

app_name = "programmes"
urlpatterns = [
    path("me/hours/", candidate_hours.hours, name="my_hours"),
    path("me/hours/<uuid:entry>/right/", candidate_hours.confirm, name="confirm_hours"),
    path("me/hours/<uuid:entry>/not-right/", candidate_hours.dispute, name="dispute_hours"),
    path("me/hours/file/<slug:kind>/", candidate_hours.account_file, name="my_hours_file"),
    path("me/dates/", candidate.dates, name="my_dates"),
    path("me/kept/", candidate.kept, name="my_kept"),
    path("me/wall/", candidate.wall, name="my_wall"),
    path("desk/looks/", looks.own_looks, name="looks"),
    path("desk/looks/of/<uuid:programme>/", looks.ask, name="ask_look"),
    path("desk/looks/<uuid:look>/", looks.look, name="look"),
    path("desk/looks/<uuid:look>/end/", looks.end, name="end_look"),
    path("desk/programmes/<uuid:programme>/", counsellor.programme, name="desk_programme"),
    path("desk/programmes/<uuid:programme>/hours/<slug:kind>/", counsellor_hours.account_file, name="desk_hours_file"),
    path("desk/programmes/<uuid:programme>/<deed:name>/", counsellor.deed, name="desk_deed"),
    path("desk/capacity/", counsellor.capacity, name="desk_capacity"),
    path("desk/hours/", counsellor_hours.own, name="own_hours"),
    path("desk/hours/file/", counsellor_hours.own_file, name="own_hours_file"),
    path("desk/hours/<uuid:entry>/", counsellor_hours.line, name="desk_line"),
    path("desk/hours/<uuid:entry>/correct/", counsellor_hours.correct, name="desk_correct"),
    path("desk/hours/<uuid:entry>/answer/", counsellor_hours.reply, name="desk_reply"),
    path("desk/hours/<uuid:entry>/said/", counsellor_hours.said, name="desk_said"),
    path("office/programmes/", coordinator.programmes, name="programmes"),
    path("office/programmes/<uuid:programme>/", coordinator.programme, name="programme"),
    path(
        "office/programmes/<uuid:programme>/hours/<slug:kind>/",
        coordinator_hours.account_file,
        name="office_hours_file",
    ),
    path("office/programmes/<uuid:programme>/earlier/", coordinator.earlier, name="office_earlier"),
    path("office/programmes/<uuid:programme>/<deed:name>/", coordinator.deed, name="office_deed"),
    path("office/hours/<uuid:entry>/", coordinator_hours.line, name="office_line"),
    path("office/hours/<uuid:entry>/correct/", coordinator_hours.correct, name="office_correct"),
    path("office/hours/<uuid:entry>/answer/", coordinator_hours.reply, name="office_reply"),
    path("office/agreements/<uuid:agreement>/hours/", coordinator_hours.agreement, name="agreement_hours"),
    path(
        "office/agreements/<uuid:agreement>/hours/<slug:kind>/",
        coordinator_hours.agreement_file,
        name="agreement_hours_file",
    ),
    path("office/counsellors/", coordinator.counsellors, name="counsellors"),
    path("office/orders/<uuid:order>/counsellor/", coordinator.propose, name="propose"),
    path("office/orders/<uuid:order>/programme/", coordinator.of_order, name="of_order"),
    path("office/orders/<uuid:order>/letter/", coordinator.letter, name="office_letter"),
    path("sponsor/", sponsor.home, name="sponsor_home"),
    path("sponsor/people/<uuid:programme>/", sponsor.sheet, name="sheet"),
    path("letters/<uuid:order>/", sponsor.letter, name="letter"),
]
