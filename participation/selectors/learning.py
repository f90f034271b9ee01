"""What was learned from listening, for whoever looks back and whoever plans the next question."""

import hashlib
import json
from collections.abc import Iterator
from itertools import islice

from django.db.models import QuerySet
from django.urls import reverse

from accounts.models import User
from core.answers import HeldRecord
from core.held_records import Search, joined, only_hub, terms_of
from core.querysets import reach
from core.questions import Evidence
from core.subject import MOST_READ, Subject
from core.text import folded
from participation.choices import ENDED, Stage
from participation.models import Engagement, LearningNote
from participation.reflection import BY_CODE

MOST = 50


def notes_of(engagement: Engagement) -> dict[str, str]:
    """Return what was learned, by the code of its question."""
    return dict(engagement.learning_notes.values_list("prompt", "words"))


def state_of(engagement: Engagement) -> str:
    """Return a digest of what is written down so far, so that nobody saves over what a colleague wrote meanwhile."""
    stands = json.dumps([engagement.achieved_degree, sorted(notes_of(engagement).items())])
    return hashlib.sha256(stands.encode()).hexdigest()[:16]


def learning_about(words: str, user: User) -> list[Evidence]:
    """Return the learning notes this user may read that have all of these words, in themselves, their question or what it was about.

    Whatever the capitals and accents; newest first, at most fifty, each with the link to where it stands. Without words: the newest.
    """
    terms = terms_of(words)
    rows = _readable(user).select_related("engagement").order_by("-written_on", "-pk")
    fits = (note for note in rows if _has(note, terms))
    return [
        Evidence(
            text=note.words,
            source=f"{note.engagement}: {asked(note.prompt)}",
            heard_until_on=note.written_on,
            href=reverse("learning:one", args=[note.engagement_id]),
        )
        for note in islice(fits, MOST)
    ]


def lessons(user: User, subject: Subject, hub_ids: "frozenset[int] | None") -> Iterator[Evidence]:
    """Yield what was learned about a subject, for whoever plans to ask about it again (one query)."""
    rows = _readable(user).select_related("engagement").order_by("-written_on", "-pk")
    if hub_ids is not None:
        rows = rows.filter(engagement__in=Engagement.objects.filter(hubs__in=hub_ids).order_by().values("pk"))
    for note in rows[:MOST_READ]:
        if subject.fits(note.words, note.engagement.title, note.engagement.question):
            href = reverse("learning:one", args=[note.engagement_id])
            yield Evidence(note.words, f"{note.engagement}: {asked(note.prompt)}", note.written_on, href, kind="What we learned")


def _has(note: LearningNote, terms: list[str]) -> bool:
    text = folded(joined(note.words, asked(note.prompt), note.engagement.title, note.engagement.question)) if terms else ""
    return all(term in text for term in terms)


def _readable(user: User) -> QuerySet[LearningNote]:
    seen = Engagement.objects.visible_to(user, "engagement.view").order_by().values("pk")
    return LearningNote.objects.filter(engagement__in=seen)


def asked(code: str) -> str:
    """Return the question of a note."""
    return BY_CODE[code].question if code in BY_CODE else "What we learned"


def to_look_at(user: User) -> QuerySet[Engagement]:
    """Return what can be looked back on by this user: what is being answered, was closed, or was looked at again; the last closed first."""
    rows = Engagement.objects.visible_to(user, "engagement.view").filter(stage__in=(Stage.ANSWERING, *ENDED))
    return rows.prefetch_related("hubs").order_by("-closed_on", "title", "pk")


def held(search: Search, user: User) -> None:
    """Look at what was learned, for the Freedom of Information Act (two queries)."""
    if reach(user, "information.view") is not None:
        return
    for note in LearningNote.objects.select_related("engagement").prefetch_related("engagement__hubs"):
        hubs = {hub.pk for hub in note.engagement.hubs.all()}
        title = f"{note.engagement}: {asked(note.prompt)}"
        record = HeldRecord("learning", str(note.pk), title, joined(title, note.words), on=note.written_on, hub_id=only_hub(hubs))
        search.look_at(record, hub_ids=hubs)
