"""What staff do with one message by a button, how one member reads it, and the file for letters by post."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from consent.rules.door import language_of
from core import mail
from core.gate import row_or_404
from core.workbench import Act
from panels.choices import Way
from panels.emails.messages import letter, text_message
from panels.forms.messages import KeyForm, WhenForm
from panels.models import Membership, Message, MessageTo
from panels.rules.needs import destroy_by
from panels.selectors import messages as selectors
from panels.selectors.invitations import reply_to
from panels.selectors.message_file import as_csv
from panels.services import messages as services
from panels.services.messages import Said
from panels.viewsets.kept_private import PrivateScreen


class ReadAs(PrivateScreen):
    """The message as one member reads it, in their language."""

    model = Message
    row: Message
    right = selectors.VIEW
    template_name = "panels/staff/message_as_read.html"
    header_icon = "mail"
    page_title = "As they read it"

    def rows(self) -> Any:
        """Join what the page reads."""
        return super().rows().select_related("panel__hub")

    @property
    def up(self) -> Any:
        """The screens above this one."""
        return (("Message", reverse("message:one", args=[self.row.pk])),)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the letter, or the words to tell them. Whoever is not meant by the message is not there (404)."""
        message = self.row
        row_or_404(Membership.objects.filter(panel=message.panel_id), self.kwargs["sub"])
        lines = selectors.lines_of(message.panel, selectors.whom_of(message), self.me)
        line = next((one for one in lines if one.member.pk == self.kwargs["sub"]), None)
        if line is None:
            return super().get_context_data(message=message, line=None, **kwargs)
        language = language_of(line.person.language if line.person else "")
        subject, words = mail.as_read(selectors.LETTER, context=letter(message), language=language)
        return super().get_context_data(
            message=message,
            line=line,
            language=language,
            subject=subject,
            words=words if line.way in {Way.LETTER, Way.PAPER} else text_message(message),
            is_letter=line.way == Way.LETTER,
            is_told=line.way != Way.NOT,
            reply_to=reply_to(message.panel),
            **kwargs,
        )


class _Act(Act):
    model = Message
    row: Message
    right = selectors.RIGHT
    page = "message:one"

    def rows(self) -> Any:
        """Join the panel."""
        return super().rows().select_related("panel__hub")


class Drop(_Act):
    """Delete a message that was not sent."""

    def post(self, request: HttpRequest, pk: Any) -> HttpResponse:
        """Delete it and show the others, or say why not."""
        panel = self.row.panel_id
        try:
            services.drop(message=self.row, by=self.me)
        except ValidationError as error:
            self.say_why_not(error)
            return redirect(self.page, pk=pk)
        self.say("The message is deleted. Nobody had it.")
        return redirect("panel_messages:list", pk=panel)


class Try(_Act):
    """To me alone."""

    def act(self) -> str:
        """Queue it to whoever presses."""
        services.send_test(message=self.row, by=self.me)
        return f"It leaves now, to {self.me.email} alone."


class Send(_Act):
    """One to each person who is ticked."""

    def act(self) -> str:
        """Send it, now or later."""
        form = WhenForm(self.request.POST)
        if not form.is_valid():
            raise ValidationError([error for errors in form.errors.values() for error in errors])
        leaves_at, said = form.cleaned_data["leaves_at"], self.request.POST
        facts: dict[str, Any] = {"who": said.getlist("who"), "seen": said.get("seen", "")}
        number = services.send(message=self.row, leaves_at=leaves_at, by=self.me, now=timezone.now(), **facts)
        if self.row.panel.is_of_under_18s:
            return "It waits for a second person, who reads it before it goes on."
        when = f"on {timezone.localtime(leaves_at):%-d %B at %H:%M}" if leaves_at else "now"
        return f"{number} {'letter leaves' if number == 1 else 'letters leave'} {when}, one to each person."


class Release(_Act):
    """A second person has read it."""

    right = selectors.VIEW

    def act(self) -> str:
        """Let it go on."""
        if services.release(message=self.row, by=self.me, now=timezone.now()):
            return "It goes to whoever acts for the named worker’s post and the second reader’s when it leaves. Nothing goes to a child."
        return "Nobody acts for the named worker’s post or the second reader’s today. If it stays so, pass it on yourself, to the adults."


class TakeBack(_Act):
    """It is not to leave."""

    def act(self) -> str:
        """Take back what has not left."""
        number = services.take_back(message=self.row, by=self.me)
        if self.row.released_by_id:
            return "Taken back. Whoever has it already to pass on is told so by e-mail."
        return f"Taken back. {number} {'letter' if number == 1 else 'letters'} had not left, and will not."


class MarkTold(_Act):
    """They were told in another way."""

    def act(self) -> str:
        """Write it down."""
        said = self.request.POST
        number = services.mark_told(message=self.row, who=said.getlist("who"), how=said.get("how", ""), by=self.me, on=self.today)
        return f"Written down for {number} {'person' if number == 1 else 'people'}."


class CameBack(_Act):
    """A letter did not arrive."""

    def act(self) -> str:
        """Write it down."""
        row = row_or_404(MessageTo.objects.filter(message=self.row), self.request.POST.get("row", ""))
        services.mark_came_back(message=self.row, row=row, by=self.me, on=self.today)
        return "Written down. Tell them in another way, and put their address right."


class Anew(_Act):
    """The same words once more."""

    def post(self, request: HttpRequest, pk: Any) -> HttpResponse:
        """Begin a new message with them, one however often it is pressed."""
        words = Said(self.row.heading, self.row.words, self.row.phone_words, selectors.whom_of(self.row))
        form = KeyForm(request.POST)
        key = form.cleaned_data["key"] if form.is_valid() else None
        try:
            made = services.write(panel=self.row.panel, said=words, by=self.me, now=timezone.now(), key=key)
        except ValidationError as error:
            self.say_why_not(error)
            return redirect(self.page, pk=pk)
        self.say("This is a new message with the same words. Nobody has it yet.")
        return redirect(self.page, pk=made.pk)


class TakeFile(_Act):
    """Whom it is posted to, for mail merge."""

    def post(self, request: HttpRequest, pk: Any) -> HttpResponse:
        """Hand it over as a download, or say why not."""
        try:
            people = services.take_file(message=self.row, by=self.me)
        except ValidationError as error:
            self.say_why_not(error)
            return redirect(self.page, pk=pk)
        table = as_csv(self.row, people, today=self.today)
        response = HttpResponse("".join(table), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="letters-{self.today}-destroy-by-{destroy_by(self.today)}.csv"'
        response["Cache-Control"] = "no-store, private"
        return response


SCREENS: tuple[tuple[str, type, str], ...] = (("as/<uuid:sub>/", ReadAs, "read_as"),)
ACTS: tuple[tuple[str, type, str], ...] = (
    ("delete/", Drop, "drop"),
    ("try/", Try, "try"),
    ("send/", Send, "send"),
    ("release/", Release, "release"),
    ("take-back/", TakeBack, "take_back"),
    ("told/", MarkTold, "told"),
    ("came-back/", CameBack, "came_back"),
    ("anew/", Anew, "anew"),
    ("file/", TakeFile, "file"),
)
