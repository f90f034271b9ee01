"""Maple Road's next meeting: letters are out, some have answered by their link or on the phone, and a time is looked for after it."""

from datetime import date

from django.utils import timezone

from demo import days
from demo.panels import Panels
from demo.people import Staff
from panels.choices import HowReplied, NeedKind, Reply, TimeSuits
from panels.models import Invitation, Membership, StandingNeed, TimeAsked
from panels.selectors.polls import options_of
from panels.services import polls, replies
from panels.services.invitations import invite

OFFICE = "panels@ashmere.example"
ALWAYS = {0: (NeedKind.CHILDCARE, "A cot for a baby of eight months"), 2: (NeedKind.ACCESS, "Step-free, and a chair with arms")}
# By their turn on the panel: what they said, how, and what to arrange.
SAID: dict[int, tuple[str, str, tuple[str, ...], str]] = {
    0: (Reply.YES, HowReplied.LINK, (NeedKind.CHILDCARE, NeedKind.TRAVEL), "A taxi from Bell Street, back at half past twelve"),
    1: (Reply.ONLINE, HowReplied.LINK, (), ""),
    2: (Reply.YES, HowReplied.RANG, (NeedKind.ACCESS,), ""),
    3: (Reply.NO, HowReplied.RANG, (), ""),
}
SUITS = ({0: TimeSuits.YES, 1: TimeSuits.MAYBE, 2: TimeSuits.NO}, {1: TimeSuits.YES, 2: TimeSuits.YES}, {0: TimeSuits.NO, 1: TimeSuits.YES})


def seed(panels: Panels, staff: Staff, today: date) -> None:
    """Ask Maple Road's parents to their next meeting, let some of them answer, and ask which time suits for the one after it."""
    cora, now, panel = staff.users["cora.panel"], timezone.now(), panels.parents
    panel.reply_to = OFFICE
    panel.save(update_fields=["reply_to"])
    coming = [one for one in panels.members if Membership.objects.who_come().filter(pk=one.pk).exists()]
    for turn, (kind, detail) in ALWAYS.items():
        StandingNeed.objects.create(membership=coming[turn], kind=kind, detail=detail, confirmed_on=days.ago(today, weeks=20))
    invite(meeting=panels.next_one, who=[str(one.pk) for one in coming], by=cora, now=now)
    for turn, (reply, how, kinds, line) in SAID.items():
        invitation, _ = Invitation.objects.get_or_create(meeting=panels.next_one, membership=coming[turn])
        replies.answer(invitation=invitation, reply=reply, how=how, by=cora, now=now)
        if kinds:
            replies.arrange(invitation=invitation, kinds=kinds, line=line, by=cora, now=now)
    _find_a_time(panels, coming, staff, today)


def _find_a_time(panels: Panels, coming: list[Membership], staff: Staff, today: date) -> None:
    cora, panel = staff.users["cora.panel"], panels.parents
    moments = [days.at(days.ahead(today, weeks=9, days=number), hour) for number, hour in ((0, 10), (1, 13), (3, 18))]
    asked = polls.Asked(
        moments=moments,
        closes_on=days.ahead(today, weeks=2),
        title="Walk round the new room",
        number_of_minutes=60,
        format="person",
        place="The new room, Maple Road",
    )
    poll = polls.make_poll(panel=panel, what=asked, by=cora, today=today)
    options = options_of(poll)
    for member, suits in zip(coming, SUITS, strict=False):
        row = TimeAsked.objects.create(poll=poll, membership=member)
        said = {options[place].pk: what for place, what in suits.items()}
        polls.answer_poll(asked=row, said=said, by=cora, how=HowReplied.RANG, today=today)
