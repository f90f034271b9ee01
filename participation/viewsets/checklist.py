"""The Lundy workbench: four tabs of items, what shows each, who sees to it; the sheet for a committee; the year of everyday listening."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path

from core.overtaken import Overtaken
from core.workbench import Screen, Workbench, add_errors
from participation import lundy
from participation.choices import Element, Size, When
from participation.forms.checklist import AnswerForm, EarlierForm, are_valid, forms_for, owners
from participation.models import Engagement
from participation.rules import checklist as rules
from participation.selectors import checklist as selectors
from participation.services.checklist import carry_over, save_answers
from participation.viewsets.checklist_bench import TITLE, Bench, fill
from participation.viewsets.everyday_year import Year

PER_PAGE = 25


class Profiles(Screen):
    """Every engagement, and how its four elements stand: four words, never one."""

    right = "engagement.view"
    template_name = "participation/staff/profiles.html"
    page_title = TITLE
    header_icon = "clipboard-list"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return a page of engagements."""
        everyday_last = models.Case(models.When(size=Size.EVERYDAY, then=1), default=0)
        rows = Engagement.objects.visible_to(self.me, self.right)
        page = Paginator(rows.order_by(everyday_last, "title", "pk"), PER_PAGE).get_page(self.request.GET.get("page"))
        profiles = selectors.profiles_of(page.object_list)
        lines = [(row, list(profiles[row.pk].values())) for row in page.object_list]
        return super().get_context_data(page=page, lines=lines, elements=list(Element), **kwargs)


class Tab(Bench):
    """One element: its items by when they are asked. All that was changed is saved together, or nothing is and all is shown again."""

    template_name = "participation/staff/checklist.html"
    element: Element

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the row by the gate, then the element."""
        super().setup(request, *args, **kwargs)
        writes_past_the_year = self.row.size == Size.EVERYDAY and not self.is_looking()
        if kwargs["element"] not in Element.values or writes_past_the_year:
            raise Http404
        self.element = Element(kwargs["element"])
        self.sheet = selectors.sheet(self.row, also=_written_to(request))

    def get_page_title(self) -> str:
        """Return the element."""
        return str(self.element.label)

    def get_page_subtitle(self) -> str:
        """Return the engagement."""
        return self.row.title

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the tab; everyday listening has its short form instead."""
        return redirect("checklist:year", pk=self.row.pk) if self.row.size == Size.EVERYDAY else self.show(self.forms())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Fill in what a button asked for, or save."""
        forms = self.forms(request.POST)
        if fill(request, forms) or not are_valid(forms):
            return self.show(forms)
        try:
            saved = save_answers(engagement=self.row, given=[form.given() for form in forms], by=self.me)
        except Overtaken as overtaken:
            for form in forms:
                if form.item.id in overtaken.theirs:
                    form.overtaken_by(overtaken.theirs[form.item.id])
            return self.show(forms)
        self.say(_saved(len(saved)))
        return redirect("checklist:tab", pk=self.row.pk, element=self.element.value)

    def forms(self, data: Any = None) -> list[AnswerForm]:
        """Return a form for each item of the element."""
        mine = {item: answer for item, answer in self.sheet.items() if item.element == self.element}
        return forms_for(mine, data=data, posts=owners(list(self.posts())), seen=selectors.suggestions(self.row))

    def show(self, forms: Sequence[AnswerForm]) -> HttpResponse:
        """Show the tab with these forms."""
        progress = selectors.progress_of(self.sheet)
        groups = [(when, [form for form in forms if form.item.when == when]) for when in When]
        context = self.get_context_data(
            engagement=self.row,
            element=self.element,
            in_a_line=lundy.IN_A_LINE[self.element],
            tabs=[(element, progress[element].progress) for element in Element],
            groups=[(when, rules.count(form.answer for form in some), some) for when, some in groups if some],
            forms=forms,
            refused=[form for form in forms if form.errors],
            overtaken=[form for form in forms if form.theirs],
            may_edit=self.may_edit(),
        )
        return self.render_to_response(context)


def _written_to(request: HttpRequest) -> list[str]:
    """Return the items to which somebody sends words: one that was retired while they wrote is still here."""
    sent = [(name.rpartition("-"), said) for name, said in request.POST.items() if said]
    return [item for (item, _, name), _ in sent if name in {"said", "evidence"}]


def _saved(number: int) -> str:
    if not number:
        return "Nothing was changed, so nothing was saved."
    return "One answer is saved." if number == 1 else f"{number} answers are saved."


class Printed(Bench):
    """The whole sheet on paper, as a committee reads it."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it as it goes to the printer."""
        sheet, profile = selectors.sheet(self.row), selectors.profile_of(self.row)
        elements = [
            (profile[element], lundy.IN_A_LINE[element], [(item, answer) for item, answer in sheet.items() if item.element == element])
            for element in Element
        ]
        by_now = rules.asked_by(self.row.stage, self.row.size)
        still_open = [item for item, answer in sheet.items() if not answer.said and item.when in by_now]
        facts = {"engagement": self.row, "hubs": self.row.hubs.all(), "elements": elements, "still_open": still_open, "today": self.today}
        return render(request, "participation/staff/checklist_print.html", facts)


class BeginFrom(Bench):
    """Lay an earlier engagement's answers beside this one's items. Nothing counts as said before somebody says it here."""

    changes = True
    template_name = "participation/staff/checklist_begin.html"
    page_title = "Begin from an earlier one"

    def offered(self) -> Any:
        """Return the engagements this person sees that have answers."""
        seen = Engagement.objects.visible_to(self.me, self.right).exclude(pk=self.row.pk).exclude(size=Size.EVERYDAY)
        return seen.filter(checklist__said__gt="").distinct().order_by("title")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the form."""
        kwargs.setdefault("form", EarlierForm(offered=self.offered()))
        return super().get_context_data(engagement=self.row, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Carry over, and show the first tab."""
        form = EarlierForm(request.POST, offered=self.offered())
        if form.is_valid():
            try:
                number = carry_over(engagement=self.row, earlier=form.cleaned_data["earlier"], by=self.me)
            except ValidationError as error:
                add_errors(form, error)
            else:
                items = "one item stands beside it now. It" if number == 1 else f"{number} items stands beside them now. Each"
                self.say(f"What was said to {items} counts when you say it here.")
                return redirect("checklist:tab", pk=self.row.pk, element=Element.SPACE.value)
        return self.render_to_response(self.get_context_data(form=form))


class ChecklistViewSet(Workbench):
    """How well engagements listened."""

    name = "checklist"
    url_prefix = "checklist"
    model = Engagement
    resource = "engagement"
    icon = "clipboard-list"
    menu_label = TITLE

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses below `/admin/checklist/`."""
        return [
            path("", self.construct_view(Profiles), name="index"),
            path("<int:pk>/print/", self.construct_view(Printed), name="print"),
            path("<int:pk>/begin-from/", self.construct_view(BeginFrom), name="begin_from"),
            path("<int:pk>/year/", self.construct_view(Year), name="year"),
            path("<int:pk>/<str:element>/", self.construct_view(Tab), name="tab"),
        ]
