"""allauth's pages where we need them a little different."""

from textwrap import wrap

from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import LoginView
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.internal import auth
from allauth.mfa.webauthn.views import AddWebAuthnView, LoginWebAuthnView, RemoveWebAuthnView
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from onward.accounts import selectors
from onward.accounts.access import signed_in
from onward.accounts.adapter import MFAAdapter
from onward.accounts.forms.sign_in import PasswordSignInForm
from onward.accounts.views.home import safe_next, with_next


class SignInView(LoginView):
    """Address or number, then a code."""

    def get_authenticated_redirect_url(self):
        """Not straight to the page that was wanted: it would send somebody with a step left to do back here."""
        return with_next(reverse("accounts:continue"), safe_next(self.request))


class PasskeySignInView(LoginWebAuthnView):
    """A passkey that did not work leads back to sign-in with the page that was wanted."""

    def form_invalid(self, form):
        response = super().form_invalid(form)
        return redirect(with_next(response.url, safe_next(self.request)))


class PasswordSignInView(SignInView):
    template_name = "account/password.html"

    def get_form_class(self):
        return PasswordSignInForm


class _CountsAtOnce:
    """A second factor that was just set up was also just shown, so it counts in this session."""

    factor_type: str

    def form_valid(self, form):
        response = super().form_valid(form)
        record_authentication(
            self.request, self.request.user, method="mfa", type=self.factor_type, reauthenticated=True
        )
        return response

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"next": safe_next(self.request)}

    def get_success_url(self):
        after = "mfa_view_recovery_codes" if self.did_generate_recovery_codes else "accounts:continue"
        return with_next(reverse(after), safe_next(self.request))


class AddAppView(_CountsAtOnce, ActivateTOTPView):
    factor_type = Authenticator.Type.TOTP

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["key"] = " ".join(wrap(context["form"].secret, 4))  # in groups it can be typed, and may break
        return context


class AddPasskeyView(_CountsAtOnce, AddWebAuthnView):
    factor_type = Authenticator.Type.WEBAUTHN

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["js_data"] = {"creation_options": auth.begin_registration(self.request.user, passwordless=True)}
        return context


class RemovePasskeyView(RemoveWebAuthnView):
    """allauth asks before an app is taken away, not before a passkey is."""

    def form_valid(self, form):
        adapter = MFAAdapter()
        if adapter.can_delete_authenticator(self.object):
            return super().form_valid(form)
        messages.warning(self.request, adapter.error_messages["cannot_delete_authenticator"])
        return redirect("mfa_index")


@signed_in(before_second_factor=True)
def second_factor(request):
    """Staff set up a second factor here, or show the one they have."""
    if not request.standing.second_factor_missing:
        return redirect("accounts:continue")
    kinds = selectors.second_factors(request.standing.person)
    after = with_next(reverse("accounts:continue"), safe_next(request))
    if Authenticator.Type.WEBAUTHN in kinds:
        return redirect(with_next(reverse("mfa_reauthenticate_webauthn"), after))
    if Authenticator.Type.TOTP in kinds:
        return redirect(with_next(reverse("mfa_reauthenticate"), after))
    ways = {
        way: with_next(reverse(name), safe_next(request))
        for way, name in (("passkey_url", "mfa_add_webauthn"), ("app_url", "mfa_activate_totp"))
    }
    return render(request, "accounts/second_factor.html", ways)
