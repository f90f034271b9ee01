"""Staff screens for messages to the members of a panel: write, see who gets it and who does not, send, and what came of it."""

from collections import Counter
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from core.forms.seen import seen_anew
from core.overtaken import Overtaken
from core.viewsets import HubScoped
from core.workbench import Trail, add_errors
from panels.choices import MessageState, ToldHow, Way
from panels.emails.messages import text_message
from panels.forms.messages import MessageForm, as_kept
from panels.models import Message, Panel
from panels.rules import messages as rules
from panels.rules.plain_english import hints_on
from panels.selectors import messages as selectors
from panels.selectors.invitations import reply_to
from panels.selectors.message_begun import begun
from panels.selectors.message_file import to_post
from panels.selectors.messages_sent import is_waiting, sent_of
from panels.selectors.panels import may_for
from panels.services import messages as services
from panels.viewsets.kept_private import OfPanel, PrivateScreen
from panels.viewsets.message_acts import ACTS, SCREENS
from panels.viewsets.trail import above


class Messages(OfPanel):
    """What was written to the members of a panel."""

    template_name = "panels/staff/messages.html"
    header_icon = "mail"
    page_title = "Messages"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the messages, the newest first."""
        return super().get_context_data(
            panel=self.row,
            messages_of_panel=list(selectors.messages_of(self.row)),
            may_edit=may_for(self.me, selectors.RIGHT, self.row),
            now=timezone.now(),
            **kwargs,
        )


class WriteMessage(OfPanel):
    """A new message. Nobody gets it yet. `?minutes=` and `?question=` put in its boxes what was minuted or decided."""

    right = selectors.RIGHT
    changes = True
    template_name = "panels/staff/message_form.html"
    header_icon = "mail"
    page_title = "Write to members"

    @property
    def up(self) -> Trail:
        """The screens above this one."""
        return (*super().up, ("Messages", reverse("panel_messages:list", args=[self.row.pk])))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the form."""
        kwargs.setdefault("form", MessageForm(panel=self.row, kept={}, initial=begun(self.row, self.request.GET)))
        return super().get_context_data(panel=self.row, **kwargs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Keep it, or say what to mend; what was typed stays."""
        form = MessageForm(request.POST, panel=self.row, kept={})
        if form.is_valid():
            try:
                key = form.cleaned_data["key"]
                message = services.write(panel=self.row, said=form.said(), by=self.me, now=timezone.now(), key=key)
            except ValidationError as error:
                add_errors(form, error)
            else:
                self.say("It is kept, and nobody has it yet. See below who gets it.")
                return redirect("message:one", pk=message.pk)
        return self.render_to_response(self.get_context_data(form=form))


class OfMessage(PrivateScreen):
    """A screen about one message."""

    model = Message
    row: Message
    right = selectors.VIEW
    header_icon = "mail"
    page_title = "Message"

    @property
    def in_the_tab(self) -> str:
        """The panel."""
        return str(self.row.panel)

    def rows(self) -> Any:
        """Join what every page of a message reads."""
        return super().rows().select_related("panel__hub", "written_by", "sent_by", "released_by")

    @property
    def up(self) -> Trail:
        """The screens above this one."""
        panel = self.row.panel
        return above(panel, ("Messages", reverse("panel_messages:list", args=[panel.pk])))


class OneMessage(OfMessage):
    """A message: before it is sent, who gets it and who does not, and why; afterwards, what came of it for each."""

    template_name = "panels/staff/message.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the message with what is to be seen of it now."""
        message, panel = self.row, self.row.panel
        is_draft = message.state == MessageState.DRAFT
        return super().get_context_data(
            message=message,
            panel=panel,
            is_draft=is_draft,
            may_edit=may_for(self.me, selectors.RIGHT, panel),
            reply_to=reply_to(panel),
            needs_second=rules.needs_second_person(panel),
            **(self._before() if is_draft else self._after()),
            **kwargs,
        )

    def _before(self) -> dict[str, Any]:
        message, whom = self.row, selectors.whom_of(self.row)
        lines = selectors.lines_of(message.panel, whom, self.me)
        return {
            "hints": hints_on(f"{message.heading}\n{message.words}"),
            "chosen": selectors.in_words(message),
            "groups": [(way, found) for way in Way if way != Way.NOT and (found := [one for one in lines if one.way == way])],
            "left_out": [one for one in lines if one.way == Way.NOT],
            "number_not_meant": selectors.on_the_panel(message.panel).count() - len(lines),
        }

    def _after(self) -> dict[str, Any]:
        message, sent = self.row, sent_of(self.row, self.me)
        to_tell = [one for one in sent if one.is_to_tell]
        is_something_left = any(one.is_to_wait or (one.is_to_tell and one.row.left_at is None) for one in sent)
        return {
            "sent": sent,
            "to_tell": to_tell,
            "number_to_post": len(to_post(sent, self.me)),
            "for_phones": text_message(message) if any(one.row.way == Way.PHONE for one in to_tell) else "",
            "tallies": Counter(one.came_to for one in sent).most_common(),
            "is_later": is_waiting(message, timezone.now()),
            "can_take_back": is_something_left and not rules.why_not_take_back(message),
            "why_not_release": rules.why_not_release(message, self.me),
            "ways_told": ToldHow.choices,
            "key": uuid4(),
        }


class EditMessage(OfMessage):
    """Change a message that was not sent."""

    right = selectors.RIGHT
    changes = True
    template_name = "panels/staff/message_form.html"
    page_title = "Change the message"

    @property
    def up(self) -> Trail:
        """The screens above this one."""
        return (*super().up, ("Message", reverse("message:one", args=[self.row.pk])))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the form with what stands."""
        kwargs.setdefault("form", MessageForm(initial=as_kept(self.row), panel=self.row.panel, kept=self.row.whom))
        return super().get_context_data(panel=self.row.panel, **kwargs)

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Keep it; or say what to mend, or what a colleague wrote meanwhile, and keep what was typed."""
        form, theirs = MessageForm(request.POST, panel=self.row.panel, kept=self.row.whom), list[tuple[str, str]]()
        if form.is_valid():
            try:
                services.change(message=self.row, said=form.said(), by=self.me, seen=form.cleaned_data["seen"])
            except Overtaken as error:
                add_errors(form, error)
                theirs = [(str(box.label), as_kept(error.theirs)[box.name]) for box in form.word_boxes()]
                theirs.append(("Who gets it", selectors.in_words(error.theirs)))
                seen_anew(form, error.theirs.version)
            except ValidationError as error:
                add_errors(form, error)
            else:
                self.say("It is kept.")
                return redirect("message:one", pk=pk)
        return self.render_to_response(self.get_context_data(form=form, stands_now=theirs))


class PanelMessagesViewSet(HubScoped):
    """Messages of the panels whose members I look after. Reached from a panel, so it stands in no menu."""

    model = Panel
    resource = "member"
    name = "panel_messages"
    url_prefix = "panel-messages"
    icon = "mail"

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses; all behind the gate."""
        return [
            path("<int:pk>/", self.construct_view(Messages), name="list"),
            path("<int:pk>/new/", self.construct_view(WriteMessage), name="new"),
        ]


class MessageViewSet(HubScoped):
    """One message."""

    model = Message
    resource = "member"
    name = "message"
    url_prefix = "panel-message"
    icon = "mail"

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses; all behind the gate."""
        one = "<uuid:pk>/"
        return [
            path(one, self.construct_view(OneMessage), name="one"),
            path(f"{one}change/", self.construct_view(EditMessage), name="change"),
            *(path(f"{one}{route}", self.construct_view(view), name=name) for route, view, name in SCREENS),
            *(path(f"{one}{route}", self.construct_view(view), name=name) for route, view, name in ACTS),
        ]
