"""The pages of allauth that we use, each by its own name, because allauth links to them so; all others are left out.

Every name here stands with its reason in `onward.config.public_views`.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import path
from django.views.generic import RedirectView

from onward.accounts.views import home, sign_in

urlpatterns = [
    path("", home.home, name="home"),
    path("sign-in/", sign_in.SignInView.as_view(), name="account_login"),
    path("sign-in/again/", RedirectView.as_view(pattern_name="account_login"), name="account_request_login_code"),
    path("sign-in/code/", account.confirm_login_code, name="account_confirm_login_code"),
    path("sign-in/passkey/", sign_in.PasskeySignInView.as_view(), name="mfa_login_webauthn"),
    path("sign-in/second/", mfa.authenticate, name="mfa_authenticate"),
    path("sign-out/", account.logout, name="account_logout"),
    path("account/again/password/", account.reauthenticate, name="account_reauthenticate"),
    path("account/again/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("account/again/passkey/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("account/security/", mfa.index, name="mfa_index"),
    path("account/security/app/", sign_in.AddAppView.as_view(), name="mfa_activate_totp"),
    path("account/security/app/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/security/passkeys/", RedirectView.as_view(pattern_name="mfa_index"), name="mfa_list_webauthn"),
    path("account/security/passkeys/add/", sign_in.AddPasskeyView.as_view(), name="mfa_add_webauthn"),
    path(
        "account/security/passkeys/<int:pk>/remove/", sign_in.RemovePasskeyView.as_view(), name="mfa_remove_webauthn"
    ),
    path("account/security/recovery/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("account/security/recovery/new/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
]
