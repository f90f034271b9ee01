"""One member of a panel: one page, and everything that is done about them."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse

from consent.selectors import people
from consent.selectors.ledger import as_now
from consent.selectors.retention import kept_until
from core.clocks import day_in_words
from core.forms.seen import seen_anew
from core.overtaken import Overtaken
from core.workbench import Trail, Workbench, add_errors
from panels.choices import NeedKind, Topic
from panels.forms.members import LeaveForm, MemberForm, as_kept
from panels.models import Membership
from panels.rules import members as rules
from panels.rules import stages
from panels.selectors import members as selectors
from panels.selectors import names
from panels.selectors.member_endings import CODE
from panels.selectors.member_page import one_member
from panels.selectors.panels import may_for
from panels.services import leaving
from panels.services import members as services
from panels.services.holding_members import is_held
from panels.viewsets import member_acts as acts
from panels.viewsets.kept_private import OfMember


class OneMember(OfMember):
    """One page about a member: how to reach them and how not to, what to arrange, what they learned, and where they stand."""

    template_name = "panels/staff/member.html"

    def get_page_title(self) -> str:
        """Return the code: the tab of a browser stays open on a desk."""
        return as_now(self.row.person).shown_code if self.row.person else ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the member as this reader may read them, and what may be done."""
        one = one_member(self.me, self.row, today=self.today)
        return super().get_context_data(
            one=one,
            member=self.row,
            person=one.person,
            may_edit=one.is_whole and not one.has_left,
            may_mend=one.is_whole,
            may_contact=people.may_for(self.me, people.CONTACT, one.person),
            may_open=people.may_for(self.me, people.VIEW, one.person),
            may_log=may_for(self.me, selectors.READ_LOG, self.row.panel),
            need_kinds=NeedKind.choices,
            topics=Topic.choices,
            ways_to_agree=acts.WAYS_TO_STAFF,
            never_why=rules.WHAT_NEVER_WHY,
            would_they_say=rules.WHAT_WOULD_THEY_SAY,
            **kwargs,
        )


class _Form(OfMember):
    """A form about a member; only who may change members sees it."""

    changes = True

    @property
    def up(self) -> Trail:
        """The screens above this one."""
        code = as_now(self.row.person).shown_code if self.row.person else ""
        return (*super().up, (code, reverse("members:one", args=[self.row.pk])))


class ChangeMember(_Form):
    """Change what stands about a member."""

    template_name = "panels/staff/member_form.html"
    page_title = "Change what stands here"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the form with what stands."""
        kwargs.setdefault("form", MemberForm(initial=as_kept(self.row)))
        return super().get_context_data(member=self.row, **kwargs)

    def post(self, request: HttpRequest, pk: Any) -> HttpResponse:
        """Keep it; or say what is wrong, or what a colleague wrote meanwhile, and keep what was typed."""
        form, theirs = MemberForm(request.POST), []
        if form.is_valid():
            seen = form.cleaned_data["seen"] or 0
            try:
                services.change_member(member=self.row, said=form.said(), seen=seen, by=self.me, today=self.today)
            except Overtaken as error:
                form.add_error(None, error)
                theirs = _as_lines(error.theirs)
                seen_anew(form, error.theirs.version)
            except ValidationError as error:
                add_errors(form, error)
            else:
                self.say("It is kept.")
                return redirect("members:one", pk=pk)
        return self.render_to_response(self.get_context_data(form=form, theirs=theirs))


def _as_lines(row: Membership) -> list[tuple[str, str]]:
    """Return what stands now, as the form calls it."""
    shown = {"kind": row.get_kind_display(), "capacity": row.get_capacity_display()}
    fields = MemberForm.base_fields
    return [(str(fields[name].label), str(shown.get(name, value or ""))) for name, value in as_kept(row).items() if name != "seen"]


class LeavePanel(_Form):
    """They leave: what goes at once and what stays until when is read first."""

    template_name = "panels/staff/member_leaves.html"
    page_title = "They leave the panel"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the form, and what becomes of what we hold."""
        kwargs.setdefault("form", LeaveForm(initial={"on": self.today}))
        return super().get_context_data(
            member=self.row,
            called=names.called([self.row], self.me)[self.row.pk],
            goes=stages.GOES_AT_ONCE,
            stays=stages.STAYS_A_WHILE,
            counted=stages.STAYS_COUNTED,
            until=kept_until(CODE, self.today),
            is_held=is_held(self.row),
            **kwargs,
        )

    def post(self, request: HttpRequest, pk: Any) -> HttpResponse:
        """Let them go, and say what is to be called off; or say why not, and keep what was typed."""
        form = LeaveForm(request.POST)
        if form.is_valid():
            try:
                on, said = form.cleaned_data["on"], form.goodbye()
                came = leaving.leave_panel(member=self.row, on=on, said=said, by=self.me, today=self.today)
            except ValidationError as error:
                add_errors(form, error)
            else:
                self.say(_goodbye(came))
                return redirect("members:one", pk=pk)
        return self.render_to_response(self.get_context_data(form=form))


def _goodbye(came: leaving.Left) -> str:
    if came.is_held:
        return "They left. A legal hold keeps what we hold of them, so nothing is deleted until it is lifted. Nobody uses it."
    if booked := came.to_call_off:
        which = "; ".join(f"{one.what}, {day_in_words(one.on)}" for one in booked)
        return f"They left, and what they need is deleted. Ring whoever was booked for them, and call it off: {which}."
    return "They left, and what they need is deleted. Thank them."


class MembersViewSet(Workbench):
    """Members, one by one."""

    name = "members"
    url_prefix = "members"
    model = Membership
    resource = "member"
    icon = "group"
    menu_label = "Members"

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses below `/admin/members/`."""
        made: Callable[[Any], Any] = self.construct_view
        return [
            path("<uuid:pk>/", made(OneMember), name="one"),
            path("<uuid:pk>/change/", made(ChangeMember), name="change"),
            path("<uuid:pk>/leave/", made(LeavePanel), name="leave"),
            *(path(f"<uuid:pk>/{name.replace('_', '-')}/", made(view), name=name) for name, view in acts.ACTS.items()),
        ]
