"""Staff screen of a meeting's invitations: who is asked, who is left out and why, what they said, and "they rang me" in two taps."""

from typing import Any

from django.core.exceptions import ValidationError
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import override

from consent.rules.door import language_of
from core.viewsets import HubScoped
from core.workbench import Act, Screen
from panels.choices import NeedKind, Reply
from panels.emails.invitations import text_message
from panels.models import Meeting, Membership
from panels.rules import invitations as rules
from panels.rules.meetings import is_at_night
from panels.rules.when import when_in_words
from panels.selectors import invitations as selectors
from panels.selectors.invitations import Line
from panels.selectors.papers import to_tell_of_papers
from panels.services import invitations as services
from panels.services import paper_letters, replies
from panels.viewsets.trail import above

GONE = "This person is not on the panel any more."


class Invitations(Screen):
    """Everybody on the panel beside one meeting: letters, answers, and what to arrange."""

    model = Meeting
    row: Meeting
    right = selectors.RIGHT
    changes = True
    template_name = "panels/staff/invitations.html"
    header_icon = "mail"

    def rows(self) -> Any:
        """Join what the page reads."""
        return super().rows().select_related("panel__hub")

    @property
    def up(self) -> Any:
        """The screens above this one."""
        return above(self.row.panel)

    def get_page_title(self) -> str:
        """Say what is asked."""
        return "Who comes?"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return everybody, with what may be sent to whom, or why nothing is."""
        now, lines = timezone.now(), selectors.lines_of(self.row, self.me)
        where = selectors.reply_to_of(self.row)
        asked = [line for line in lines if line.is_asked_at_all]
        return super().get_context_data(
            meeting=self.row,
            when=when_in_words(self.row.starts_at, self.row.number_of_minutes),
            is_at_night=is_at_night(self.row.starts_at),
            why_none=rules.why_nobody_is_asked(self.row, reply_to=where, now=now),
            reply_to=where,
            asked=asked,
            left_out=[line for line in lines if not line.is_asked_at_all],
            to_send=[line for line in asked if line.may_have_letter],
            to_remind=selectors.to_remind(self.row, asked, now=now),
            has_words=not (why_no_words := rules.why_no_words(self.row, now=now)),
            texts=[] if why_no_words else texts_of(asked),
            why_none_told=rules.why_nobody_is_told(self.row, reply_to=where, now=now),
            to_tell=selectors.to_tell(asked),
            to_ring=selectors.to_ring(asked),
            to_tell_on=selectors.to_tell_on(asked),
            to_tell_moved=selectors.to_tell_moved(asked),
            papers=to_tell_of_papers(self.row, lines),
            to_ring_anew=selectors.to_ring_anew(asked),
            tallies=tallies_of(asked),
            answers=[(one, Reply(one).label) for one in rules.answers_to(self.row)],
            kinds=NeedKind.choices,
            **kwargs,
        )


def texts_of(lines: list[Line]) -> list[tuple[Line, str, str]]:
    """Return the words for each phone, with their language: made when a link was, each in the language of who reads it."""
    found = []
    for line in lines:
        if line.invitation and line.person and line.has_link and selectors.may_be_texted(line):
            language = language_of(line.person.language)
            with override(language):
                found.append((line, language, text_message(line.invitation)))
    return found


def tallies_of(lines: list[Line]) -> list[tuple[str, int]]:
    """Return how many gave each answer, those who gave none too."""
    return [(str(one.label), sum(line.reply == one for line in lines)) for one in Reply]


class _Act(Act):
    model = Meeting
    row: Meeting
    right = selectors.RIGHT
    page = "meeting_invitation:one"

    def rows(self) -> Any:
        """Join what the acts read."""
        return super().rows().select_related("panel__hub")

    def member(self) -> Membership:
        """Return the member whose row was pressed, of this meeting's panel alone. Raises ValidationError when there is none."""
        typed = self.request.POST.get("member", "")
        members = Membership.objects.filter(panel=self.row.panel_id).select_related("panel", "person")
        found = next((one for one in members if str(one.pk) == typed), None)
        if found is None:
            raise ValidationError([GONE])
        return found


