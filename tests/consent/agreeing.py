"""Plain functions that build purposes, their words, people, and what they decided."""

import uuid
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.text import slugify

from accounts.models import User
from consent.models import ConsentRecord, ConsentUse, Person, Purpose, TakeDownTask, Wording
from consent.rules.ledger import Said
from consent.selectors import purposes as purposes_selectors
from consent.services import ledger, ledger_uses
from consent.services import purposes as services
from core.models import Hub
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


# --- People and what they decided -----------------------------------------------------------------------------------------


def make_person(hub: Hub | None = None, **fields: Any) -> Person:
    """Make a grown-up whom it is safe to write to."""
    defaults: dict[str, Any] = {"name": "Ola Bright", "email": "ola@family.example", "safe": "yes"}
    return Person.objects.create(hub=hub, **(defaults | fields))


def asked_purpose(*, by: User, **fields: Any) -> Purpose:
    """Make a purpose that is asked, with words for adults and for young people."""
    purpose = make_purpose(**fields)
    for audience in ("adults", "young"):
        publish_words(purpose, by=by, audience=audience)
    return purpose


def said(person: Person, purpose: Purpose, decision: str = "granted", **facts: Any) -> Said:
    """Return what somebody said aloud today about the words that families read now, unless `facts` say otherwise."""
    given_by = facts.get("given_by", "self")
    audience = "young" if person.is_young and given_by == "self" else "adults"
    wording = facts.pop("wording", None) or purposes_selectors.current_of(purpose, language="en-gb", audience=audience)
    assert wording, "publish words first"
    usual: dict[str, Any] = {"language": wording.language, "method": "spoken", "given_on": today(), "witness": "Ben"}
    return Said(person=person, purpose=purpose, wording=wording, decision=decision, **(usual | facts))


def decide(person: Person, purpose: Purpose, decision: str = "granted", *, by: User, **facts: Any) -> ConsentRecord:
    """Write down what somebody said."""
    scan = facts.pop("scan", None)
    return ledger.record(said=said(person, purpose, decision, **facts), by=by, hub=None, today=today(), scan=scan).record


def use_of(record: ConsentRecord, *, used_as: str = "print", title: str = "Leaflet for baby week", **fields: Any) -> ConsentUse:
    """Write down that something is used that a yes allows: on paper, unless you say where."""
    return ledger_uses.begin_use(record=record, used_as=used_as, title=title, today=today(), by=None, **fields)


def to_call_back(hub: Hub, *, by: User, title: str = "Leaflet for baby week", **fields: Any) -> TakeDownTask:
    """Make a task: somebody of a hub said yes, was shown in print, and changed their mind."""
    person = make_person(hub)
    record = decide(person, asked_purpose(by=by), by=by)
    use = use_of(record, title=title, **fields)
    ledger.change_mind(person=person, purpose=record.purpose, today=today(), by=None)
    return use.tasks.get()


def publish_newer_words_long_ago(purpose: Purpose) -> None:
    """Make newer words of last year: what is frozen cannot be dated back, so they are made anew."""
    for audience in ("adults", "young"):
        Wording.objects.create(
            purpose=purpose,
            audience=audience,
            number=90,
            question="May we write?",
            text="We write.",
            yes="Yes",
            no="No",
            digest="x",
            published_at=timezone.now() - timedelta(days=400),
            supersedes=Wording.objects.get(purpose=purpose, audience=audience),
        )
