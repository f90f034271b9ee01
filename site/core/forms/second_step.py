"""The second step, in plain words: allauth's forms with our labels."""

from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn

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


class AddKey(InPlainWords, webauthn.AddWebAuthnForm):
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
