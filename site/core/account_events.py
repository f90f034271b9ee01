"""What follows when somebody's way of signing in changes: other devices signed out, a new session key, a line in the audit trail.

These are the only signal receivers of the house (allauth offers no other place); core/apps.py loads them.
"""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.signals import email_changed, password_changed, password_reset, password_set
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.signals import social_account_added, social_account_removed
from allauth.usersessions.models import UserSession
from django.dispatch import receiver
from django.http import HttpRequest

from accounts.models import User
from core import audit
from core.services.sessions import end_sessions


@receiver([email_changed, password_changed, password_set, password_reset])
def another_way_in(request: HttpRequest, user: User, signal: object, **kwargs: Any) -> None:
    """Sign the person out on every other device (security row 31), and write it down."""
    end_sessions(user, but=request.session.session_key)
    what = "email" if signal is email_changed else "password"
    audit.record(f"accounts.{what}.change", user, by=user)


@receiver([authenticator_added, authenticator_removed, authenticator_reset])
def another_second_step(request: HttpRequest, user: User, authenticator: Authenticator, signal: object, **kwargs: Any) -> None:
    """Give the session a new key, since it may now reach more (security row 27), and write it down.

    Who set up a step has just shown that they hold it, so the page with the recovery codes does not ask for it again at once.
    """
    verb = {id(authenticator_added): "add", id(authenticator_removed): "remove"}.get(id(signal), "reset")
    audit.record(f"accounts.second_step.{verb}", user, by=user, kind=authenticator.type)
    if signal is authenticator_added:
        record_authentication(request, user, method="mfa", type=authenticator.type, id=authenticator.pk, reauthenticated=True)
    if request.session.session_key:
        before = request.session.session_key
        request.session.cycle_key()
        UserSession.objects.filter(session_key=before).update(session_key=request.session.session_key)


@receiver(social_account_added)
def a_council_account_joined(request: HttpRequest, sociallogin: SocialLogin, **kwargs: Any) -> None:
    """Write down that a council account opens this one from now on."""
    audit.record("accounts.council_account.join", sociallogin.user, by=sociallogin.user, account=sociallogin.account.pk)


@receiver(social_account_removed)
def a_council_account_left(request: HttpRequest, socialaccount: SocialAccount, **kwargs: Any) -> None:
    """Write down that a council account opens this one no more."""
    audit.record("accounts.council_account.part", socialaccount.user, by=socialaccount.user)
