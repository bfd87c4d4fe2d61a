"""The menus: role by role, at most five entries, and the person last."""

from django.utils.translation import gettext_lazy as _

from onward.core.access import Role
from onward.core.menu import Entry

OF_CANDIDATES = ("/desk/programmes/", "/desk/meetings/", "/desk/steps/", "/desk/hours/")
OF_AGREEMENTS = ("/office/employers/", "/office/offices/", "/office/packages/")
OF_TEAM = ("/office/counsellors/", "/office/away/", "/office/colleagues/", "/office/roles/")
PERSON = Entry(label="", url_name="accounts:me", is_person=True)

MENU = {
    Role.CANDIDATE: (
        Entry(_("My programme"), "desks:candidate"),
        Entry(_("Meetings"), "counselling:my_meetings"),
        Entry(_("Plan"), "counselling:my_steps"),
        Entry(_("Messages"), "dialogue:mine"),
        Entry(_("Job search"), "applications:list"),
        PERSON,
    ),
    Role.COUNSELLOR: (
        Entry(_("Today"), "desks:counsellor"),
        Entry(_("Candidates"), "counselling:candidates", also=OF_CANDIDATES),
        Entry(_("Calendar"), "scheduling:calendar"),
        Entry(_("Messages"), "dialogue:desk_list"),
        Entry(_("Calls"), "counselling:calls", also=("/desk/landing/",)),
        PERSON,
    ),
    Role.COORDINATOR: (
        Entry(_("Today"), "desks:coordinator"),
        Entry(_("Orders"), "engagements:orders", also=("/office/lists/",)),
        Entry(_("Programmes"), "programmes:programmes", also=("/office/hours/",)),
        Entry(_("Team"), "desks:team", also=OF_TEAM),
        Entry(_("Agreements"), "engagements:agreements", also=OF_AGREEMENTS),
        PERSON,
    ),
    Role.SPONSOR: (
        Entry(_("People"), "programmes:sponsor_home"),
        Entry(_("Talks"), "engagements:sponsor_orders"),
        Entry(_("New list"), "engagements:sponsor_import", also=("/sponsor/lists/",)),
        PERSON,
    ),
}
