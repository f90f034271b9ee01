"""Staff screens for how a panel works: its versions, writing the next one, adopting it, and who agreed."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.functional import cached_property

from core.forms.seen import seen_anew
from core.overtaken import Overtaken
from core.text import folded
from core.workbench import Screen, Workbench, add_errors
from panels.forms.terms import AdoptForm, AgreeForm, TermsForm, as_kept
from panels.models import Membership, Panel, Terms
from panels.rules.terms import is_review_due
from panels.selectors import names
from panels.selectors import terms as selectors
from panels.selectors.panels import EDIT, VIEW, may_for
from panels.services import terms as services
from panels.terms_template import HEADINGS
from panels.viewsets.trail import above


class _OfPanel(Screen):
    """What these screens share: the panel, and the way back up."""

    model = Panel
    row: Panel
    right = VIEW
    header_icon = "doc-full-inverse"

    @property
    def in_the_tab(self) -> str:
        """The panel."""
        return str(self.row)

    @property
    def up(self) -> Any:
        """The screens above this one."""
        return above(self.row)


class HowItWorks(_OfPanel):
    """What holds, what is being written, who agreed, and the versions before."""

    template_name = "panels/staff/terms.html"
    page_title = "How the panel works"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return every version; who agreed for who may see members."""
        holds, sees = selectors.in_force(self.row), may_for(self.me, "member.view", self.row)
        agreed = selectors.who_agreed(self.row, holds) if sees else []
        called = names.called([one.member for one in agreed], self.me)
        return super().get_context_data(
            panel=self.row,
            holds=holds,
            said=selectors.said_in(holds.words) if holds else [],
            draft=selectors.draft_of(self.row),
            versions=list(selectors.versions_of(self.row)),
            agreed=sorted(((called[one.member.pk], one) for one in agreed), key=lambda line: folded(line[0])),
            sees_members=sees,
            is_review_due=bool(holds and is_review_due(holds, self.today)),
            may_edit=may_for(self.me, EDIT, self.row),
            may_agree=may_for(self.me, "member.edit", self.row),
            **kwargs,
        )


class OneVersion(_OfPanel):
    """The words of one version as they stood, also of one before: what a member agreed to can be read again."""

    template_name = "panels/staff/terms_version.html"

    @cached_property
    def version(self) -> Terms:
        """The version of this panel that the address names, or 404."""
        found = selectors.version_of(self.row, self.kwargs["number"])
        if found is None:
            raise Http404
        return found

    def get_page_title(self) -> str:
        """Name the version."""
        return f"How the panel works, version {self.version.number}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return its words."""
        said = selectors.said_in(self.version.words)
        holds = selectors.in_force(self.row)
        return super().get_context_data(panel=self.row, one=self.version, said=said, holds=holds, **kwargs)


class WriteTerms(_OfPanel):
    """Write the next version, heading by heading."""

    right = EDIT
    changes = True
    template_name = "panels/staff/terms_write.html"
    page_title = "Write how the panel works"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the form with the draft, or with the words that hold."""
        holds, draft = selectors.in_force(self.row), selectors.draft_of(self.row)
        kwargs.setdefault("form", TermsForm(initial=as_kept(holds, draft)))
        return super().get_context_data(panel=self.row, draft=draft, holds=holds, **kwargs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Keep it, or say what is wrong and keep what was typed."""
        form = TermsForm(request.POST)
        if form.is_valid():
            said = {"words": form.words, "review_on": form.cleaned_data["review_on"], "seen": form.cleaned_data["seen"] or 0}
            try:
                services.write_terms(panel=self.row, by=self.me, **said)
            except Overtaken as error:
                return self.render_to_response(self.get_context_data(**self._stands_now(form, error)))
            except ValidationError as error:
                add_errors(form, error)
            else:
                self.say("The draft is kept. The panel adopts it when every heading says something.")
                return redirect("terms:one", pk=pk)
        return self.render_to_response(self.get_context_data(form=form))

    def _stands_now(self, form: TermsForm, error: Overtaken) -> dict[str, Any]:
        """Return what a colleague wrote meanwhile beside what was typed; once it was read, that can be kept."""
        form.add_error(None, error)
        seen_anew(form, error.theirs.version if error.theirs else 0)
        theirs = error.theirs.words if error.theirs else {}
        differ = [(one.title, theirs.get(one.key, "")) for one in HEADINGS if theirs.get(one.key, "") != form.words[one.key]]
        return {"form": form, "stands_now": differ}


