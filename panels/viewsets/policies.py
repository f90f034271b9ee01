"""Staff screens for what a panel pays."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from core.forms.seen import seen_anew
from core.overtaken import Overtaken
from core.workbench import Act, Screen, add_errors
from panels.forms.money import PolicyForm, PutInForceForm
from panels.models import ExpensePolicy, Panel
from panels.rules.policy import in_plain_words
from panels.selectors import claims, panels
from panels.selectors import policies as selectors
from panels.services import policies as services

LABEL = "Thanks and expenses"
NO_DRAFT = (
    "A colleague put this version in force meanwhile, so nothing of yours was kept yet. What you typed is below. "
    "Open this page in a second tab and begin a new version there. Then press “Keep the draft” here."
)


class MoneyOfPanel(Screen):
    """A screen of one panel's money."""

    model = Panel
    row: Panel
    right = claims.VIEW
    header_icon = "tasks"

    @property
    def up(self) -> Any:
        """The screens above this one."""
        return ((LABEL, reverse("panel_money:index")), (self.row.title, reverse("panel_money:one", args=[self.row.pk])))


class Policy(MoneyOfPanel):
    """Every version of what a panel pays; the draft as a form for who writes it."""

    right_to_act = claims.EDIT
    template_name = "panels/staff/policy.html"
    page_title = "What this panel pays"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the versions, the draft and what families would read of it."""
        draft = selectors.draft_of(self.row)
        may_edit = panels.may_for(self.me, claims.EDIT, self.row)
        may_force = panels.may_for(self.me, claims.APPROVE, self.row)
        if draft and may_edit:
            kwargs.setdefault("form", PolicyForm(instance=draft, initial={"seen": draft.version}))
        if draft and may_force:
            kwargs.setdefault("force", PutInForceForm(initial={"seen": draft.version, "on": self.today}, auto_id="force_%s"))
        versions = [(one, in_plain_words(one)) for one in selectors.versions_of(self.row)]
        return super().get_context_data(panel=self.row, draft=draft, versions=versions, may_edit=may_edit, may_force=may_force, **kwargs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Keep the draft, or say what is wrong and keep what was typed."""
        draft = selectors.draft_of(self.row)
        form = PolicyForm(request.POST, instance=draft)
        if draft is None:
            form.add_error(None, NO_DRAFT)
        elif form.is_valid():
            said = dict(form.cleaned_data)
            try:
                services.save_draft(policy=ExpensePolicy(pk=draft.pk, panel=self.row), said=said, by=self.me, seen=said.pop("seen"))
            except Overtaken as error:
                form.add_error(None, error)
                seen_anew(form, error.theirs.version)
            except ValidationError as error:
                add_errors(form, error)
            else:
                self.say("Kept. It holds once somebody who agrees to claims puts it in force.")
                return redirect("panel_money:policy", pk=pk)
        return self.render_to_response(self.get_context_data(form=form))


class Begin(Act):
    """A new version is begun."""

    model = Panel
    row: Panel
    right = claims.EDIT
    page = "panel_money:policy"

    def act(self) -> str:
        """Begin it with what the last one says."""
        services.begin_version(panel=self.row, by=self.me)
        return "A new version has begun. Change what is to be different."


class PutInForce(Begin):
    """The draft holds from a day."""

    right = claims.APPROVE

    def act(self) -> str:
        """Put it in force, or say every reason why not."""
        draft, form = selectors.draft_of(self.row), PutInForceForm(self.request.POST)
        if draft is None:
            raise ValidationError(["No version is being written."])
        if not form.is_valid():
            raise ValidationError(["Write the day, such as 30/11/2026."])
        services.put_in_force(policy=draft, on=form.cleaned_data["on"], by=self.me, seen=form.cleaned_data["seen"] or 0)
        return "It is in force from that day. Tell the members."
