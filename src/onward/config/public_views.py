"""Views that carry no audience of ours, because they belong to a package or build on one, by their full name.

Everything else says itself who may open it (core.access). A test compares this table with the addresses.
"""

ASKS_ITSELF = "Asks for sign-in itself: "
SET_UP = ASKS_ITSELF + "staff set up a second factor here before they are anybody."
AGAIN = ASKS_ITSELF + "shows once more who it is before passkeys and codes change."

PUBLIC: dict[str, str] = {
    "onward.accounts.views.sign_in.SignInView": "Signing in comes before being somebody.",
    "onward.accounts.views.sign_in.PasswordSignInView": "Signing in with a password; an app or a code follows it.",
    "allauth.account.views.ConfirmLoginCodeView": "Part of signing in: the code from the mail or text message.",
    "onward.accounts.views.sign_in.PasskeySignInView": "Signing in with a passkey.",
    "allauth.mfa.base.views.AuthenticateView": "Part of signing in: the second factor.",
    "allauth.account.views.LogoutView": "Signing out, also in the middle of signing in.",
    "django.views.generic.base.RedirectView": "Leads to sign-in or to one's own passkeys, which ask themselves.",
    "allauth.account.views.ReauthenticateView": AGAIN,
    "allauth.mfa.base.views.ReauthenticateView": AGAIN,
    "allauth.mfa.webauthn.views.ReauthenticateWebAuthnView": AGAIN,
    "allauth.mfa.base.views.IndexView": ASKS_ITSELF + "one's own passkeys and app.",
    "onward.accounts.views.sign_in.AddAppView": SET_UP,
    "onward.accounts.views.sign_in.AddPasskeyView": SET_UP,
    "allauth.mfa.totp.views.DeactivateTOTPView": ASKS_ITSELF + "one's own app is removed.",
    "onward.accounts.views.sign_in.RemovePasskeyView": ASKS_ITSELF + "one's own passkey is removed.",
    "allauth.mfa.recovery_codes.views.ViewRecoveryCodesView": ASKS_ITSELF + "one's own recovery codes.",
    "allauth.mfa.recovery_codes.views.GenerateRecoveryCodesView": ASKS_ITSELF + "one's own codes are made anew.",
}
