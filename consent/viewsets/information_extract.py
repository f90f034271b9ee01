"""What goes out: read before it does, looked at by a colleague, finished, printed, taken as a file."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from consent.forms.information import FinishForm, LetterForm
from consent.rules import information as rules
from consent.rules import information_extract as extract
from consent.selectors import information as selectors
from consent.services import information_extract as services
from consent.viewsets.information_view import EXTRACT, OneRequest
from core import clocks, second_look
from core.choices import LookState

FILES = (("text", "A text file"), ("csv", "A table"), ("json", "The data file"))


class Extract(OneRequest):
    """The answer as it would go out today; once it is finished, as it went out."""

    template_name = "consent/staff/information_extract.html"

    def get_page_title(self) -> str:
        """Return what it is."""
        return "The answer"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the answer, and what is still open before it can be finished."""
        kwargs.setdefault("form", FinishForm(initial={"words": selectors.letter_of(self.row).words}))
        facts = self._as_draft() if self.row.is_open else self._as_given()
        return super().get_context_data(**facts, **kwargs)

    def _as_draft(self) -> dict[str, Any]:
        row, items, letter, today = self.row, selectors.items_of(self.row), selectors.letter_of(self.row), clocks.today()
        look, digest = selectors.look_at(row), selectors.digest_of(row, items, letter.words)
        is_asked = look is not None and look.state == LookState.ASKED
        missing = rules.why_not_finish(
            row,
            items=items,
            number_of_searches=row.searches.count(),
            stands_still=rules.clock_of(row, row.steps.all()).stands_still,
            hours=None,
            look_is_given=look is not None and look.state == LookState.AGREED and look.digest == digest,
        )
        is_decided = all(item.looked_at for item in items)
        return {
            "missing": missing,
            "content": selectors.content_now(row, items, today=today, words=letter.words, hours=None) if is_decided else None,
            "needs_look": rules.families_speak(items),
            "look": look,
            "letter": letter,
            "is_asked": is_asked,
            "is_same": look is not None and look.digest == digest,
            "why_not_agree": second_look.why_not_agree(look, self.me, selectors.GIVE) if look and is_asked else [],
        }

    def _as_given(self) -> dict[str, Any]:
        try:
            stored, digest = services.content_given(self.row)
        except ValidationError as error:
            return {"content": None, "missing": error.messages}
        return {"content": extract.read(stored), "digest": digest, "files": FILES}


class _Act(Extract):
    """Something done to an answer; a refusal shows it again with what was typed."""

    http_method_names = ["post"]
    right_to_act = selectors.GIVE
    said = ""

    def act(self) -> None:
        """Do it. Raises ValidationError with every reason why not."""
        raise NotImplementedError

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Act, then lead to the answer."""
        try:
            self.act()
        except ValidationError as refused:
            typed = {"form": FinishForm(request.POST)} if isinstance(self, (Ask, Finish)) else {}
            remark = request.POST.get("remark", "")
            return self.render_to_response(self.get_context_data(problems=refused.messages, remark=remark, **typed))
        messages.success(request, self.said)
        return redirect(EXTRACT, pk=pk)


def _valid(form: LetterForm) -> LetterForm:
    """Return a form that was read. Raises ValidationError with what is wrong in it."""
    if not form.is_valid():
        raise ValidationError([f"{form[name].label} {one}" for name, found in form.errors.items() for one in found])
    return form


class Ask(_Act):
    """Ask for a second look."""

    said = "A colleague who decided none of it finds it on their front page."

    def act(self) -> None:
        """Ask, with the words that the letter will have."""
        form = _valid(LetterForm(self.request.POST))
        services.ask_for_look(request=self.row, by=self.me, **form.cleaned_data)


class Agree(_Act):
    """Give the second look."""

    said = "Agreed. Your colleague can finish it now."

    def act(self) -> None:
        """Agree."""
        services.agree(request=self.row, by=self.me)


class SendBack(_Act):
    """Send it back with a remark."""

    said = "Sent back, with your remark."

    def act(self) -> None:
        """Send it back."""
        services.send_back(request=self.row, remark=self.request.POST.get("remark", ""), by=self.me)


class Finish(_Act):
    """Freeze what goes out."""

    said = "Finished. Nothing of it can change any more: print it, or take the file, and send it."

    def act(self) -> None:
        """Finish it."""
        form = _valid(FinishForm(self.request.POST))
        services.finish(request=self.row, by=self.me, today=clocks.today(), **form.cleaned_data)


class Printed(OneRequest):
    """The answer on paper, as it was finished."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it as it goes to the printer."""
        try:
            stored, digest = services.content_given(self.row)
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
            return redirect(EXTRACT, pk=self.row.pk)
        return render(
            request, "consent/staff/information_print.html", {"content": extract.read(stored), "digest": digest, "asked": self.row}
        )


class File(Extract):
    """The answer as a file: `as` is text, csv or json. POST: who took it is written down."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Hand it over as a download, never to be shown inside our pages."""
        kind = request.POST.get("as", "")
        try:
            body = services.take_file(request=self.row, kind=kind, by=self.me)
        except ValidationError as refused:
            return self.render_to_response(self.get_context_data(problems=refused.messages))
        content_type, end = services.TYPES[kind]
        response = HttpResponse(body, content_type=f"{content_type}; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{self.row}.{end}"'
        response["Content-Security-Policy"] = "sandbox"
        response["X-Content-Type-Options"] = "nosniff"
        return response


EXTRACT_ACTS: dict[str, Callable[..., Any]] = {"ask": Ask, "agree": Agree, "send_back": SendBack, "finish": Finish, "file": File}
