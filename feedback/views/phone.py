"""What a phone keeps while somebody answers: one opaque token for each survey begun, in one strict cookie, and nothing else.

`d.<token>` while writing, for as long as the draft lives; `s.<token>` for half an hour after sending, so that the thank-you page can be
looked at again. Listed for families on the privacy page.
"""

from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from core import limits
from core.crypto import keyed_hash
from feedback.models import Survey
from feedback.services.answering import DRAFT_LIFE, PhoneKey

SENT_SECONDS = 30 * 60
LONGEST_TOKEN = 64


@dataclass(frozen=True)
class Kept:
    """What the phone showed us. `from_cookie` is False when only the page's own hidden field knew the token."""

    writing: PhoneKey | None = None
    sent: PhoneKey | None = None
    from_cookie: bool = True


def cookie_name(slug: str) -> str:
    """Return the cookie's name. It does not tell which survey it is to somebody who looks through the phone."""
    return ("__Host-answer-" if settings.HTTPS else "answer-") + _mark(slug)


@lru_cache(maxsize=256)
def _mark(slug: str) -> str:
    return keyed_hash("cookie", slug)[:8]


def kept(request: HttpRequest, slug: str) -> Kept:
    """Read the token from the cookie, or from the page's hidden field when the phone keeps no cookies."""
    kind, _, token = request.COOKIES.get(cookie_name(slug), "").partition(".")
    if token and len(token) <= LONGEST_TOKEN and kind in {"d", "s"}:
        key = PhoneKey(slug, token)
        return Kept(writing=key) if kind == "d" else Kept(sent=key)
    return Kept(writing=posted(request, slug), from_cookie=False)


def posted(request: HttpRequest, slug: str) -> PhoneKey | None:
    """Return the key that the page itself carried along, if any."""
    token = request.POST.get("token", "")
    return PhoneKey(slug, token) if 0 < len(token) <= LONGEST_TOKEN else None


def keep_writing(response: HttpResponseBase, key: PhoneKey) -> None:
    """Let the phone find its draft again."""
    _set(response, key.slug, f"d.{key.token}", int(DRAFT_LIFE.total_seconds()))


def keep_sent(response: HttpResponseBase, key: PhoneKey) -> None:
    """Let the phone show its thank-you page again for half an hour."""
    _set(response, key.slug, f"s.{key.token}", SENT_SECONDS)


def _set(response: HttpResponseBase, slug: str, value: str, seconds: int) -> None:
    response.set_cookie(cookie_name(slug), value, max_age=seconds, httponly=True, secure=settings.HTTPS, samesite="Lax", path="/")


def forget(response: HttpResponseBase, slug: str) -> None:
    """Leave nothing of this survey on the phone."""
    response.delete_cookie(cookie_name(slug), path="/", samesite="Lax")


def may_begin(request: HttpRequest, survey: Survey) -> limits.Tried:
    """Count an answer begun on this phone. A rating is counted more closely: whoever is rated must not answer it over and over."""
    return limits.try_rate(request, rating=survey.slug) if survey.rating_point else limits.try_start(request)
