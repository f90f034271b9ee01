"""Staff screen of a poll for a time: who is asked, what suits whom, which moment is suggested, and the meeting that comes of it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils import timezone

from core import clocks
from core.row_numbers import row_number
from core.viewsets import HubScoped
from panels.choices import TimeSuits
from panels.models import TimePoll
from panels.rules import polls as rules
from panels.rules.when import when_in_words
from panels.selectors import polls as selectors
from panels.services import polls as services
from panels.views.polls import said_in
from panels.viewsets import asked
from panels.viewsets.asked import ActOnAsked, AskedScreen


class OnePoll(AskedScreen):
    """One poll: its moments with whom they suit, and its members with what they said."""

    model = TimePoll
    row: TimePoll
    kind = services.POLL
    template_name = "panels/staff/poll.html"
    header_icon = "date"

    def rows(self) -> Any:
        """Join what the page reads."""
        return super().rows().select_related("meeting")

    def get_page_title(self) -> str:
        """Say what is asked."""
        return "Which time suits whom?"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the results, with the moment that is suggested, and everybody beside them."""
        results, options = selectors.results(self.row), selectors.options_of(self.row)
        best = rules.suggested(results)
        lines = selectors.lines_of(self.row, self.me)
        return super().get_context_data(
            poll=self.row,
            results=[(one, self.words(one.option), one == best) for one in results],
            heads=[self.words(one) for one in options],
            lines=[(line, [(one, value, words, self.words(one)) for one, value, words in line.cells(options)]) for line in lines],
            suits=[*TimeSuits.choices, ("", "They do not know yet")],
            **self.letters(lines),
            **kwargs,
        )

    def words(self, option: Any) -> str:
        """Return a moment in words."""
        return when_in_words(option.starts_at, self.row.number_of_minutes)


class _Act(ActOnAsked):
    model = TimePoll
    row: TimePoll
    page = "time_poll:one"


class Ask(asked.Ask, _Act):
    """Letters leave."""

    def send(self, **facts: Any) -> int:
        """Queue them."""
        return services.ask_members(poll=self.row, **facts)


class TheySaid(asked.TheySaid, _Act):
    """They rang, or said it."""

    def keep(self, **facts: Any) -> None:
        """Write it down."""
        services.they_said(poll=self.row, said=said_in(self.request), **facts)


class Choose(_Act):
    """A moment is chosen."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Make the meeting and lead to who is asked to it, or say why not."""
        option = row_number(request.POST.get("option"))
        try:
            meeting = services.choose(poll=self.row, option_id=option, by=self.me, now=timezone.now())
        except ValidationError as error:
            self.say_why_not(error)
            return redirect(self.page, pk=pk)
        self.say("The meeting is made. Nobody knows yet: ask them here.")
        return redirect("meeting_invitation:one", pk=meeting.pk)


class End(_Act):
    """No time is looked for any more."""

    def act(self) -> str:
        """End it."""
        services.end_poll(poll=self.row, by=self.me, today=clocks.today())
        return "No time is looked for any more."


class TimePollViewSet(HubScoped):
    """Polls for a time of the panels that I look after. Reached from a panel's dates, so it stands in no menu."""

    model = TimePoll
    resource = "meeting"
    name = "time_poll"
    url_prefix = "time-polls"
    icon = "date"

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses; all behind the gate."""
        return [
            path("<int:pk>/", self.construct_view(OnePoll), name="one"),
            path("<int:pk>/ask/", self.construct_view(Ask), name="ask"),
            path("<int:pk>/they-said/", self.construct_view(TheySaid), name="they_said"),
            path("<int:pk>/choose/", self.construct_view(Choose), name="choose"),
            path("<int:pk>/end/", self.construct_view(End), name="end"),
        ]
