"""The Lundy workbench: four tabs of items, what shows each, who sees to it; the sheet for a committee; the year of everyday listening."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse_lazy

from core.models import Post
from core.workbench import Screen, Trail, Workbench, add_errors
from participation import lundy
from participation.choices import Element, Size, When
from participation.forms.checklist import AnswerForm, EarlierForm, YearForm, are_valid, forms_for, owners
from participation.models import Engagement
from participation.rules import checklist as rules
from participation.selectors import checklist as selectors
from participation.selectors import checklist_waiting as waiting
from participation.services.checklist import Overtaken, carry_over, save_answers
from participation.services.everyday import renew_everyday

TITLE = "How well we listen"
PER_PAGE = 25
LIST: Trail = ((TITLE, reverse_lazy("checklist:index")),)


class Profiles(Screen):
    """Every engagement, and how its four elements stand: four words, never one."""

    right = "engagement.view"
    template_name = "participation/staff/profiles.html"
    page_title = TITLE
    header_icon = "clipboard-list"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return a page of engagements."""
        rows = Engagement.objects.visible_to(self.me, self.right).prefetch_related("hubs").order_by("title", "pk")
        page = Paginator(rows, PER_PAGE).get_page(self.request.GET.get("page"))
        profiles = selectors.profiles_of(page.object_list)
        lines = [(row, list(profiles[row.pk].values())) for row in page.object_list]
        return super().get_context_data(page=page, lines=lines, elements=list(Element), **kwargs)


class _Bench(Screen):
    """What the screens of one engagement's checklist share."""

    model = Engagement
    row: Engagement
    right = "engagement.view"
    right_to_act = "engagement.edit"
    header_icon = "clipboard-list"
    up = LIST

    def may_edit(self) -> bool:
        """Return whether this person may answer here."""
        return Engagement.objects.wholly_within(self.me, self.right_to_act).filter(pk=self.row.pk).exists()

    def posts(self) -> Any:
        """Return the posts that could see to something."""
        return Post.objects.select_related("hub").for_choosing(self.me, self.right_to_act)


class Tab(_Bench):
    """One element: its items by when they are asked. All that was changed is saved together, or nothing is and all is shown again."""

    template_name = "participation/staff/checklist.html"
    element: Element

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the row by the gate, then the element."""
        super().setup(request, *args, **kwargs)
        if kwargs["element"] not in Element.values:
            raise Http404
        self.element = Element(kwargs["element"])
        self.sheet = selectors.sheet(self.row)

    def get_page_title(self) -> str:
        """Return what is looked at: the engagement and the element."""
        return f"{self.element.label}: {self.row.title}"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the tab; everyday listening has its short form instead."""
        return redirect("checklist:year", pk=self.row.pk) if self.row.size == Size.EVERYDAY else self.show(self.forms())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Fill in what a button asked for, or save."""
        forms = self.forms(request.POST)
        if _fill(request, forms) or not are_valid(forms):
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


def _fill(request: HttpRequest, forms: Sequence[AnswerForm]) -> bool:
    """Do what a button beside an item asked for, on the page alone: a person still saves it. Return whether one was pressed.

    What Earshot can see goes into what shows an answer. The answer itself is a person's, and no button but theirs touches it.
    """
    by_id = {form.item.id: form for form in forms}
    code, _, number = request.POST.get("use", "").partition(":")
    if form := by_id.get(code):
        _use(request, form, number)
    elif form := by_id.get(request.POST.get("drop", "")):
        form.fill(kept="")
    elif form := by_id.get(request.POST.get("again", "")):
        form.fill(said=form.answer.before_said, evidence=str(form["evidence"].value() or "") or form.answer.before_evidence)
    return form is not None


def _use(request: HttpRequest, form: AnswerForm, number: str) -> None:
    offered = dict(enumerate(form.suggestions))
    seen = offered.get(int(number)) if number.isdecimal() and len(number) < 4 else None
    if seen is None:
        messages.error(request, f"Earshot sees something else for {form.item.id} by now. Look again, and use that.")
    else:
        form.take(seen)
        messages.info(request, f"Filled in at {form.item.id}, and not saved yet. Whether it is so, you say yourself.")


def _saved(number: int) -> str:
    if not number:
        return "Nothing was changed, so nothing was saved."
    return "One answer is saved." if number == 1 else f"{number} answers are saved."


class Printed(_Bench):
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


class BeginFrom(_Bench):
    """Lay an earlier engagement's answers beside this one's items. Nothing counts as said before somebody says it here."""

    changes = True
    template_name = "participation/staff/checklist_begin.html"
    page_title = "Begin from an earlier engagement"

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
                self.say(f"What was said to {number} items stands beside them now. Each counts when you say it here.")
                return redirect("checklist:tab", pk=self.row.pk, element=Element.SPACE.value)
        return self.render_to_response(self.get_context_data(form=form))


class Year(_Bench):
    """Everyday listening, once a year: five items and three questions, with what was said in the years before."""

    template_name = "participation/staff/year.html"

    def get_page_title(self) -> str:
        """Return what is looked at."""
        return f"A year of listening: {self.row.title}"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the row by the gate; only everyday listening has a year."""
        super().setup(request, *args, **kwargs)
        if self.row.size != Size.EVERYDAY:
            raise Http404

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show what was said, and the form to say it anew."""
        return self.show(self.form(), self.forms())

    def form(self, data: Any = None) -> YearForm:
        """Return the three questions."""
        return YearForm(data, engagement=self.row, posts=self.posts())

    def forms(self, data: Any = None) -> list[AnswerForm]:
        """Return the five items."""
        return forms_for(selectors.sheet(self.row), data=data, posts=owners([]), seen=selectors.suggestions(self.row))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep the year, or say what is missing and keep what was typed."""
        form, forms = self.form(request.POST), self.forms(request.POST)
        if _fill(request, forms) or not (are_valid(forms) & form.is_valid()):
            return self.show(form, forms)
        answers = {one.item.id: one.given().answer for one in forms}
        facts = {name: form.cleaned_data[name] for name in ("who_acts", "weeks", "leaves_out")}
        try:
            renew_everyday(engagement=self.row, by=self.me, answers=answers, **facts)
        except ValidationError as error:
            _say_where(error, form, forms)
            return self.show(form, forms)
        self.say("Kept for this year. It comes back in twelve months.")
        return redirect("checklist:year", pk=self.row.pk)

    def show(self, form: YearForm, forms: Sequence[AnswerForm]) -> HttpResponse:
        """Show the page."""
        context = self.get_context_data(
            engagement=self.row,
            form=form,
            forms=[(one, lundy.SHORT_FORM[one.item.id]) for one in forms],
            refused=[one for one in forms if one.errors],
            looks=waiting.looks_at(self.row),
            may_edit=self.may_edit(),
        )
        return self.render_to_response(context)


def _say_where(error: ValidationError, form: YearForm, forms: Sequence[AnswerForm]) -> None:
    """Put each reason beside its item, or beside its question."""
    by_id = {one.item.id: one for one in forms}
    for where, reasons in error.message_dict.items():
        if where in by_id:
            by_id[where].add_error("said", reasons)
        else:
            form.add_error(where if where in form.fields else None, reasons)


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
