"""The second step, in plain words: allauth's forms with our labels."""

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms

from core.forms.plain import InPlainWords

CODE = ("Code", "Six digits from your app, or one of your printed recovery codes.")


class Authenticate(InPlainWords, base.AuthenticateForm):
    """The code at sign-in."""

    words = {"code": CODE}


class Reauthenticate(InPlainWords, base.ReauthenticateForm):
    """The code once more, before something that matters."""

    words = {"code": CODE}


class ActivateApp(InPlainWords, totp.ActivateTOTPForm):
    """The first code of a new app."""

    words = {"code": ("Code", "The six digits that the app shows now.")}


class SaysNoToWhatNoKeySays(forms.Form):
    """Mixed in before a form of allauth’s that reads what a key said: what no key says is "not right", where allauth would break."""

    def _clean_fields(self) -> None:
        self._refuse(super()._clean_fields)  # type: ignore[misc]  # Django's own, which its stubs leave out

    def _clean_form(self) -> None:
        self._refuse(super()._clean_form)  # type: ignore[misc]  # the same

    def _refuse(self, clean: Any) -> None:
        try:
            clean()
        except (AttributeError, KeyError, TypeError, ValueError):
            self.add_error("credential", get_adapter().validation_error("incorrect_code"))


class AuthenticateByKey(SaysNoToWhatNoKeySays, webauthn.AuthenticateWebAuthnForm):
    """A key instead of the code at sign-in."""


class EnterByKey(SaysNoToWhatNoKeySays, webauthn.LoginWebAuthnForm):
    """A passkey instead of a code or a password."""


class ConfirmByKey(SaysNoToWhatNoKeySays, webauthn.ReauthenticateWebAuthnForm):
    """A key once more, before something that matters."""


class AddKey(InPlainWords, SaysNoToWhatNoKeySays, webauthn.AddWebAuthnForm):
    """A security key or a passkey."""

    words = {
        "name": ("What do you call this key?", "So that you know it again, for example: blue key on my ring, my phone."),
        "passwordless": (
            "Use it as a passkey",
            "Then you sign in with this alone: no code by e-mail, no password. It asks for your finger, face or PIN.",
        ),
    }


class RenameKey(InPlainWords, webauthn.EditWebAuthnForm):
    """A key's name."""

    words = {"name": ("What do you call this key?", "")}
