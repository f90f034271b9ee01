"""Signing in, in plain words: allauth's forms with our labels."""

from typing import Any

from allauth.account import forms as stock
from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from django import forms
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest

from accounts.models import User
from core.forms.plain import InPlainWords
from core.rules.addresses import why_not_of_staff

NOBODYS = make_password(None)
EMAIL = ("E-mail address", "Your work address, the one you were invited with.")
NEW = ("New password", "At least 12 characters. Three words that have nothing to do with each other are easy to remember.")
AGAIN = ("The new password again", "")
CODE = ("Code", "The code is in the e-mail we sent. It works for 10 minutes.")


class SignIn(InPlainWords, stock.LoginForm):
    """E-mail address and password."""

    words = {"login": EMAIL, "password": ("Password", "")}


class AskForCode(InPlainWords, stock.RequestLoginCodeForm):
    """E-mail address, for a code by mail."""

    words = {"email": EMAIL}


class TypeCode(InPlainWords, stock.ConfirmLoginCodeForm):
    """The code from the mail."""

    words = {"code": CODE}


class TypeEmailCode(InPlainWords, stock.ConfirmEmailVerificationCodeForm):
    """The code sent to a new address."""

    words = {"code": CODE}


class ConfirmPassword(InPlainWords, stock.ReauthenticateForm):
    """The password once more, before something that matters."""

    words = {"password": ("Password", "")}


class ChangePassword(InPlainWords, stock.ChangePasswordForm):
    """Old and new password."""

    words = {"oldpassword": ("The password you have now", ""), "password1": NEW, "password2": AGAIN}


class SetPassword(InPlainWords, stock.SetPasswordForm):
    """A first password, for somebody who signs in by code."""

    words = {"password1": NEW, "password2": AGAIN}


class AskForNewPassword(InPlainWords, stock.ResetPasswordForm):
    """E-mail address, for a link to set a new password."""

    words = {"email": EMAIL}

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """Send the link. For a stranger the same work is done for nobody, so that the time taken tells nothing (security row 24)."""
        if not self.users:
            token = stock.default_token_generator.make_token(User(pk=0, password=NOBODYS))
            get_adapter().get_reset_password_from_key_url(f"0-{token}")
            EmailAddress.objects.filter(user_id=0).exists()
        return str(super().save(request, **kwargs))


class NewPassword(InPlainWords, stock.ResetPasswordKeyForm):
    """The new password, after the link."""

    words = {"password1": NEW, "password2": AGAIN}


class OfStaff(forms.Form):
    """Mixed in where somebody gives a new address of their own: its ending is one that staff here have."""

    def clean_email(self) -> str:
        """Refuse any other ending."""
        email: str = super().clean_email()  # type: ignore[misc]  # allauth's form comes next
        if reasons := why_not_of_staff(email, domains=settings.STAFF_EMAIL_DOMAINS):
            raise forms.ValidationError(reasons)
        return email


class ChangeEmail(OfStaff, InPlainWords, stock.ChangeEmailForm):
    """Another address, before the first was confirmed."""

    words = {"email": ("New e-mail address", "We send a code there.")}


class AddEmail(OfStaff, InPlainWords, stock.AddEmailForm):
    """Another address for an account."""

    words = {"email": ("New e-mail address", "We send a code there. Your address changes when you have typed it.")}
