"""Addresses, one prefix per audience."""

from django.urls import include, path

from onward.engagements.views import agreements, coordinator, manager, sponsor

app_name = "engagements"

office = [
    path("agreements/", agreements.agreements, name="agreements"),
    path("agreements/new/", agreements.new_agreement, name="new_agreement"),
    path("agreements/<uuid:agreement>/", agreements.agreement, name="agreement"),
    path("agreements/<uuid:agreement>/change/", agreements.change_agreement, name="change_agreement"),
    path("agreements/<uuid:agreement>/packages/new/", agreements.new_package, name="new_package"),
    path("packages/<uuid:package>/end/", agreements.end_package, name="end_package"),
    path("orders/", coordinator.orders, name="orders"),
    path("orders/new/", coordinator.new_order, name="new_order"),
    path("orders/plan/", coordinator.plan, name="plan"),
    path("orders/<uuid:order>/", coordinator.order, name="order"),
    path("orders/<uuid:order>/change/", coordinator.change_order, name="change_order"),
    path("orders/<uuid:order>/tick/", coordinator.tick, name="tick"),
    path("orders/<uuid:order>/take-back/", coordinator.take_back, name="take_back"),
    path("orders/<uuid:order>/call-off/", coordinator.call_off, name="call_off"),
    path("orders/<uuid:order>/handed-over/", coordinator.handed_over, name="handed_over"),
    path("orders/<uuid:order>/send-link/", coordinator.send_link, name="send_link"),
    path("orders/<uuid:order>/show-link/", coordinator.show_link, name="show_link"),
    path("orders/<uuid:order>/end-link/", coordinator.end_link, name="end_link"),
    path("lists/new/", coordinator.import_list, name="import"),
    path("lists/<uuid:draft>/", coordinator.check, name="check"),
    path("lists/<uuid:draft>/columns/", coordinator.again, name="again"),
    path("lists/<uuid:draft>/<int:line>/", coordinator.row, name="row"),
]

sponsors = [
    path("orders/", sponsor.orders, name="sponsor_orders"),
    path("orders/new/", sponsor.new_order, name="sponsor_new_order"),
    path("orders/plan/", sponsor.plan, name="sponsor_plan"),
    path("orders/<uuid:order>/", sponsor.order, name="sponsor_order"),
    path("orders/<uuid:order>/tick/", sponsor.tick, name="sponsor_tick"),
    path("orders/<uuid:order>/take-back/", sponsor.take_back, name="sponsor_take_back"),
    path("orders/<uuid:order>/call-off/", sponsor.call_off, name="sponsor_call_off"),
    path("orders/<uuid:order>/handed-over/", sponsor.handed_over, name="sponsor_handed_over"),
    path("orders/<uuid:order>/send-link/", sponsor.send_link, name="sponsor_send_link"),
    path("orders/<uuid:order>/show-link/", sponsor.show_link, name="sponsor_show_link"),
    path("orders/<uuid:order>/end-link/", sponsor.end_link, name="sponsor_end_link"),
    path("lists/new/", sponsor.import_list, name="sponsor_import"),
    path("lists/<uuid:draft>/", sponsor.check, name="sponsor_check"),
    path("lists/<uuid:draft>/columns/", sponsor.again, name="sponsor_again"),
    path("lists/<uuid:draft>/<int:line>/", sponsor.row, name="sponsor_row"),
]

talks = [
    path("", manager.orders, name="talk_orders"),
    path("<uuid:order>/", manager.order, name="talk_order"),
    path("<uuid:order>/tick/", manager.tick, name="talk_tick"),
    path("<uuid:order>/take-back/", manager.take_back, name="talk_take_back"),
    path("<uuid:order>/handed-over/", manager.handed_over, name="talk_handed_over"),
]

urlpatterns = [
    path("office/", include(office)),
    path("sponsor/", include(sponsors)),
    path("talks/", include(talks)),
]
