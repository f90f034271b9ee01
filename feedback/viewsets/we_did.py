"""Writing an answer, letting somebody else look at it, publishing it, telling people."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404

from accounts.models import User
from core.looking import AgreeTo, LookAct, SendBackTo, colleague_asked, look_context
from core.querysets import may
from core.selectors.staff import colleagues_to_ask
from core.workbench import Act
from feedback.forms.you_said import GROUPS, AnswerForm, ToldForm
from feedback.models import WeDid, YouSaid
from feedback.rules import answering_back as rules
from feedback.selectors import answer_board as selectors
from feedback.services import we_did as services
from feedback.services.told import note_told
from feedback.viewsets.writing import Writing


def answering_context(you_said: YouSaid, user: User, *, today: date) -> dict[str, Any]:
    """Return where the answer stands and what this person may do about it."""
    draft = selectors.draft_of(you_said)
    look = look_context(draft, services.digest(draft) if draft else "", user)
    answers = list(selectors.published_answers(you_said))
    may_write = YouSaid.objects.wholly_within(user, "we_did.edit").filter(pk=you_said.pk).exists()
    return {
        **look,
        "draft": draft,
        "why_not_publish": rules.why_not_publish(draft, you_said=you_said, has_second_look=look["is_agreed"], today=today) if draft else [],
        "answers": answers,
        "late_words": selectors.why_late(answers[0], today=today) if answers else "",
        "may_write": may_write,
        "serves_too_few": may(user, "we_did.edit") and not may_write,
        "may_publish": YouSaid.objects.wholly_within(user, services.NEEDS).filter(pk=you_said.pk).exists(),
        "colleagues": colleagues_to_ask(user, writers=draft.writers.all()) if draft and may_write else [],
    }


class WriteAnswer(Writing):
    """Write the answer, or after one is published its correction."""

    right = "we_did.edit"
    template_name = "feedback/staff/answer_form.html"

    def get_page_title(self) -> str:
        """Return what this is."""
        return f"{'Correct the answer' if self.row.published_on else 'Answer'} {self.row.reference}"

    def form(self, data: Any = None) -> AnswerForm:
        """Return the form with the draft, or with the answer that is to be corrected."""
        draft = selectors.draft_of(self.row)
        shown = draft or selectors.published_answers(self.row).first()
        initial = {name: getattr(shown, name) for name in AnswerForm.Meta.fields} if shown else {}
        initial["seen_count"] = draft.edited_count if draft else None
        if shown and shown.decided_by_id:
            initial["decided_by"] = shown.decided_by_id
        return AnswerForm(data, initial=initial, user=self.me)

    def save(self, *, seen_count: int | None, **facts: Any) -> str:
        """Save the answer."""
        services.write_answer(you_said=self.row, seen_count=seen_count, by=self.me, today=self.today, **facts)
        return "The answer is saved. Nobody outside sees it yet."

    def theirs(self, found: models.Model) -> WeDid | None:
        """Return the answer somebody else saved; None when it was published or dropped."""
        return found if isinstance(found, WeDid) else None

    def extra(self, form: AnswerForm) -> dict[str, Any]:
        """Return the boxes that belong to each outcome."""
        groups = [(title, [form[name] for name in names], " ".join(sorted(outcomes))) for title, names, outcomes in GROUPS]
        return {"groups": groups}


class _Act(Act):
    """Something done to the answer of one You said, and back to it."""

    model = YouSaid
    row: YouSaid
    right = "we_did.edit"
    page = "you_said_board:one"

    def draft(self) -> WeDid:
        """Return the answer that is being prepared, or 404."""
        draft = selectors.draft_of(self.row)
        if draft is None:
            raise Http404
        return draft


class AskForSecondLook(_Act):
    """Ask a colleague with the role, or one by name."""

    def act(self) -> str:
        """Ask."""
        colleague = colleague_asked(self.request, self.me, writers=self.draft().writers.all())
        services.ask_for_second_look(answer=self.draft(), by=self.me, colleague=colleague, today=self.today)
        return "Asked. The answer goes out after somebody else agreed."


class _Look(_Act, LookAct):
    """The second look at the answer that is being prepared."""

    right = services.NEEDS

    def about(self) -> WeDid:
        """Return that answer."""
        return self.draft()

    def digest(self) -> str:
        """Return the hash of all that families would read of it."""
        return services.digest(self.draft())


class Agree(_Look, AgreeTo):
    """Give the second look."""


class SendBack(_Look, SendBackTo):
    """Send it back with a remark."""


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
