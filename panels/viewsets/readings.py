"""Staff screens for what a panel reads before others do: giving it out, what members said, and closing it with what changed."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property

from core.gate import row_or_404
from core.workbench import Workbench, add_errors
from panels.forms.readings import AskForm, CloseForm
from panels.models import Panel, Reading
from panels.selectors import readings as selectors
from panels.selectors.panels import EDIT
from panels.services import readings as services
from panels.viewsets.kept_private import OfPanel

LABEL = "What they read for us"


class Readings(OfPanel):
    """Everything that this panel was asked to read. Members' words are for who looks after the panel."""

    right = EDIT
    template_name = "panels/staff/readings.html"
    page_title = LABEL
    header_icon = "doc-full-inverse"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the list."""
        return super().get_context_data(panel=self.row, readings=selectors.readings_of(self.row), today=self.today, **kwargs)


class _Form(Readings):
    """A screen with a form about this panel's readings."""

    changes = True
    template_name = "panels/staff/reading_form.html"

    @property
    def up(self) -> Any:
        """The screens above this one."""
        return (*super().up, (LABEL, reverse("readings:list", args=[self.row.pk])))

    def form(self, data: Any = None) -> Any:
        """Return the form of this screen."""
        return AskForm(data, pages=selectors.pages_to_read(self.me, self.row))

    def keep(self, form: Any) -> str:
        """Keep what was said; return the words that say so. Raises ValidationError."""
        said = form.cleaned_data
        facts = {"title": said["title"], "words": said["words"], "until": said["until_on"], "page": said["page"]}
        services.ask_to_read(panel=self.row, **facts, key=said["key"], by=self.me, today=self.today)
        return "It stands under “My panel” of everybody on this panel. Nobody is written to: tell them at the meeting."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the form."""
        if "form" not in kwargs:
            kwargs["form"] = self.form()
        return super().get_context_data(**kwargs)

    def post(self, request: HttpRequest, **address: Any) -> HttpResponse:
        """Keep it, or say what is wrong and keep what was typed."""
        form = self.form(request.POST)
        if form.is_valid():
            try:
                self.say(self.keep(form))
            except ValidationError as error:
                add_errors(form, error)
            else:
                return redirect("readings:list", pk=self.row.pk)
        return self.render_to_response(self.get_context_data(form=form))


class AskToRead(_Form):
    """Give something out to read."""

    page_title = "Ask them to read something"


class OneReading(_Form):
    """What members said, paragraph by paragraph, and closing it."""

    template_name = "panels/staff/reading.html"
    page_title = "What they said of it"

    @cached_property
    def reading(self) -> Reading:
        """The reading of this panel that the address names, or 404."""
        found: Reading = row_or_404(Reading.objects.filter(panel=self.row), self.kwargs["sub"])
        return found

    def form(self, data: Any = None) -> CloseForm:
        """Return the form to close it."""
        return CloseForm(data)

    def keep(self, form: Any) -> str:
        """Close it."""
        services.close(reading=self.reading, changed=form.cleaned_data["changed"], by=self.me, today=self.today)
        return "It is closed. Members read what changed."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the paragraphs beside the form."""
        paragraphs = selectors.paragraphs_for(self.me, self.reading)
        return super().get_context_data(reading=self.reading, paragraphs=paragraphs, has_readers=self.reading.readers.exists(), **kwargs)


class TakeBack(OneReading):
    """Take something back that nobody has read yet."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **address: Any) -> HttpResponse:
        """Take it back, and show the list."""
        try:
            services.take_back(reading=self.reading, by=self.me)
            self.say("It is taken back.")
        except ValidationError as error:
            self.say_why_not(error)
        return redirect("readings:list", pk=self.row.pk)


class ReadingsViewSet(Workbench):
    """What panels read: its addresses alone, for the way there is each panel's page."""

    name = "readings"
    url_prefix = "panel-readings"
    model = Panel
    resource = "panel"
    icon = "doc-full-inverse"

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses; all behind the gate."""
        return [
            path("<int:pk>/", self.construct_view(Readings), name="list"),
            path("<int:pk>/new/", self.construct_view(AskToRead), name="ask"),
            path("<int:pk>/<uuid:sub>/", self.construct_view(OneReading), name="one"),
            path("<int:pk>/<uuid:sub>/take-back/", self.construct_view(TakeBack), name="take_back"),
        ]
