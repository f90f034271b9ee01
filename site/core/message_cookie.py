"""What a staff page says once, kept in a cookie that only this very host can set (`__Host-`), as the session's own is (ASVS 3.3).

Not in the session: a session that ends with "you are signed out" would then not end.
"""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class HostCookie(CookieStorage):
    """Django's cookie of messages under a name that browsers guard."""

    @property
    def cookie_name(self) -> str:  # type: ignore[override]  # Django has a plain attribute, read before settings are whole
        """Return the cookie's name: over plain http no browser would take the guarded one."""
        return "__Host-messages" if settings.HTTPS else "messages"


class CookieOrSession(FallbackStorage):
    """The cookie, and the session for what does not fit in it."""

    storage_classes = (HostCookie, SessionStorage)
