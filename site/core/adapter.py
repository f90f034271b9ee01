"""What allauth asks us: sign-up is closed, staff come by invitation, mail goes by the outbox, addresses in mail are our own."""

from contextlib import suppress
from datetime import timedelta
from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import render
from django.urls import reverse

from accounts.models import User
from core import authenticators, staff_letters
from core.services import invitations

_CODES_WORK_FOR = timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)
# For how long a letter is of use; one that the queue cannot post by then is not posted.
GOOD_FOR = {
    "account/email/login_code": _CODES_WORK_FOR,
    "account/email/unknown_account": _CODES_WORK_FOR,
    "account/email/email_confirmation": _CODES_WORK_FOR,
    "account/email/password_reset_key": timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT),
}


class StaffAccountAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "This account is closed. Ask your administrator.",
        "email_password_mismatch": "The e-mail address or the password is not right.",
        "enter_current_password": "Type the password you have now.",
        "incorrect_code": "That code is not right. Check it and type it again.",
        "incorrect_password": "That password is not right.",
        "invalid_login": "The e-mail address or the password is not right.",
        "invalid_password_reset": "This link does not work any more. Ask for a new one.",
        "email_taken": "That address cannot be used. Use your own work address, or ask your administrator.",
        "duplicate_email": "That is already your address.",
        "same_as_current": "That is the one you have now.",
        "rate_limited": "That was too many tries. Wait a few minutes and try again.",
        "too_many_login_attempts": "That was too many tries. Wait five minutes and try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse: staff come by invitation (core/services/invitations.py)."""
        return False

    def is_safe_url(self, url: str | None) -> bool:
        """Return whether to go on to this address after signing in. One that cannot even be read is not: newer Pythons raise for it."""
        try:
            return bool(super().is_safe_url(url))
        except ValueError:
            return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write a letter to staff. A letter to a stranger is written too, then dropped: the work is the same, the letter box is not."""
        request = context.get("request") or self.request
        message = self.render_mail(template_prefix, email, {"request": request, "email": email, "base_url": settings.BASE_URL, **context})
        leaves = template_prefix != "account/email/unknown_account"
        staff_letters.write(message, leaves=leaves, good_for=GOOD_FOR.get(template_prefix))

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Return the link with our own BASE_URL, whatever host the request named (security row 23)."""
        uid, _, token = key.partition("-")
        return settings.BASE_URL + reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": token})

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """After a new password, back to "Sign-in and security"."""
        return reverse("mfa_index")


class StaffMFAAdapter(DefaultMFAAdapter):
    """The second step: its secrets are sealed with our field keys."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "That code is not right. Codes change every half minute: type the one you see now.",
        "unverified_email": "Confirm your e-mail address first.",
        "cannot_delete_authenticator": "This is your only second step. Set up another one first.",
        "cannot_generate_recovery_codes": "Set up an app or a key first. Then you can print recovery codes.",
    }

    def encrypt(self, text: str) -> str:
        """Seal an app's secret or the seed of the recovery codes."""
        return authenticators.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Open what `encrypt` sealed. Raises CannotOpen when the key is gone."""
        return authenticators.unseal(encrypted_text)

    def _get_site_name(self) -> str:
        return "Earshot"

    def generate_authenticator_name(self, user: User, type: str) -> str:
        """Suggest a name for a key that its owner will know again."""
        number = Authenticator.objects.filter(user=user, type=type).count()
        return "My key" if number == 0 else f"My key {number + 1}"


class StaffSingleSignOnAdapter(DefaultSocialAccountAdapter):
    """Single sign-on lets in who is staff or was invited, by the same verified address, and nobody else."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Refuse: an unknown account never becomes a user."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Let in who is staff or holds an open invitation; everybody else meets one kind page, whatever the reason.

        Only an address that the council's own sign-in calls verified counts; or, where the council says so, one of which it says nothing.
        """
        if sociallogin.is_existing:
            return
        with transaction.atomic():  # an invitation is used up, the accounts are joined and the trail says so: all or nothing
            person = self._known([address.email for address in sociallogin.email_addresses if _is_theirs(sociallogin, address)])
            if person is not None:
                sociallogin.connect(request, person)  # core/account_events.py writes it down
        if person is None:
            raise ImmediateHttpResponse(render(request, "socialaccount/not_invited.html", status=403))

    def _known(self, addresses: list[str]) -> User | None:
        for address in addresses:
            known = EmailAddress.objects.filter(email__iexact=address, verified=True, user__is_active=True).first()
            if known:
                return cast(User, known.user)
            invitation = invitations.open_for(address)
            if invitation is not None:
                with suppress(ValidationError):  # its sender may give nothing any more
                    return invitations.accept(invitation=invitation)
        return None


def _is_theirs(sociallogin: SocialLogin, address: EmailAddress) -> bool:
    """Return whether the council's sign-in vouches for an address. A plain "not verified" is believed whatever the settings say."""
    if address.verified:
        return True
    data = sociallogin.account.extra_data
    told = [data, data.get("userinfo") or {}, data.get("id_token") or {}]
    return settings.OIDC_TRUSTS_EMAIL and not any("email_verified" in one for one in told)
