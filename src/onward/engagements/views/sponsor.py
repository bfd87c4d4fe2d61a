"""What an employer's contact can open of the orders."""

from django.views.decorators.http import require_GET, require_http_methods, require_POST

from onward.core.access import Role, audience
from onward.engagements.views import list_pages, order_pages, talk_pages
from onward.engagements.views.places import SPONSOR

form_page = require_http_methods(["GET", "POST"])


@audience(Role.SPONSOR)
@require_GET
def orders(request):
    return order_pages.list_page(request, SPONSOR)


@audience(Role.SPONSOR)
@require_GET
def order(request, order):
    return order_pages.order_page(request, SPONSOR, order)


@audience(Role.SPONSOR)
@form_page
def new_order(request):
    return order_pages.new_order_page(request, SPONSOR)


@audience(Role.SPONSOR)
@form_page
def plan(request):
    return talk_pages.plan_page(request, SPONSOR)


@audience(Role.SPONSOR)
@form_page
def tick(request, order):
    return talk_pages.tick_page(request, SPONSOR, order)


@audience(Role.SPONSOR)
@form_page
def take_back(request, order):
    return talk_pages.take_back_page(request, SPONSOR, order)


@audience(Role.SPONSOR)
@form_page
def call_off(request, order):
    return talk_pages.call_off_page(request, SPONSOR, order)


@audience(Role.SPONSOR)
@require_POST
def handed_over(request, order):
    return talk_pages.handed_over(request, SPONSOR, order)


@audience(Role.SPONSOR)
@require_POST
def send_link(request, order):
    return talk_pages.send_link(request, SPONSOR, order)


@audience(Role.SPONSOR)
@require_POST
def show_link(request, order):
    return talk_pages.show_link(request, SPONSOR, order)


@audience(Role.SPONSOR)
@require_POST
def end_link(request, order):
    return talk_pages.end_link(request, SPONSOR, order)


@audience(Role.SPONSOR)
@form_page
def import_list(request):
    return list_pages.upload_page(request, SPONSOR)


@audience(Role.SPONSOR)
@form_page
def check(request, draft):
    return list_pages.check_page(request, SPONSOR, draft)


@audience(Role.SPONSOR)
@form_page
def row(request, draft, line):
    return list_pages.row_page(request, SPONSOR, draft, line)


@audience(Role.SPONSOR)
@form_page
def again(request, draft):
    return list_pages.again_page(request, SPONSOR, draft)
