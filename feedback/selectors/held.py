"""What this floor holds that somebody may ask for under the Freedom of Information Act: what was asked, answered, and said."""

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core.answers import HeldRecord
from core.crypto import open_stored
from core.held_records import MOST_OPENED, Search, joined, only_hub
from core.querysets import reach
from feedback.choices import Outcome, SurveyState
from feedback.models import SurveyVersion, Theme, Voice, WeDid, YouSaid
from feedback.rules.weeks import first_day_of, week_of

RIGHT = "information.view"


def held(search: Search, user: User) -> None:
    """Look at questions, answers and themes, and at comments where this user may read them (ten queries at most)."""
    if reach(user, RIGHT) is not None:
        return
    _surveys(search)
    _you_saids(search)
    _we_dids(search)
    _themes(search)
    _comments(search, user)


def _surveys(search: Search) -> None:
    for version in SurveyVersion.objects.select_related("survey").defer("survey__questions").prefetch_related("survey__hubs"):
        asked = version.definition
        questions = [line for one in asked["questions"] for line in (one["text"], one.get("help"), *_answers(one))]
        hubs = {hub.pk for hub in version.survey.hubs.all()}
        is_public = version.survey.state == SurveyState.OPEN and version.pk == version.survey.current_version_id
        record = HeldRecord(
            kind="survey",
            key=str(version.pk),
            title=asked["title"],
            text=joined(asked["title"], asked.get("why"), *questions),
            on=timezone.localdate(version.published_at) if version.published_at else None,
            published_href=reverse("survey_start", args=[version.survey.slug]) if is_public else "",
            hub_id=only_hub(hubs),
        )
        search.look_at(record, hub_ids=hubs)


def _answers(question: "dict[str, object]") -> list[object]:
    options = question.get("options") or []
    return [option["text"] for option in options] if isinstance(options, list) else []


def _you_saids(search: Search) -> None:
    for said in YouSaid.objects.prefetch_related("hubs"):
        hubs = {hub.pk for hub in said.hubs.all()}
        is_public = said.published_on is not None and said.taken_down_on is None
        record = HeldRecord(
            kind="you_said",
            key=str(said.pk),
            title=said.reference,
            text=joined(said.reference, said.text),
            on=said.published_on or said.heard_until_on,
            published_href=reverse("you_said", args=[said.reference]) if is_public else "",
            has_family_words=said.taken_down_on is not None,
            hub_id=only_hub(hubs),
        )
        search.look_at(record, hub_ids=hubs)


def _we_dids(search: Search) -> None:
    """Look at every answer, its promises with it: also drafts and what was taken down."""
    for did in WeDid.objects.select_related("you_said", "taken_down").prefetch_related("you_said__hubs"):
        hubs = {hub.pk for hub in did.you_said.hubs.all()}
        is_down = hasattr(did, "taken_down") or did.you_said.taken_down_on is not None  # perhaps a family could be known by it
        is_public = did.published_at is not None and not is_down
        text = joined(
            f"{did.you_said.reference}: {Outcome(did.outcome).label}",
            did.text,
            did.what_changed,
            f"Done by {did.due_on}" if did.due_on else "",
            did.reason,
            did.would_change_it,
            did.decided_as,
            f"We asked {did.passed_to}; they reply by {did.replies_by_on}" if did.passed_to else "",
        )
        record = HeldRecord(
            kind="we_did",
            key=str(did.pk),
            title=f"Answer to {did.you_said.reference}",
            text=text,
            on=timezone.localdate(did.published_at) if did.published_at else None,
            published_href=reverse("you_said", args=[did.you_said.reference]) if is_public else "",
            has_family_words=is_down,
            hub_id=only_hub(hubs),
        )
        search.look_at(record, hub_ids=hubs)


def _themes(search: Search) -> None:
    for theme in Theme.objects.select_related("engagement").prefetch_related("engagement__hubs"):
        hubs = {hub.pk for hub in theme.engagement.hubs.all()}
        text = joined(theme.name, theme.engagement.title, theme.public_line)
        search.look_at(HeldRecord("theme", str(theme.pk), theme.name, text, on=theme.heard_on, hub_id=only_hub(hubs)), hub_ids=hubs)


def _comments(search: Search, user: User) -> None:
    """Open comments, the newest first and no more than a page can wait for. Who may not read comments is told of none."""
    rows = Voice.objects.readable_by(user).filter(words_ended_week="").order_by("-week", "pk")
    if search.since:
        rows = rows.filter(week__gte=week_of(search.since))
    if search.until:
        rows = rows.filter(week__lte=week_of(search.until))
    if search.hub_ids is not None:
        rows = rows.filter(hub__in=search.hub_ids)
    stored = list(rows.values_list("pk", "week", "hub_id", "text")[: MOST_OPENED + 1])
    if len(stored) > MOST_OPENED:
        search.number_not_read += rows.count() - MOST_OPENED
    for pk, week, hub_id, sealed in stored[:MOST_OPENED]:
        text, on = open_stored(Voice, "text", pk, sealed), first_day_of(week)
        if search.fits(text):
            search.keep(HeldRecord("comment", str(pk), "A comment", text, on=on, has_family_words=True, hub_id=hub_id))
