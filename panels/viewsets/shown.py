"""A staff screen: who stands on a panel's page, and with which words."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path

from consent.selectors import ledger
from consent.selectors.people import NAMES, may_for
from core.record_ids import id_typed
from core.text import folded
from core.workbench import Screen, Workbench
from panels.models import Membership, Panel
from panels.rules.shown import why_not_show
from panels.selectors import names
from panels.selectors import public as selectors
from panels.selectors.panels import may_for as may_for_panel
from panels.services import shown as services
from panels.viewsets.trail import above

RIGHT = "member.edit"


class ShownMembers(Screen):
    """Everybody on the panel: whether they agreed to stand on its page, and what stands there."""

    model = Panel
    row: Panel
    right = "member.view"
    right_to_act = RIGHT
    template_name = "panels/staff/shown.html"
    page_title = "Who is on its page"
    header_icon = "view"

    @property
    def up(self) -> Any:
        """The screens above this one."""
        return above(self.row)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return a line for each member."""
        members = list(Membership.objects.filter(panel=self.row).on_the_panel().select_related("person__merged_into", "panel", "shown"))
        people = [one.person.merged_into or one.person for one in members if one.person]
        named, quoted = selectors.who_agreed(people, selectors.NAME), selectors.who_agreed(people, selectors.WORDS)
        called = names.called(members, self.me)
        lines = sorted((self._line(one, called[one.pk], named, quoted) for one in members), key=lambda line: folded(line["called"]))
        return super().get_context_data(panel=self.row, lines=lines, may_edit=may_for_panel(self.me, RIGHT, self.row), **kwargs)

    def _line(self, member: Membership, called: str, named: set[Any], quoted: set[Any]) -> dict[str, Any]:
        person = member.person.merged_into or member.person if member.person else None
        reads = person is not None and person.pk in named and may_for(self.me, NAMES, person)
        return {
            "member": member,
            "called": called,
            "shown": getattr(member, "shown", None),
            "may_name": bool(person and person.pk in named),
            "may_quote": bool(person and person.pk in quoted),
            "why_not": why_not_show(member),
            "may_ask": person is not None and may_for(self.me, ledger.VIEW, person),
            "first_word": selectors.first_word(person.name) if person and reads else "",
        }

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Put a member on the page, or take them off; what was typed into a refused box stays."""
        member = self._member(request.POST.get("member", ""))
        try:
            if "off" in request.POST:
                services.take_off(member=member, by=self.me, today=self.today)
                self.say("Taken off the page.")
            else:
                said = {name: request.POST.get(name, "") for name in ("words", "shown_as")}
                services.show(member=member, by=self.me, today=self.today, **said)
                self.say("It stands on the page now.")
        except ValidationError as error:
            self.say_why_not(error)
            self.keep_typed(request.path)
        return redirect("shown:list", pk=pk)

    def _member(self, typed: str) -> Membership:
        mine = Membership.objects.filter(panel=self.row)
        pk = id_typed(typed, mine)
        if pk is None:
            raise Http404
        return mine.get(pk=pk)


class ShownViewSet(Workbench):
    """Who is on the pages of panels: its address alone, for the way there is each panel's page."""

    name = "shown"
    url_prefix = "panel-shown"
    model = Panel
    resource = "panel"
    icon = "view"

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the address, behind the gate."""
        return [path("<int:pk>/", self.construct_view(ShownMembers), name="list")]
