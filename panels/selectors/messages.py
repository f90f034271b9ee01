"""Messages to members: who gets one and who does not, before it is sent. What came of it: `messages_sent`."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from consent.models import Person
from core.models import Hub
from panels.choices import MeetingState, MemberKind, MessageState, Reply, Stage, Way
from panels.choices.members import ON_THE_PANEL
from panels.choices.needs import COMING
from panels.models import Meeting, Membership, MembershipQuerySet, Message, Panel
from panels.rules import invitations as invitation_rules
from panels.rules import messages as rules
from panels.rules.when import when_in_words
from panels.selectors.invitations import why_no_letters
from panels.selectors.names import in_order, name_of
from panels.selectors.reply_links import person_of

VIEW, RIGHT = "member.view", "member.edit"
LETTER = "panel_message"
SAID: dict[str, tuple[str, Callable[[str], bool]]] = {
    "coming": ("said that they come", lambda reply: reply in COMING),
    "silent": ("have not answered", lambda reply: reply == Reply.NONE),
    "no": ("said that they do not come", lambda reply: reply == Reply.NO),
}
MOST_MEETINGS = 3  # to come, that a message can be about


@dataclass(frozen=True)
class Whom:
    """What narrows down who gets a message; empty is everybody on the panel. `about` is such as "coming-12": see `meetings_asked`."""

    kind: str = ""
    stage: str = ""
    hub: str = ""
    language: str = ""
    about: str = ""

    def as_kept(self) -> dict[str, str]:
        """Return it as it is kept beside a message."""
        return {name: value for name, value in asdict(self).items() if value}


def whom_of(message: Message) -> Whom:
    """Return what narrows a message down. Of what is not there any more nobody is: a message never reaches more people than were chosen."""
    return Whom(**{one.name: str(message.whom.get(one.name, "")) for one in fields(Whom)})


def choices_of(panel: Panel, kept: Mapping[str, str]) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Return what a message can be narrowed down by: name, label and values. What somebody needs is not among them: it is not for that.

    `kept` is what stands beside the message: a meeting that is over since stays among the values.
    """
    stages = [(one.value, str(one.label)) for one in Stage if one in ON_THE_PANEL]
    return [
        ("kind", "What they are", [(one.value, str(one.label)) for one in MemberKind]),
        ("stage", "Where they stand", stages),
        ("hub", "Hub", [(str(pk), name) for pk, name in Hub.objects.order_by("name").values_list("pk", "name")]),
        ("language", "Language they read", [(code, str(name)) for code, name in settings.LANGUAGES]),
        ("about", "About a meeting", meetings_asked(panel, also=kept.get("about", ""))),
    ]


def meetings_asked(panel: Panel, *, also: str = "") -> list[tuple[str, str]]:
    """Return what members can have said about the next meetings, the last one, and that of `also`, in words; three queries at most."""
    of_panel, now = Meeting.objects.filter(panel=panel), timezone.now()
    was = of_panel.filter(starts_at__lt=now).exclude(state=MeetingState.CALLED_OFF).order_by("-starts_at", "-pk")
    found = [*of_panel.to_come(now)[:MOST_MEETINGS], *was[:1]]
    if also and meeting_of(also) not in {one.pk for one in found}:
        found += of_panel.filter(pk=meeting_of(also))
    return [
        (f"{said}-{one.pk}", f"{when_in_words(one.starts_at, one.number_of_minutes)}: {words}")
        for one in found
        for said, (words, _) in SAID.items()
    ]


def meeting_of(about: str) -> int:
    """Return the number of the meeting in such as "coming-12"."""
    return int(about.partition("-")[2])


def in_words(message: Message) -> str:
    """Return whom a message is for, in words."""
    labels = {name: (label, dict(values)) for name, label, values in choices_of(message.panel, message.whom)}
    found = [f"{labels[name][0]}: {labels[name][1].get(value, 'not there any more')}" for name, value in message.whom.items()]
    return "; ".join(found) or "Everybody on the panel"


@dataclass(frozen=True)
class Line:
    """One member beside a message that is not sent yet. `name` is empty where the reader may not read it."""

    member: Membership
    person: Person | None
    name: str
    way: Way
    why_no_letter: list[str]

    @property
    def called(self) -> str:
        """How they are called on the screen."""
        return self.name or str(self.member)


def lines_of(panel: Panel, whom: Whom, user: User) -> list[Line]:
    """Return who on a panel is meant by a message, by name, with how each is reached; as many queries however many they are."""
    rows = list(on_the_panel(panel).select_related("panel", "person__merged_into__merged_into"))
    rows = [one for one in rows if (person := person_of(one)) and _fits(one, person, whom)]
    if whom.about:
        rows = _who_said(rows, whom.about)
    why_not = why_no_letters(rows, LETTER, rule=invitation_rules.why_not_written_to)
    return in_order(_line(one, why_not[one.pk], user) for one in rows)


def _line(member: Membership, why_not: list[str], user: User) -> Line:
    person = person_of(member)
    return Line(member, person, name_of(user, person), rules.way_of(member, person, why_not), why_not)


def on_the_panel(panel: Panel) -> MembershipQuerySet:
    """Return who is on a panel, also who takes a break or only reads; nobody who was forgotten or is set aside."""
    return Membership.objects.filter(panel=panel).on_the_panel().in_sight()


def _fits(member: Membership, person: Person, whom: Whom) -> bool:
    """Return whether somebody is what a message is for, of a hub and reads a language; a hub may be the one that they know best, too."""
    hubs = {str(one) for one in (person.hub_id, member.knows_best_id) if one}
    asked = ((whom.kind, {member.kind}), (whom.stage, {member.stage}), (whom.hub, hubs), (whom.language, {person.language}))
    return all(not chosen or chosen in theirs for chosen, theirs in asked)


def is_still_meant(message: Message, member: Membership) -> bool:
    """Return whether somebody is still among whom a message is for, and what they said to a meeting is: who answered since is not asked why
    they have not."""
    whom, person = whom_of(message), person_of(member)
    return bool(person and _fits(member, person, whom)) and (not whom.about or bool(_who_said([member], whom.about)))


def _who_said(members: list[Membership], about: str) -> list[Membership]:
    """Return who of these said so to a meeting. Of one that is gone or called off nobody has yet to answer."""
    said = about.partition("-")[0]
    found = Meeting.objects.filter(pk=meeting_of(about)).values_list("state", "invitations__membership", "invitations__reply")
    replies: dict[UUID, str] = {}
    is_asked = False
    for state, membership, reply in found:
        is_asked = state != MeetingState.CALLED_OFF
        replies[membership] = reply
    if said == "silent" and not is_asked:
        return []
    fits = SAID[said][1]
    return [one for one in members if not invitation_rules.why_not_among(one) and fits(replies.get(one.pk, Reply.NONE))]


def messages_of(panel: Panel) -> "QuerySet[Message]":
    """Return the messages of a panel, the newest first."""
    return Message.objects.filter(panel=panel).select_related("written_by", "sent_by", "released_by")


def that_wait_for_a_second(user: User) -> "QuerySet[Message]":
    """Return the messages that wait for a second person, of the panels whose members somebody sees; none that they wrote or sent."""
    waits = Message.objects.visible_to(user, VIEW).filter(state=MessageState.ASKED)
    return waits.exclude(written_by=user).exclude(sent_by=user).select_related("panel").order_by("sent_at", "pk")
