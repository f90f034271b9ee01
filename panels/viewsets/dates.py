"""Staff screen of a panel's dates: polls for a time, and the address from which one's own calendar reads them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path

from core import clocks
from core.viewsets import HubScoped
from core.workbench import Act, Screen, add_errors
from panels.forms.polls import PollForm
from panels.models import Panel
from panels.selectors import feeds as feed_selectors
from panels.selectors import panels as panel_selectors
from panels.selectors import polls as selectors
from panels.selectors import questions as question_selectors
from panels.services import feeds, polls
from panels.viewsets.questions import NewQuestion
from panels.viewsets.trail import above


class Dates(Screen):
    """The polls of one panel, and one's own calendar address."""

    model = Panel
    row: Panel
    right = selectors.VIEW
    template_name = "panels/staff/dates.html"
    header_icon = "date"

    @property
    def in_the_tab(self) -> str:
        """The panel."""
        return str(self.row)

    @property
    def up(self) -> Any:
        """The screens above this one."""
        return above(self.row)

    def get_page_title(self) -> str:
        """Say what is here."""
        return "Dates"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the polls and the feed."""
        feed = feed_selectors.feed_of_staff(self.row, self.me)
        return super().get_context_data(
            panel=self.row,
            polls=selectors.polls_of(self.row),
            questions=question_selectors.questions_of(self.row),
            may_edit=panel_selectors.may_for(self.me, selectors.RIGHT, self.row),
            address=feed_selectors.address_of(feed) if feed else "",
            **kwargs,
        )


class NewPoll(Screen):
    """A poll for a time."""

    model = Panel
    row: Panel
    right = selectors.RIGHT
    changes = True
    template_name = "panels/staff/new_poll.html"
    header_icon = "date"

    @property
    def in_the_tab(self) -> str:
        """The panel."""
        return str(self.row)

    @property
    def up(self) -> Any:
        """The screens above this one."""
        return above(self.row)

    def get_page_title(self) -> str:
        """Say what is done here."""
        return "Find a time"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the form."""
        kwargs.setdefault("form", PollForm(initial={"place": self.row.hub.name if self.row.hub else ""}))
        return super().get_context_data(panel=self.row, **kwargs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Make it, or say what to mend and keep what was typed on the page."""
        form = PollForm(request.POST)
        if form.is_valid():
            try:
                poll = polls.make_poll(panel=self.row, what=form.asked(), by=self.me, today=clocks.today())
            except ValidationError as error:
                add_errors(form, error)
            else:
                self.say("It is made. Nobody is asked yet: see below who gets a letter.")
                return redirect("time_poll:one", pk=poll.pk)
        return self.render_to_response(self.get_context_data(form=form))


class MakeFeed(Act):
    """An address for one's own calendar."""

    model = Panel
    row: Panel
    right = feed_selectors.RIGHT
    page = "panel_dates:one"

    def act(self) -> str:
        """Make it; one that was made before ends."""
        feeds.make_feed(panel=self.row, by=self.me)
        return "The address stands below. It is yours alone, and works as long as you may see this panel."


class EndFeed(MakeFeed):
    """The address ends."""

    def act(self) -> str:
        """End it."""
        feeds.end_feed(panel=self.row, by=self.me)
        return "The address opens nothing any more."


class PanelDatesViewSet(HubScoped):
    """Dates of the panels that I look after. Reached from a panel, so it stands in no menu."""

    model = Panel
    resource = "meeting"
    name = "panel_dates"
    url_prefix = "panel-dates"
    icon = "date"

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses; all behind the gate."""
        return [
            path("<int:pk>/", self.construct_view(Dates), name="one"),
            path("<int:pk>/find-a-time/", self.construct_view(NewPoll), name="new_poll"),
            path("<int:pk>/decide/", self.construct_view(NewQuestion), name="new_question"),
            path("<int:pk>/calendar/", self.construct_view(MakeFeed), name="make_feed"),
            path("<int:pk>/calendar/end/", self.construct_view(EndFeed), name="end_feed"),
        ]
