"""How to mend what keeps a calendar from being read."""

from django.utils.translation import gettext_lazy as _

from onward.scheduling.enums import CalendarProblem

CHECK_ADDRESS = _("Copy the address once more from the other calendar and put it here.")
BY_ITSELF = _("We try again by ourselves. If it stays so, copy the address once more.")
HINTS = {
    CalendarProblem.UNKNOWN_HOST: CHECK_ADDRESS,
    CalendarProblem.NO_ANSWER: BY_ITSELF,
    CalendarProblem.TROUBLE: BY_ITSELF,
    CalendarProblem.CUT_OFF: BY_ITSELF,
    CalendarProblem.CERTIFICATE: _("Whoever looks after the other calendar can mend this."),
    CalendarProblem.PASSWORD: _("Take the secret address of the calendar, which needs no password."),
    CalendarProblem.GONE: _("Perhaps the address was renewed. Copy the new one and put it here."),
    CalendarProblem.REDIRECTS: CHECK_ADDRESS,
    CalendarProblem.NOT_PUBLIC: _("Take an address that can be reached from the internet, or ask your administrator."),
    CalendarProblem.TOO_BIG: _("Share only the coming months there, or a smaller calendar."),
    CalendarProblem.TOO_MUCH: _("Take a calendar with fewer events that repeat."),
    CalendarProblem.WEB_PAGE: _("Look for the address that ends in .ics, or is called ICS or iCal."),
    CalendarProblem.NO_CALENDAR: _("Look for the address that ends in .ics, or is called ICS or iCal."),
    CalendarProblem.LOCKED: CHECK_ADDRESS,
}
