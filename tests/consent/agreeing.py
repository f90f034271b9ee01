"""Plain functions that build purposes, their words, people, and what they decided."""

import uuid
from typing import Any

from django.utils.text import slugify

from accounts.models import User
from consent.models import Purpose, Wording
from consent.services import purposes as services
from tests.builders import today


def make_purpose(title: str = "", **fields: Any) -> Purpose:
    """Make a purpose that families are asked about, with no words yet."""
    title = title or f"Send you a newsletter {uuid.uuid4().hex[:6]}"
    defaults: dict[str, Any] = {"key": slugify(title)[:40], "about": "We write to you four times a year.", "basis": "consent"}
    return Purpose.objects.create(title=title, **(defaults | fields))


def write_words(purpose: Purpose, *, by: User, language: str = "en-gb", audience: str = "adults", **words: str) -> Wording:
    """Write a draft of a purpose's words."""
    named = " from {partner}" if purpose.for_a_partner else ""
    said = {"question": f"May we write to you{named}?", "text": f"We write four times a year{named}.", "yes": "Yes, do", "no": "No, do not"}
    return services.write_wording(purpose=purpose, language=language, audience=audience, words=said | words, by=by)


def publish_words(purpose: Purpose, *, by: User, language: str = "en-gb", audience: str = "adults", **words: str) -> Wording:
    """Publish words of a purpose; a translation is checked first."""
    draft = write_words(purpose, by=by, language=language, audience=audience, **words)
    if draft.is_translation:
        services.mark_as_checked(wording=draft, checker="The interpreting service", by=by, today=today())
    return services.publish_wording(wording=draft, by=by)
