"""What was learned from listening, for whoever looks back and whoever plans the next question."""

import hashlib
import json

from django.db.models import Q, QuerySet
from django.urls import reverse

from accounts.models import User
from core.questions import Evidence
from participation.choices import ENDED, Stage
from participation.models import Engagement, LearningNote
from participation.reflection import BY_CODE, PROMPTS

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

    Newest first, at most fifty, each with the link to where it stands. Without words: the newest.
    """
    found = _readable(user)
    for word in words.replace("\x00", "").split()[:10]:
        codes = [prompt.code for prompt in PROMPTS if word.casefold() in prompt.question.casefold()]
        about = Q(engagement__title__icontains=word) | Q(engagement__question__icontains=word)
        found = found.filter(Q(words__icontains=word) | Q(prompt__in=codes) | about)
    return [
        Evidence(
            text=note.words,
            source=f"{note.engagement}: {_asked(note.prompt)}",
            heard_until_on=note.written_on,
            href=reverse("learning:one", args=[note.engagement_id]),
        )
        for note in found.select_related("engagement").order_by("-written_on", "-pk")[:MOST]
    ]


def _readable(user: User) -> QuerySet[LearningNote]:
    seen = Engagement.objects.visible_to(user, "engagement.view").order_by().values("pk")
    return LearningNote.objects.filter(engagement__in=seen)


def _asked(code: str) -> str:
    return BY_CODE[code].question if code in BY_CODE else "What we learned"


def to_look_at(user: User) -> QuerySet[Engagement]:
    """Return what can be looked back on by this user: what is being answered, was closed, or was looked at again; the last closed first."""
    rows = Engagement.objects.visible_to(user, "engagement.view").filter(stage__in=(Stage.ANSWERING, *ENDED))
    return rows.prefetch_related("hubs").order_by("-closed_on", "title", "pk")
