"""Writing an answer, letting somebody else look at it, publishing it, telling people."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from accounts.models import User
from core import second_look
from core.choices import LookState
from core.models import SecondLook
from core.querysets import may
from feedback.forms.you_said import GROUPS, AnswerForm, ToldForm
from feedback.models import WeDid, YouSaid
from feedback.rules import answering_back as rules
from feedback.selectors import answer_board as selectors
from feedback.services import we_did as services
from feedback.services.told import note_told
from feedback.services.you_said import ChangedMeanwhile
from feedback.viewsets.workbench import Screen, Trail, add_errors, seen_as


def answering_context(you_said: YouSaid, user: User, *, today: date) -> dict[str, Any]:
    """Return where the answer stands and what this person may do about it."""
    draft = selectors.draft_of(you_said)
    look = selectors.look_at(draft) if draft else None
    is_current = bool(draft and look and look.digest == services.digest(draft))
    is_agreed = is_current and look is not None and look.state == LookState.AGREED
    answers = list(selectors.published_answers(you_said))
    may_write = YouSaid.objects.wholly_within(user, "we_did.edit").filter(pk=you_said.pk).exists()
    return {
        "draft": draft,
        "look": look,
        "look_waits": is_current and look is not None and look.state == LookState.ASKED,
        "look_is_old": look is not None and not is_current,
        "look_sent_back": look is not None and look.state == LookState.SENT_BACK,
        "is_agreed": is_agreed,
        "why_not_agree": second_look.why_not_agree(look, user, services.NEEDS) if look and is_current else [],
        "why_not_publish": rules.why_not_publish(draft, you_said=you_said, has_second_look=is_agreed, today=today) if draft else [],
        "answers": answers,
        "late_words": selectors.why_late(answers[0], today=today) if answers else "",
        "may_write": may_write,
        "serves_too_few": may(user, "we_did.edit") and not may_write,
        "may_publish": YouSaid.objects.wholly_within(user, services.NEEDS).filter(pk=you_said.pk).exists(),
        "colleagues": services.colleagues_to_ask(user) if draft and may_write else [],
    }


class WriteAnswer(Screen):
    """Write the answer, or after one is published its correction."""

    model = YouSaid
    right = "we_did.edit"
    changes = True
    template_name = "feedback/staff/answer_form.html"
    header_icon = "edit"

    @property
    def up(self) -> Trail:
        board = ("You said", reverse("you_said_board:index"))
        return (board, (self.row.reference, reverse("you_said_board:one", args=[self.row.pk])))

    def get_page_title(self) -> str:
        """Return what this is."""
        return f"{'Correct the answer' if self.row.published_on else 'Answer'} {self.row.reference}"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the form, with the draft or with the answer that is to be corrected."""
        return self._show(self._form())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Save; or show what is missing, or what somebody else saved meanwhile, with what was typed here kept."""
        form = self._form(request.POST)
        if not form.is_valid():
            return self._show(form)
        facts, seen = form.facts(), form.cleaned_data["seen_count"]
        try:
            services.write_answer(you_said=self.row, seen_count=seen, by=self.me, today=self.today, **facts)
        except ChangedMeanwhile as changed:
            theirs = changed.theirs if isinstance(changed.theirs, WeDid) else None
            form.data = seen_as(request.POST, theirs.edited_count if theirs else None)
            return self._show(form, theirs=theirs, is_stale=True, status=409)
        except ValidationError as error:
            add_errors(form, error)
            return self._show(form)
        self.say("The answer is saved. Nobody outside sees it yet.")
        return redirect("you_said_board:one", pk=pk)

    def _form(self, data: Any = None) -> AnswerForm:
        draft = selectors.draft_of(self.row)
        shown = draft or selectors.published_answers(self.row).first()
        initial = {name: getattr(shown, name) for name in AnswerForm.Meta.fields} if shown else {}
        initial["seen_count"] = draft.edited_count if draft else None
        if shown and shown.decided_by_id:
            initial["decided_by"] = shown.decided_by_id
        return AnswerForm(data, initial=initial, user=self.me)

    def _show(self, form: AnswerForm, *, theirs: WeDid | None = None, is_stale: bool = False, status: int = 200) -> HttpResponse:
        groups = [(title, [form[name] for name in names], " ".join(sorted(outcomes))) for title, names, outcomes in GROUPS]
        context = self.get_context_data(form=form, you_said=self.row, groups=groups, theirs=theirs, is_stale=is_stale)
        return self.render_to_response(context, status=status)


class _Act(Screen):
    """Something done to the answer of one You said, and back to it."""

    model = YouSaid
    right = "we_did.edit"
    changes = True
    http_method_names = ["post"]

    def act(self) -> str:
        """Do it and return the words that say so."""
        raise NotImplementedError

    def draft(self) -> WeDid:
        """Return the answer that is being prepared, or 404."""
        draft = selectors.draft_of(self.row)
        if draft is None:
            raise Http404
        return draft

    def look(self) -> SecondLook:
        """Return the second look that waits, at the very words on the screen that was answered."""
        look = selectors.look_at(self.draft())
        if look is None or look.state != LookState.ASKED:
            raise ValidationError(["No second look is waiting here any more."])
        if look.digest != services.digest(self.draft()) or self.request.POST.get("digest") != look.digest:
            raise ValidationError(["The words have changed since. Read them again, and ask for a new second look."])
        return look

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Act, then show the You said again."""
        try:
            self.say(self.act())
        except ValidationError as error:
            self.say_why_not(error)
        return redirect("you_said_board:one", pk=pk)


class AskForSecondLook(_Act):
    """Ask a colleague with the role, or one by name."""

    def act(self) -> str:
        """Ask."""
        typed = self.request.POST.get("colleague", "")
        colleague = None
        if typed:
            colleague = next((one for one in services.colleagues_to_ask(self.me) if str(one.pk) == typed), None)
            if colleague is None:
                raise Http404
        services.ask_for_second_look(answer=self.draft(), by=self.me, colleague=colleague, today=self.today)
        return "Asked. The answer goes out after somebody else agreed."


class Agree(_Act):
    """Give the second look."""

    right = "we_did.publish"

    def act(self) -> str:
        """Agree."""
        second_look.agree(look=self.look(), by=self.me, needs=services.NEEDS)
        return "Thank you. The answer can be published now."


class SendBack(_Act):
    """Send it back with a remark."""

    right = "we_did.publish"

    def act(self) -> str:
        """Send back."""
        remark = self.request.POST.get("remark", "")[:1000]
        second_look.send_back(look=self.look(), by=self.me, remark=remark)
        return "Sent back with your remark."


class Publish(_Act):
    """Show the answer to families."""

    right = "we_did.publish"

    def act(self) -> str:
        """Publish."""
        services.publish_answer(answer=self.draft(), by=self.me, today=self.today)
        return "Published. Families can read it now. Print the poster for the hub wall."


class DropAnswer(_Act):
    """Throw away an answer that nobody has read."""

    def act(self) -> str:
        """Drop it."""
        services.drop_answer(answer=self.draft(), by=self.me)
        return "The unpublished answer is gone."


class NoteTold(_Act):
    """Keep that people were told, by poster or in person."""

    right = "you_said.edit"

    def act(self) -> str:
        """Note it."""
        form = ToldForm(self.request.POST, you_said=self.row, user=self.me, today=self.today)
        if not form.is_valid():
            raise ValidationError([reason for reasons in form.errors.values() for reason in reasons])
        facts = form.cleaned_data
        note_told(you_said=self.row, how=facts["how"], told_on=facts["told_on"], hub=facts["hub"], by=self.me, today=self.today)
        return "Noted that people were told."
