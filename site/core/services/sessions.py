"""Signing people out."""

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts.models import User


def end_sessions(user: User, *, but: str | None = None) -> int:
    """End every session of a person, except one if named; return how many ended.

    Reads every session in force: only staff have sessions, so these are few, and no list of our own can fall behind.
    """
    theirs = [
        session.session_key
        for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator()
        if session.session_key != but and session.get_decoded().get(SESSION_KEY) == str(user.pk)
    ]
    return Session.objects.filter(session_key__in=theirs).delete()[0]
