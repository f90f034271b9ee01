"""What is done to an equality record by a button: signed, published, begun anew, dropped; and what is noted since."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from core.gate import row_or_404
from core.workbench import Act, Screen, Trail, add_errors
from participation.forms.equality import EngagementsForm, SignForm
from participation.models import EqualityRecord
from participation.rules import equality as rules
from participation.selectors import equality as selectors
from participation.services import equality as services

LIST, TITLE = "equality:index", "Equality records"
ONE = "equality:one"


class EqualityScreen(Screen):
    """What all these screens share."""

    model = EqualityRecord
    right = selectors.VIEW
    header_icon = "group"

    def rows(self) -> "QuerySet[Any]":
        """Return the records with the job titles that a page names, and the version before."""
        return super().rows().select_related("owner__hub", "signed_as__hub", "supersedes")

    @property
    def up(self) -> Trail:
        """The list above, and the record."""
        above: Trail = () if self.page_title == TITLE else ((TITLE, reverse(LIST)),)
        return (*above, (str(self.row), reverse(ONE, args=[self.row.pk]))) if self.row and self.page_title else above


class Sign(EqualityScreen):
    """Read what is missing, or sign."""

    right = selectors.SIGN
    changes = True
    template_name = "participation/staff/equality_sign.html"
    page_title = "Sign"

    def get_page_title(self) -> str:
        """Return what is signed."""
        return f"Sign “{self.row}”"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return everything that stands in it, what is missing, and why not this person."""
        posts = selectors.posts_to_sign_as(self.me, today=self.today)
        kwargs.setdefault("form", SignForm(posts=posts, initial={"seen": self.row.edited_count}))
        has_written = self.row.writers.filter(pk=self.me.pk).exists()
        facts = {
            "record": self.row,
            "lines": selectors.lines_of(self.row),
            "missing": selectors.why_not_sign(self.row, today=self.today),
            "why_not_you": rules.why_not_sign_it_yourself(has_written=has_written, has_post=bool(posts)),
        }
        return super().get_context_data(**facts, **kwargs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Sign it, or say why not."""
        form = SignForm(request.POST, posts=selectors.posts_to_sign_as(self.me, today=self.today))
        if form.is_valid():
            said = form.cleaned_data
            try:
                services.sign_record(record=self.row, signed_as=said["signed_as"], seen=said["seen"], by=self.me, today=self.today)
            except ValidationError as refused:
                add_errors(form, refused)
            else:
                self.say("It is signed. Nothing in this version can change any more.")
                return redirect(ONE, pk)
        return self.render_to_response(self.get_context_data(form=form))


class EqualityAct(Act, EqualityScreen):
    """A button of a record's page."""

    page = ONE


class Publish(EqualityAct):
    """Let everybody read it."""

    right = selectors.SIGN

    def act(self) -> str:
        """Publish it."""
        services.publish_record(record=self.row, by=self.me, today=self.today)
        return "Everybody can read its summary on the pages of its engagements."


class NewVersion(EqualityAct):
    """Begin the next version."""

    right = selectors.EDIT

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Begin it and lead to it."""
        try:
            new = services.begin_version(record=self.row, by=self.me, today=self.today)
        except ValidationError as refused:
            self.say_why_not(refused)
            return redirect(ONE, pk)
        self.say("The next version has begun with what the signed one says. The signed one stands until this is signed.")
        return redirect(ONE, new.pk)


class Drop(EqualityAct):
    """Delete a version that was begun by mistake."""

    right = selectors.EDIT

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Delete it and lead to the list."""
        try:
            services.drop_draft(record=self.row, by=self.me)
        except ValidationError as refused:
            self.say_why_not(refused)
            return redirect(ONE, pk)
        self.say("It is deleted. The audit trail keeps that it was there.")
        return redirect(LIST)


class Join(EqualityAct):
    """Say which engagements rest on it."""

    right = selectors.EDIT

    def act(self) -> str:
        """Keep the choice. Raises ValidationError for one that is not offered."""
        form = EngagementsForm(self.request.POST, offered=selectors.engagements_to_join(self.me))
        if not form.is_valid():
            raise ValidationError(["One of these engagements is not yours to change, or has ended. Choose again."])
        services.choose_engagements(record=self.row, engagements=form.cleaned_data["engagements"], by=self.me)
        return "It is kept."


class Done(EqualityAct):
    """Note that what a line promised was done: who reads the record may try, the service says who may."""

    def is_looking(self) -> bool:
        """Return that nothing of the signed version changes: a hub's post may have promised something for the whole council."""
        return True

    def act(self) -> str:
        """Note it. Raises Http404 for a line of another record."""
        line = row_or_404(self.row.lines.all(), self.kwargs["line"])
        services.note_done(line=line, by=self.me, today=self.today)
        return f"{line.about.name}: noted as done."

    def post(self, request: HttpRequest, pk: int, **line: int) -> HttpResponse:
        """Note it, and show the record again."""
        return super().post(request, pk)
