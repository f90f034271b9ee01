"""The page behind the link of an invitation: looking shows, sending acts, and an answer can be changed until then (decision 0061)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from core.family_forms import family_form
from core.text import normalise
from panels.choices import Format, HowReplied, MeetingState, MemberKind, NeedKind, Reply
from panels.choices.needs import COMING
from panels.models import Invitation, Meeting, MeetingPaper
from panels.rules.invitations import LONGEST_LINE, answers_to
from panels.rules.when import when_in_words, where
from panels.selectors import feeds, reply_links
from panels.selectors import invitations as selectors
from panels.selectors.papers import papers_out
from panels.services import replies as services
from panels.views.by_link import by_link


@require_http_methods(["GET", "HEAD", "POST"])
@family_form
def reply(request: HttpRequest, token: str) -> HttpResponse:
    """Show when and where somebody is asked to come, and keep what they answer. No name stands here: a link may be passed on."""

    def page_of(invitation: Invitation, error: ValidationError | None) -> HttpResponse:
        return page(request, invitation, _by_link(invitation), error)

    def keep(invitation: Invitation) -> None:
        act(request, invitation, how=HowReplied.LINK)

    opened, place = reply_links.opened, kept_at(request)
    return by_link(request, token, opened=opened, page=page_of, keep=keep, only_reads=_only_reads, kept_at=place)


def kept_at(request: HttpRequest) -> str:
    """Return where on the page stands what the pressed button kept: each has a notice of its own, so that nobody presses again."""
    if "reply" in request.POST:
        return "said"
    return "dates" if "all_dates" in request.POST else "arranged"


@dataclass(frozen=True)
class ToRead:
    """A paper that is out, and where it opens: `is_pressed` by a button, otherwise by a link."""

    paper: MeetingPaper
    href: str
    is_pressed: bool


def _by_link(invitation: Invitation) -> dict[str, Any]:
    token = reply_links.token_of(invitation)
    papers = [ToRead(one, reverse("panel_paper", args=[token, one.pk]), is_pressed=True) for one in papers_out(invitation.meeting)]
    return {"file": reverse("panel_meeting_file", args=[token]), "papers": papers}


def act(request: HttpRequest, invitation: Invitation, *, how: str) -> None:
    """Keep what the button says, and then what is ticked and typed beside it: one form, and no button loses what another would keep.

    An answer is kept also where what to arrange is refused: the page says what to put right. Who does not come has nothing arranged.
    """
    posted, now = request.POST, timezone.now()
    if "reply" in posted:
        services.answer(invitation=invitation, reply=posted["reply"], how=how, by=None, now=now)
    elif "all_dates" in posted:
        services.put_all_dates(invitation=invitation, how=how)
    is_button_of_another = "reply" in posted or "all_dates" in posted
    if not is_button_of_another or ("has_needs" in posted and posted.get("reply") != Reply.NO):
        said = {"kinds": posted.getlist("need"), "line": posted.get("line", "")}
        services.arrange(invitation=invitation, **said, by=None, now=now, how=how)  # type: ignore[arg-type]  # list and text by name


def page(
    request: HttpRequest,
    invitation: Invitation,
    more: Mapping[str, Any],
    error: ValidationError | None = None,
    *,
    kept: QueryDict | None = None,
) -> HttpResponse:
    """Show one meeting to one member. `more`: `file` (its address for a calendar), `papers`, and behind the door `back`.

    `kept` is what they ticked and typed when their visit ended (`behind_the_door.kept_over_the_door`).
    """
    meeting = invitation.meeting
    meeting.refresh_from_db()
    if error:  # their answer may be kept, and only what to arrange refused
        invitation.refresh_from_db(fields=["reply"])
    feed = feeds.feed_of_member(invitation.membership)
    context = {
        "meeting": meeting,
        "when": when_in_words(meeting.starts_at, meeting.number_of_minutes),
        "where": where(meeting),
        "is_off": meeting.state == MeetingState.CALLED_OFF,
        "is_over": meeting.ends_at <= timezone.now(),
        "answers": _answers(meeting, invitation.reply),
        "said": Reply(invitation.reply).label if invitation.reply else "",
        "feed": feeds.address_of(feed) if feed else "",
        "calendar": feeds.for_a_calendar(feed) if feed else "",
        "is_reader": _only_reads(invitation),
        "agenda": list(meeting.agenda.all()),
        "says_no": invitation.reply == Reply.NO,
        "is_coming": invitation.reply not in {Reply.NONE, Reply.NO},
        "kept": bool(kept),
        **_needs(invitation, request.POST if error else kept if kept and "has_needs" in kept else None, error),
        **more,
    }
    return render(request, "panels/public/reply.html", context)


def _only_reads(invitation: Invitation) -> bool:
    """Return whether somebody comes to no meeting: they read here what is out, and are asked nothing."""
    return invitation.membership.kind == MemberKind.READER


def _answers(meeting: Meeting, said: str) -> list[dict[str, str]]:
    """Return the buttons: before the first answer a yes is the bold one; after it none is, and what was said stands above them."""
    words = {Reply.YES: gettext("Yes, I am coming"), Reply.MAYBE: gettext("I am not sure yet"), Reply.NO: gettext("No, I cannot come")}
    words[Reply.ONLINE] = gettext("Yes, online") if meeting.format == Format.HYBRID else words[Reply.YES]
    bold = frozenset() if said else COMING
    return [{"value": one, "text": words[Reply(one)], "kind": "" if one in bold else "second"} for one in answers_to(meeting)]


def _needs(invitation: Invitation, typed: QueryDict | None, error: ValidationError | None) -> dict[str, Any]:
    """Return what can be ticked, as it stands or as it was ticked just now, and what to put right. Nothing that was typed is lost."""
    needs = selectors.needs_of(invitation)
    booked = {need.kind for need in needs if need.booked_on}
    ticked = {need.kind for need in needs} if typed is None else set(typed.getlist("need"))
    line = error.message_dict.get("line", [""])[0] if error and hasattr(error, "error_dict") else ""
    reasons = [{"href": "#line", "text": line}] if line else [{"text": text} for text in error.messages] if error else []
    return {
        "kinds": [{"value": kind.value, "text": kind.label, "checked": kind in ticked} for kind in NeedKind if kind not in booked],
        "to_arrange": [kind.label for kind in NeedKind if kind in {need.kind for need in needs} - booked],
        "has_words": any(need.detail for need in needs),
        "booked": [kind.label for kind in NeedKind if kind in booked],
        "line": normalise(typed.get("line", "")) if typed else "",
        "line_error": line,
        "most": LONGEST_LINE,
        "errors": reasons,
    }
