"""All writes of this app; each is one transaction with its policy, its rule and its trace inside."""

from onward.accounts.actions.addresses import change_postal_address
from onward.accounts.actions.erasure import erase_person
from onward.accounts.actions.organisations import (
    change_employer,
    change_office,
    create_employer,
    create_office,
)
from onward.accounts.actions.passes import create_pass, end_passes
from onward.accounts.actions.people import (
    WORK_ADDRESS,
    add_membership,
    change_contact,
    change_language,
    change_password,
    change_profile,
    change_weekly_hours,
    close_account_to_its_holder,
    create_person,
    end_membership,
    enter_contact,
    invite,
)
from onward.accounts.actions.pictures import change_picture, drop_picture
from onward.accounts.actions.sessions import end_sessions

__all__ = [
    "WORK_ADDRESS",
    "add_membership",
    "change_contact",
    "change_employer",
    "change_language",
    "change_office",
    "change_password",
    "change_picture",
    "change_postal_address",
    "change_profile",
    "change_weekly_hours",
    "close_account_to_its_holder",
    "create_employer",
    "create_office",
    "create_pass",
    "create_person",
    "drop_picture",
    "end_membership",
    "end_passes",
    "end_sessions",
    "erase_person",
    "enter_contact",
    "invite",
]
