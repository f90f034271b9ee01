"""Staff screens on which an engagement begins, and on which it is said how heavy it is."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy

from core.forms.fields import rows_offered
from core.models import Hub, Post
from core.workbench import Screen, add_errors
from participation.choices import Size, Stage
from participation.forms.beginning import BeginForm, SizeForm
from participation.forms.engagements import EverydayForm
from participation.models import Engagement
from participation.rules.gates import why_not_resize
from participation.rules.sizes import size_of
from participation.services.engagements import resize_engagement, start_standing_engagement
from participation.services.starting import begin_engagement
from participation.starters import starter

UP = (("Engagements", reverse_lazy("engagement:index")),)
RIGHT = "engagement.edit"


class Begin(Screen):
    """Ask about something new."""

    changes = True
    right = RIGHT
    template_name = "participation/staff/begin.html"
    page_title = "Ask about something new"
    header_icon = "group"
    up = UP

    def form(self, data: Any = None) -> BeginForm:
        """Return the form with the user's own hubs; one hub is chosen already."""
        form = BeginForm(data)
        mine = Hub.objects.visible_to(self.me, RIGHT)
        rows_offered(form, "hubs").queryset = mine
        if len(ids := list(mine.values_list("pk", flat=True)[:2])) == 1:
            form.initial["hubs"] = ids
        return form

    def post(self, request: HttpRequest) -> HttpResponse:
        """Begin it, and lead on to what is still to say; everyday listening leads to where it is."""
        form = self.form(request.POST)
        if form.is_valid():
            size, why = size_of(form.answers())
            if size == Size.EVERYDAY:
                return self.render_to_response(self.get_context_data(form=form, everyday=why))
            try:
                engagement = self._begin(form)
            except ValidationError as error:
                add_errors(form, error)
            else:
                self.say(f"Saved as a draft. {why}")
                return redirect("engagement:edit", engagement.pk)
        return self.render_to_response(self.get_context_data(form=form))

    def _begin(self, form: BeginForm) -> Engagement:
        chosen = form.cleaned_data
        return begin_engagement(
            title=chosen["title"], hubs=list(chosen["hubs"]), answers=form.answers(), by=self.me, starter=starter(chosen["starter"])
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the form."""
        return super().get_context_data(**{"form": self.form(), **kwargs})


class ChooseSize(Screen):
    """Answer the three questions about one engagement again."""

    changes = True
    model = Engagement
    row: Engagement
    right = RIGHT
    template_name = "participation/staff/size.html"
    page_title = "How heavy is this decision?"
    header_icon = "group"
    up = UP

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Keep the answers, and the size they lead to."""
        form = SizeForm(request.POST)
        if form.is_valid():
            size, why = size_of(form.answers())
            try:
                resize_engagement(engagement=self.row, answers=form.answers(), size=size, by=self.me)
            except ValidationError as error:
                add_errors(form, error)
            else:
                self.say(why)
                return redirect("engagement:edit", pk)
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the form as it was answered last, and what keeps it from being answered anew."""
        stays = self.row.size == Size.EVERYDAY or bool(why_not_resize(self.row, Size(self.row.size)))
        return super().get_context_data(
            **{"form": SizeForm(answers=self.row.size_answers), "stays": stays, "engagement": self.row, **kwargs}
        )


class BeginEveryday(Screen):
    """Begin a hub's everyday listening: who acts, within how many weeks."""

    changes = True
    right = RIGHT
    template_name = "participation/staff/everyday.html"
    page_title = "Begin everyday listening"
    header_icon = "group"
    up = UP

    def form(self, data: Any = None) -> EverydayForm:
        """Return the form with the user's own hubs that do not listen yet, and the posts that could act."""
        form = EverydayForm(data)
        listening = Engagement.objects.standing().exclude(stage=Stage.PLANNING).values("hubs")
        rows_offered(form, "hub").queryset = Hub.objects.visible_to(self.me, RIGHT).not_closed_for_good().exclude(pk__in=listening)
        rows_offered(form, "who_acts").queryset = Post.objects.select_related("hub").for_choosing(self.me, RIGHT)
        return form

    def post(self, request: HttpRequest) -> HttpResponse:
        """Begin."""
        form = self.form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        chosen = form.cleaned_data
        start_standing_engagement(hub=chosen["hub"], by=self.me, who_acts=chosen["who_acts"], weeks=chosen["weeks"])
        self.say(f"Everyday listening at {chosen['hub']} has begun.")
        return redirect("engagement:index")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the form."""
        return super().get_context_data(**{"form": self.form(), **kwargs})
