"""Sign-in: django-allauth's settings, each with its reason."""

import os
from datetime import timedelta

ACCOUNT_ADAPTER = "onward.accounts.adapter.AccountAdapter"
MFA_ADAPTER = "onward.accounts.adapter.MFAAdapter"
SIGN_IN_POST = "onward.correspondence.sign_in.post"  # codes and notices leave through the outbox

ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email", "phone"}
ACCOUNT_SIGNUP_FIELDS = ["email", "phone"]  # nobody signs up: accounts begin with a code or by a colleague
ACCOUNT_EMAIL_VERIFICATION = "none"  # whoever types the code from the mail has shown that the address is hers
ACCOUNT_PHONE_VERIFICATION_ENABLED = False  # the same for the phone
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # a stranger's address gets no mail from us
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a new passkey or password is told to its owner
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 6}  # read aloud and typed on a phone
ACCOUNT_PHONE_VERIFICATION_CODE_FORMAT = ACCOUNT_LOGIN_BY_CODE_FORMAT
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True  # for as long as SESSION_COOKIE_AGE; each session can be ended on the sessions page
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "request_login_code": "20/m/ip,3/m/key,10/h/key",
    "reauthenticate": "10/m/user",
}
ACCOUNT_FORMS = {
    "login": "onward.accounts.forms.sign_in.SignInForm",
    "confirm_login_code": "onward.accounts.forms.sign_in.CodeForm",
    "reauthenticate": "onward.accounts.forms.sign_in.PasswordAgainForm",
}

MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # our people are not made by strangers who type somebody else's address
MFA_TOTP_ISSUER = "Onward"
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off
MFA_FORMS = {
    "authenticate": "onward.accounts.forms.sign_in.SecondFactorForm",
    "reauthenticate": "onward.accounts.forms.sign_in.SecondFactorAgainForm",
    "activate_totp": "onward.accounts.forms.sign_in.AppCodeForm",
    "add_webauthn": "onward.accounts.forms.sign_in.PasskeyForm",
}
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}  # a whole office signs in through one address
USERSESSIONS_TRACK_ACTIVITY = False  # a GET writes nothing; when a session began is enough

DEMO_LINK_AGE = timedelta(days=2)  # at least; at most twice as long
PASS_AGE = timedelta(days=60)  # a manager's link, unless the talk is held before
PASS_HOME = "/talks/"  # where a manager's link leads
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("ONWARD_PROXIES", "0"))  # else attempts are counted as one address