class Send(_Act):
    """Letters leave."""

    def act(self) -> str:
        """Queue one for each person who is ticked."""
        number = services.invite(meeting=self.row, who=self.request.POST.getlist("who"), by=self.me, now=timezone.now())
        return f"{number} {'letter leaves' if number == 1 else 'letters leave'} now, one to each person."


class Remind(_Act):
    """One more letter, to who has not said no."""

    def act(self) -> str:
        """Queue them."""
        number = services.remind(meeting=self.row, by=self.me, now=timezone.now())
        return f"{number} {'reminder leaves' if number == 1 else 'reminders leave'} now."


class TellCalledOff(_Act):
    """Nobody travels in vain."""

    def act(self) -> str:
        """Queue a letter to who was asked."""
        number = services.tell_called_off(meeting=self.row, by=self.me, now=timezone.now())
        return f"{number} {'letter leaves' if number == 1 else 'letters leave'} now, one to each person."


class TellOn(_Act):
    """It takes place after all."""

    def act(self) -> str:
        """Queue a letter to who was told that it does not."""
        number = services.tell_on(meeting=self.row, by=self.me, now=timezone.now())
        return f"{number} {'letter leaves' if number == 1 else 'letters leave'} now, one to each person."


class TellMoved(_Act):
    """It is on another day, or elsewhere."""

    def act(self) -> str:
        """Queue a letter to who knows it as it was."""
        number = services.tell_moved(meeting=self.row, by=self.me, now=timezone.now())
        return f"{number} {'letter leaves' if number == 1 else 'letters leave'} now, one to each person."


class TellPapers(_Act):
    """There is something to read."""

    def act(self) -> str:
        """Queue a letter to who comes or reads, and was not told."""
        number = paper_letters.tell_papers(meeting=self.row, by=self.me, now=timezone.now())
        return f"{number} {'letter leaves' if number == 1 else 'letters leave'} now, one to each person."


class MakeTexts(_Act):
    """Words to copy into a phone."""

    def act(self) -> str:
        """Make the links."""
        number = services.make_texts(meeting=self.row, by=self.me, now=timezone.now())
        return f"Words for {number} {'phone' if number == 1 else 'phones'} stand below. Nothing was sent."


class TheyRang(_Act):
    """They rang, or said it."""

    def act(self) -> str:
        """Write it down."""
        said = self.request.POST
        replies.they_rang(
            meeting=self.row,
            member=self.member(),
            reply=said.get("reply", ""),
            kinds=said.getlist("need"),
            line=said.get("line", ""),
            by=self.me,
            now=timezone.now(),
            seen=said.get("seen", ""),
        )
        return "Written down."


class EndLink(_Act):
    """A letter went astray."""

    def act(self) -> str:
        """End all their links."""
        services.end_link(meeting=self.row, member=self.member(), by=self.me)
        return "Every link that was sent to them opens nothing any more: to meetings, to polls and for their calendar."


class InvitationViewSet(HubScoped):
    """Invitations to the meetings of panels that I look after. Reached from a meeting, so it stands in no menu."""

    model = Meeting
    resource = "meeting"
    name = "meeting_invitation"
    url_prefix = "meeting-invitations"
    icon = "mail"

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses; all behind the gate."""
        return [
            path("<int:pk>/", self.construct_view(Invitations), name="one"),
            path("<int:pk>/send/", self.construct_view(Send), name="send"),
            path("<int:pk>/remind/", self.construct_view(Remind), name="remind"),
            path("<int:pk>/called-off/", self.construct_view(TellCalledOff), name="called_off"),
            path("<int:pk>/on/", self.construct_view(TellOn), name="on"),
            path("<int:pk>/moved/", self.construct_view(TellMoved), name="moved"),
            path("<int:pk>/papers/", self.construct_view(TellPapers), name="papers"),
            path("<int:pk>/texts/", self.construct_view(MakeTexts), name="texts"),
            path("<int:pk>/they-rang/", self.construct_view(TheyRang), name="they_rang"),
            path("<int:pk>/end-link/", self.construct_view(EndLink), name="end_link"),
        ]