class AdoptTerms(_OfPanel):
    """The panel adopted it: from now on it is like stone."""

    right = EDIT
    changes = True
    template_name = "panels/staff/terms_adopt.html"
    page_title = "The panel adopted it"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the draft as members read it, and the day."""
        draft = selectors.draft_of(self.row)
        kwargs.setdefault("form", AdoptForm(initial={"on": self.today, "seen": draft.mark if draft else ""}))
        return super().get_context_data(panel=self.row, draft=draft, said=selectors.said_in(draft.words) if draft else [], **kwargs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Adopt it, or say every reason why not."""
        form, draft = AdoptForm(request.POST), selectors.draft_of(self.row)
        if draft is None:
            self.say_why_not(ValidationError(["There is no draft to adopt. A colleague may have been quicker."]))
            return redirect("terms:one", pk=pk)
        if form.is_valid():
            try:
                said = form.cleaned_data
                services.adopt_terms(terms=draft, on=said["on"], by=self.me, today=self.today, seen=said["seen"])
            except Overtaken as error:
                form.add_error(None, error)
                seen_anew(form, error.theirs.mark)
            except ValidationError as error:
                add_errors(form, error)
            else:
                self.say("It holds from now on. Ask each member whether they agree, and write it down.")
                return redirect("terms:one", pk=pk)
        return self.render_to_response(self.get_context_data(form=form))


class WhoAgreed(_OfPanel):
    """Write down who agreed to the words that hold."""

    right = "member.edit"
    changes = True
    template_name = "panels/staff/terms_agree.html"
    page_title = "Who agreed"

    def form(self, data: Any = None) -> AgreeForm:
        """Return the form with everybody who has not agreed to the version that holds."""
        holds = selectors.in_force(self.row)
        open_ones = [one.member for one in selectors.who_agreed(self.row, holds) if not one.is_current]
        called = names.called(open_ones, self.me)
        people = [(str(one.pk), called[one.pk]) for one in open_ones]
        return AgreeForm(data, people=people, number=holds.number if holds else 0)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the form."""
        kwargs.setdefault("form", self.form())
        return super().get_context_data(panel=self.row, holds=selectors.in_force(self.row), **kwargs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Write it down, or say what is wrong and keep what was ticked."""
        form, holds = self.form(request.POST), selectors.in_force(self.row)
        if holds is None:
            self.say_why_not(ValidationError(["The panel has not adopted anything yet."]))
            return redirect("terms:one", pk=pk)
        if form.is_valid():
            said, members = form.cleaned_data, Membership.objects.filter(panel=self.row, pk__in=form.cleaned_data["who"])
            read = selectors.version_of(self.row, said["number"]) or holds
            try:
                new = services.agree(terms=read, members=members, on=said["on"], how=said["how"], by=self.me, today=self.today)
            except ValidationError as error:
                add_errors(form, error)
                seen_anew(form, holds.number, field="number")
            else:
                self.say(f"Written down: {new} {'agrees' if new == 1 else 'agree'}.")
                return redirect("terms:one", pk=pk)
        return self.render_to_response(self.get_context_data(form=form))


class TermsViewSet(Workbench):
    """How panels work: its addresses alone, for the way there is each panel's page."""

    name = "terms"
    url_prefix = "panel-terms"
    model = Panel
    resource = "panel"
    icon = "doc-full-inverse"

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses; all behind the gate."""
        return [
            path("<int:pk>/", self.construct_view(HowItWorks), name="one"),
            path("<int:pk>/<int:number>/", self.construct_view(OneVersion), name="version"),
            path("<int:pk>/write/", self.construct_view(WriteTerms), name="write"),
            path("<int:pk>/adopt/", self.construct_view(AdoptTerms), name="adopt"),
            path("<int:pk>/agreed/", self.construct_view(WhoAgreed), name="agree"),
        ]
