"""The menus: role by role, at most five entries, the person last."""

from django.utils.translation import gettext_lazy as _

from onward.core.access import Role
from onward.core.menu import Entry

PERSON = Entry(label="", url_name="accounts:me", is_person=True)

MENU = {
    Role.CANDIDATE: (
        Entry(_("My programme"), "desks:candidate"),
        Entry(_("Meetings"), "counselling:my_meetings"),
        Entry(_("Job search"), "applications:list"),
        PERSON,
    ),
    Role.COUNSELLOR: (
        Entry(_("Today"), "desks:counsellor"),
        Entry(_("Candidates"), "counselling:candidates"),
        Entry(_("Calendar"), "scheduling:calendar"),
        PERSON,
    ),
    Role.COORDINATOR: (
        Entry(_("Today"), "desks:coordinator"),
        Entry(_("Orders"), "engagements:orders"),
        Entry(_("Agreements"), "engagements:agreements"),
        Entry(_("Counsellors"), "programmes:counsellors"),
        PERSON,
    ),
    Role.SPONSOR: (
        Entry(_("People"), "programmes:sponsor_home"),
        Entry(_("New list"), "engagements:sponsor_import"),
        PERSON,
    ),
}
