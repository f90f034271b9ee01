"""The year of everyday listening: the short form, and what was said in the years before."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from participation import lundy
from participation.choices import Size
from participation.forms.checklist import AnswerForm, YearForm, are_valid, forms_for, owners
from participation.selectors import checklist as selectors
from participation.selectors import checklist_waiting as waiting
from participation.services.checklist import mark
from participation.services.everyday import renew_everyday
from participation.viewsets.checklist_bench import Bench, fill


class Year(Bench):
    """Everyday listening, once a year: five items and three questions, with what was said in the years before."""

    template_name = "participation/staff/year.html"

    def get_page_title(self) -> str:
        """Return what is looked at."""
        return "A year of listening"

    def get_page_subtitle(self) -> str:
        """Return whose year."""
        return self.row.title

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
        if fill(request, forms) or not (are_valid(forms) & form.is_valid()) or _are_overtaken(forms):
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
            overtaken=[one for one in forms if one.theirs],
            looks=waiting.looks_at(self.row),
            may_edit=self.may_edit(),
        )
        return self.render_to_response(context)


def _are_overtaken(forms: Sequence[AnswerForm]) -> bool:
    """Show what a colleague said meanwhile beside what was typed, and return whether there is any."""
    for one in forms:
        given = one.given()
        if mark(one.answer) not in (given.seen, mark(given.answer)):
            one.overtaken_by(one.answer)
    return any(one.theirs for one in forms)


def _say_where(error: ValidationError, form: YearForm, forms: Sequence[AnswerForm]) -> None:
    """Put each reason beside its item, or beside its question."""
    by_id = {one.item.id: one for one in forms}
    for where, reasons in error.message_dict.items():
        if where in by_id:
            by_id[where].add_error("said", reasons)
        else:
            form.add_error(where if where in form.fields else None, reasons)
