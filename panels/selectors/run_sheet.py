"""What was written down at a meeting, along its agenda."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet

from accounts.models import User
from core.models import Hub, Post
from core.models.hub import HubQuerySet
from panels.choices import OwnerKind
from panels.models import Decision, Meeting, MeetingAction, MeetingPoint, Membership, Minutes, OtherBody, Panel, Recommendation
from panels.selectors import names
from panels.selectors.coming import may_see_members
from panels.selectors.meetings import Line, agenda_of

A_MEMBER, THE_SAME = "A member", "The member who does it now"


def are_minutes_out(meeting: Meeting) -> bool:
    """Return whether families read the minutes of a meeting: from then on its run sheet is closed."""
    return Minutes.objects.filter(meeting=meeting, out_on__isnull=False).exists()


@dataclass(frozen=True)
class ActionLine:
    """An action with who does it, as this reader may know it."""

    action: MeetingAction
    owner: str
    is_late: bool


@dataclass
class Part:
    """One line of the agenda, and what came of it."""

    line: Line
    points: list[MeetingPoint] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    actions: list[ActionLine] = field(default_factory=list)
    recommendations: list[Recommendation] = field(default_factory=list)

    @property
    def key(self) -> str:
        """What names it in an address and a form: the item's id, and nothing for the first."""
        return str(self.line.item.pk) if self.line.item else ""


def run_sheet_of(user: User, meeting: Meeting, *, today: date) -> list[Part]:
    """Return the agenda of a meeting with what was written down to each line; six queries, one more where a member takes something on.

    What was said to an item that was taken off since stands with the first.
    """
    parts = {part.key: part for part in (Part(line) for line in agenda_of(meeting).lines)}
    first = parts[""]
    for point in MeetingPoint.objects.filter(meeting=meeting).select_related("voice"):
        parts.get(str(point.item_id), first).points.append(point)
    for decision in Decision.objects.filter(meeting=meeting):
        parts.get(str(decision.item_id), first).decisions.append(decision)
    for sent in Recommendation.objects.filter(meeting=meeting).select_related("sent__body"):
        parts.get(str(sent.item_id), first).recommendations.append(sent)
    for line in in_lines(user, meeting.panel, MeetingAction.objects.filter(meeting=meeting), today=today):
        parts.get(str(line.action.item_id), first).actions.append(line)
    return list(parts.values())


def open_from_before(user: User, meeting: Meeting, *, today: date) -> list[ActionLine]:
    """Return what earlier meetings of the panel left to do; two queries."""
    rows = MeetingAction.objects.filter(meeting__panel=meeting.panel, meeting__starts_at__lt=meeting.starts_at)
    return in_lines(user, meeting.panel, rows.filter(done_on__isnull=True, dropped_on__isnull=True), today=today)


def in_lines(user: User, panel: Panel, actions: "QuerySet[MeetingAction]", *, today: date) -> list[ActionLine]:
    """Return actions with who does each: a member by name for who may read it, by “a member” for everybody else."""
    rows = list(actions.select_related("post__hub", "body", "of_member__membership__person__merged_into"))
    members: dict[object, Membership] = {one.pk: one.of_member.membership for one in rows if hasattr(one, "of_member")}
    called = names.called(members.values(), user) if members and may_see_members(user, panel) else {}
    return [ActionLine(one, _owner(one, called, members), one.is_open and one.due_on < today) for one in rows]


def _owner(action: MeetingAction, called: dict[object, str], members: dict[object, Membership]) -> str:
    if action.owner_kind != OwnerKind.MEMBER:
        return action.post.with_hub if action.post else str(action.body)
    return called.get(members[action.pk].pk, A_MEMBER) if action.pk in members else A_MEMBER


def hubs_of(panel: Panel) -> HubQuerySet:
    """Return the hubs at which something that was said to a panel can be answered: its own, those of its part, or all of them."""
    hubs = Hub.objects.not_closed_for_good().order_by("name")
    if panel.hub_id:
        return hubs.filter(pk=panel.hub_id)
    return hubs.filter(locality=panel.locality_id) if panel.locality_id else hubs


@dataclass(frozen=True)
class Offered:
    """Who can be asked to do something, and to whom the panel can recommend: (what the form sends, words)."""

    owners: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    bodies: tuple[tuple[str, str], ...]


def offered_at(user: User, meeting: Meeting, *, now: Membership | None = None) -> Offered:
    """Return who there is to choose from: posts, members as far as this reader may see them, and other bodies. Three queries.

    `now` is which member does it today: they are offered also where they left, or this reader may not see who they are, so that what is
    wrong beside them is put right. Of a panel of under-18s no member is named: see `services.run_sheet`.
    """
    bodies = [(str(one.pk), one.name) for one in OtherBody.objects.filter(panel=meeting.panel_id, ended_on__isnull=True)]
    posts = tuple((f"post:{one.pk}", one.with_hub) for one in Post.objects.select_related("hub"))
    members = [("member", A_MEMBER), *(_members(user, meeting.panel) if not meeting.panel.is_of_under_18s else ())]
    if now is not None and (does_it := f"member:{now.pk}") not in dict(members):
        members.append((does_it, THE_SAME))
    groups = [("Posts", posts), ("Members", tuple(members)), ("Other bodies", tuple((f"body:{pk}", name) for pk, name in bodies))]
    return Offered(tuple((name, choices) for name, choices in groups if choices), tuple(bodies))


def _members(user: User, panel: Panel) -> Iterable[tuple[str, str]]:
    if not may_see_members(user, panel):
        return []
    rows = list(Membership.objects.filter(panel=panel).on_the_panel().in_sight().select_related("person__merged_into"))
    called = names.called(rows, user)
    return sorted(((f"member:{one.pk}", called[one.pk]) for one in rows), key=lambda pair: pair[1].casefold())
