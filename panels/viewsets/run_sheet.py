"""The run sheet of a meeting: its agenda, and what comes of each line, on one page for a phone."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import messages

from core.forms.seen import seen_anew
from core.row_numbers import row_number
from core.selectors.posts import why_mine
from core.workbench import add_errors
from panels.forms import run_sheet as forms
from panels.models import AgendaItem, Decision, MeetingAction, MeetingPoint, Recommendation
from panels.rules import run_sheet as rules
from panels.selectors import run_sheet as selectors
from panels.selectors import since_last_time
from panels.selectors.coming import number_there
from panels.selectors.meetings import VIEW
from panels.services import actions, points
from panels.services import run_sheet as services
from panels.viewsets.of_meeting import ActOnRow, FormOfMeeting, OfMeeting

KEPT = {
    forms.POINT: "Written down. Nobody’s name stands beside it.",
    forms.DECISION: "Written down: this was decided.",
    forms.ACTION: "Written down, with who does it and by when.",
    forms.RECOMMENDATION: "Written down. When no answer comes by that day, you are asked.",
}
MODELS: dict[str, Any] = {forms.POINT: MeetingPoint, forms.DECISION: Decision, forms.ACTION: MeetingAction}


class RunSheet(OfMeeting):
    """What is talked about, and one box for each line: the button says whether it was said, decided, taken on or recommended."""

    template_name = "panels/staff/run_sheet.html"
    page_title = "Run sheet"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the agenda with what was written down, and an empty form for each line."""
        bound = kwargs.pop("bound", None)
        parts, offered = selectors.run_sheet_of(self.me, self.row, today=self.today), selectors.offered_at(self.me, self.row)
        closed = rules.why_closed(self.row, today=self.today, is_out=selectors.are_minutes_out(self.row))
        lost = bound if bound is not None and bound.data.get("item", "") not in {part.key for part in parts} else None
        if lost is not None:
            lost.move_to_first()
        lines = [(part, self._form(part, offered, bound)) for part in parts]
        kwargs["unkept"] = bound.typed() if bound is not None and closed else []
        hubs = [] if self.row.panel.hub_id else list(selectors.hubs_of(self.row.panel))
        kwargs["before"] = selectors.open_from_before(self.me, self.row, today=self.today)
        kwargs["since"] = since_last_time.before(self.row, today=self.today)
        return super().get_context_data(lines=lines, closed=closed, has_bodies=bool(offered.bodies), hubs=hubs, **kwargs)

    def _form(self, part: selectors.Part, offered: selectors.Offered, bound: Any) -> forms.WriteDownForm:
        """Return the form of a line: what was typed into it and refused, or an empty one."""
        if bound is not None and bound.data.get("item", "") == part.key:
            return bound  # type: ignore[no-any-return]  # a form of this kind: see `post`
        return forms.WriteDownForm(offered=offered, auto_id=f"id_{part.key or 'first'}_%s", initial={"item": part.key})

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Write it down, or say what is missing and keep what was typed."""
        kind, key = request.POST.get("kind", ""), request.POST.get("item", "")
        offered = selectors.offered_at(self.me, self.row)
        form = forms.WriteDownForm(request.POST, offered=offered, auto_id=f"id_{key or 'first'}_%s")
        if form.is_valid():
            try:
                self._keep(kind, form)
            except ValidationError as error:
                add_errors(form, error)
            else:
                self.say(KEPT[kind])
                return redirect(f"{reverse('meeting:run', args=[pk])}#item-{key or 'first'}")
        return self.render_to_response(self.get_context_data(bound=form))

    def _keep(self, kind: str, form: forms.WriteDownForm) -> None:
        said, meeting = form.cleaned_data, self.row
        item = self._item(said["item"])
        if kind == forms.RECOMMENDATION:
            if (body := forms.body_named(said["body"], meeting)) is None:
                raise ValidationError({"body": ["Say to whom it goes."]})
            services.recommend(
                key=said["key"],
                meeting=meeting,
                item=item,
                body=body,
                what=said["words"],
                answer_by_on=said["answer_by_on"],
                by=self.me,
                today=self.today,
            )
        elif kind in MODELS:
            member = forms.member_named(said["owner"], meeting) if kind == forms.ACTION else None
            row = services.write_down(row=form.row(kind, meeting, item), by=self.me, today=self.today, member=member)
            _look_again(self.request, row)
        else:
            raise ValidationError(["Press the button that says what it is."])

    def _item(self, key: str) -> AgendaItem | None:
        """Return the line of the agenda that the form is of. Raises ValidationError where a colleague took it off meanwhile."""
        if not key:
            return None
        found = AgendaItem.objects.filter(meeting=self.row, pk=row_number(key)).first()
        if found is None:
            raise ValidationError(["A colleague took this item off the agenda. What you typed stands under the first one now."])
        return found


def _look_again(request: HttpRequest, row: Any) -> None:
    """Ask again where more hands were counted than members were there: it is written down all the same."""
    if isinstance(row, Decision) and (why := rules.why_look_again_at_hands(row, number_there=number_there(row.meeting))):
        messages.warning(request, why)


class PutRight(FormOfMeeting):
    """Put right what was written down. The address says which kind."""

    page_title = "Put it right"
    leads_to = "meeting:run"
    kind = ""

    def below(self) -> Any:
        """Return what was written down at this meeting, of this kind."""
        rows = MODELS[self.kind].objects.filter(meeting=self.row)
        return rows.select_related("of_member__membership") if self.kind == forms.ACTION else rows

    def form(self, data: Any = None, files: Any = None) -> forms.PutRightForm:
        """Return the form with what stands there; of one that was taken away meanwhile, with what was typed."""
        row = self.sub or MODELS[self.kind](pk=self.kwargs["sub"], meeting=self.row)
        row.meeting = self.row
        now = row.of_member.membership if hasattr(row, "of_member") else None
        return forms.PutRightForm(data, kind=self.kind, instance=row, offered=selectors.offered_at(self.me, self.row, now=now))

    def keep(self, form: Any) -> None:
        """Keep it, unless a colleague changed it meanwhile."""
        said = form.cleaned_data
        row = self.sub or MODELS[self.kind](pk=self.kwargs["sub"], meeting=self.row)
        member = forms.member_named(said["owner"], self.row) if self.kind == forms.ACTION else None
        seen = said["seen"] if self.sub else None
        row = services.write_down(row=forms.said_in(row, said), by=self.me, today=self.today, member=member, seen=seen)
        _look_again(self.request, row)

    def show_theirs(self, form: Any, theirs: Any) -> list[tuple[str, str]]:
        """Show what a colleague wrote."""
        if theirs is None:
            return super().show_theirs(form, theirs)
        seen_anew(form, services.mark_of_row(theirs))
        return [("What stands there now", theirs.words)]


class PutPointRight(PutRight):
    """Of a point."""

    kind = forms.POINT


class PutDecisionRight(PutRight):
    """Of a decision."""

    kind = forms.DECISION


class PutActionRight(PutRight):
    """Of an action."""

    kind = forms.ACTION


class ActOnSheet(ActOnRow):
    """Something done to one row of the run sheet, and back to it."""

    page = "meeting:run"
    model_of_row: Any = MeetingPoint

    def below(self) -> Any:
        """Return what was written down at this meeting, of this kind."""
        return self.model_of_row.objects.filter(meeting=self.row)


class TakeAway(ActOnSheet):
    """Take away what was written down by a slip."""

    def act(self) -> str:
        """Take it away."""
        self.sub.meeting = self.row
        services.take_away(row=self.sub, by=self.me, today=self.today)
        return "It is taken away."


class TakePointAway(TakeAway):
    """A point."""


class TakeDecisionAway(TakeAway):
    """A decision."""

    model_of_row = Decision


class TakeActionAway(TakeAway):
    """An action."""

    model_of_row = MeetingAction


class TakeRecommendationAway(TakeAway):
    """A recommendation, with what stands of it on the list of what is out."""

    model_of_row = Recommendation


class MakeComment(ActOnSheet):
    """Make a comment of a point, so that it is answered."""

    def act(self) -> str:
        """Make it one."""
        self.sub.meeting = self.row
        hub = selectors.hubs_of(self.row.panel).filter(pk=row_number(self.request.POST.get("hub"))).first()
        points.make_comment(point=self.sub, hub=hub, by=self.me, today=self.today)
        return "It is among the comments now, and is answered like every other."


class TickOff(ActOnSheet):
    """A line of the agenda was talked about, or not yet."""

    model_of_row = AgendaItem

    def act(self) -> str:
        """Say so."""
        is_done = self.request.POST.get("done") == "yes"
        services.tick_off(item=self.sub, is_done=is_done, by=self.me, today=self.today)
        return f"“{self.sub}” {'is talked about' if is_done else 'is still to come'}."


class ActOnAction(ActOnSheet):
    """What becomes of an action, of this meeting or an earlier one of the panel."""

    def below(self) -> Any:
        """Return the actions of this panel."""
        return MeetingAction.objects.filter(meeting__panel=self.row.panel_id).select_related("meeting__panel")

    def act(self) -> str:
        """Say that it is done, that it is not and why, or that it is open again."""
        to = self.request.POST.get("to")
        if to == "done":
            actions.finish(action=self.sub, by=self.me, today=self.today)
            return "Written down: it is done."
        if to == "open":
            actions.open_again(action=self.sub, by=self.me)
            return "It is open again."
        actions.drop(action=self.sub, because=self.request.POST.get("because", ""), by=self.me, today=self.today)
        return "Written down: it is not done, and why."


class FinishMine(ActOnAction):
    """What a post was to do is done: said by who acts for it, who need not call the meetings."""

    right = VIEW
    page = "meeting:one"

    def act(self) -> str:
        """Say so, or that it is another post's."""
        if self.sub.post_id not in why_mine(self.me, self.today):
            raise ValidationError(["Another post does it. Who calls the meetings can say that it is done."])
        actions.finish(action=self.sub, by=self.me, today=self.today)
        return "Written down: it is done."


SCREENS: tuple[tuple[str, type, str], ...] = (
    ("run/", RunSheet, "run"),
    ("run/item/<int:sub>/", TickOff, "tick_off"),
    ("run/point/<uuid:sub>/", PutPointRight, "edit_point"),
    ("run/point/<uuid:sub>/remove/", TakePointAway, "remove_point"),
    ("run/point/<uuid:sub>/comment/", MakeComment, "make_comment"),
    ("run/decision/<uuid:sub>/", PutDecisionRight, "edit_decision"),
    ("run/decision/<uuid:sub>/remove/", TakeDecisionAway, "remove_decision"),
    ("run/action/<uuid:sub>/", PutActionRight, "edit_action"),
    ("run/action/<uuid:sub>/remove/", TakeActionAway, "remove_action"),
    ("run/action/<uuid:sub>/ends/", ActOnAction, "end_action"),
    ("action/<uuid:sub>/done/", FinishMine, "finish_action"),
    ("run/recommendation/<uuid:sub>/remove/", TakeRecommendationAway, "remove_recommendation"),
)
