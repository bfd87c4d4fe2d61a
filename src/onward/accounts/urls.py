"""Addresses of our own; those of allauth stand in `sign_in_urls`."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from onward.accounts.views import candidate, coordinator, home, own, public, sign_in, staff


class ContactConverter(StringConverter):
    regex = "email|phone"


register_converter(ContactConverter, "contact")

app_name = "accounts"
urlpatterns = [
    path("sign-in/password/", sign_in.PasswordSignInView.as_view(), name="password_sign_in"),
    path("sign-in/continue/", home.go_on, name="continue"),
    path("sign-in/second/set-up/", sign_in.second_factor, name="second_factor"),
    path("account/", own.me, name="me"),
    path("account/role/", home.choose_role, name="choose_role"),
    path("account/contact/<contact:what>/", own.change_contact, name="change_contact"),
    path("account/contact/<contact:what>/prove/", own.prove_contact, name="prove_contact"),
    path("account/contact/confirm/", own.confirm_contact, name="confirm_contact"),
    path("account/password/", own.change_password, name="change_password"),
    path("account/sessions/", own.sessions, name="sessions"),
    path("account/sessions/end-others/", own.end_other_sessions, name="end_other_sessions"),
    path("account/sessions/<int:session>/end/", own.end_session, name="end_session"),
    path("me/address/", candidate.address, name="my_address"),
    path("demo/<str:token>/", public.demo_sign_in, name="demo_sign_in"),
    path("talks/enter/<str:token>/", public.enter_with_pass, name="enter_with_pass"),
    path("talks/ended/", public.pass_ended, name="pass_ended"),
    path("desk/profile/", staff.profile, name="my_profile"),
    path("desk/profile/photo/", staff.picture, name="my_picture"),
    path("desk/profile/photo/remove/", staff.drop_picture, name="drop_picture"),
    path("pictures/<uuid:person>/<slug:mark>/", public.picture, name="picture"),
    path("office/offices/", coordinator.offices, name="offices"),
    path("office/offices/new/", coordinator.new_office, name="new_office"),
    path("office/offices/<uuid:office>/", coordinator.office, name="office"),
    path("office/colleagues/", coordinator.colleagues, name="colleagues"),
    path("office/colleagues/new/", coordinator.new_colleague, name="new_colleague"),
    path("office/colleagues/<uuid:person>/", coordinator.colleague, name="colleague"),
    path("office/colleagues/<uuid:person>/photo/remove/", coordinator.drop_picture, name="drop_picture_of"),
    path("office/colleagues/<uuid:person>/roles/", coordinator.add_role, name="add_role"),
    path("office/roles/<uuid:membership>/end/", coordinator.end_role, name="end_role"),
    path("office/employers/", coordinator.employers, name="employers"),
    path("office/employers/new/", coordinator.new_employer, name="new_employer"),
    path("office/employers/<uuid:employer>/", coordinator.employer, name="employer"),
    path("office/employers/<uuid:employer>/contacts/new/", coordinator.new_contact, name="new_contact"),
]
