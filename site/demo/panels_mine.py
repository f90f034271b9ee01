"""What Maple Road's co-chair did by herself under “My panel”: she said that she comes, and began to ask for her bus fare."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.utils import timezone

from demo import days
from demo.people import Staff
from panels.choices import HowReplied, MoneyKind, NeedKind, Reply
from panels.models import Meeting, Membership
from panels.rules.claims import Asked
from panels.services import claims, papers, readings, replies
from panels.services.claims import Said

ADDRESS = "abena.farrow1@family.example"  # how she comes in by the families' door (demo/families.py)
SHEET = (
    "You have a new baby. You are not alone with it.\n\n"
    "Come in on any weekday, just ring at the door. Nobody asks why you came.\n\n"
    "A midwife is here on Tuesdays. You need no appointment to see her."
)
TO_READ = (
    "We asked you what would help in the summer. Most of you said: a later group, and shade in the garden.\n\n"
    "On Tuesday we choose one of the two to do first. Both can happen, but not both this summer."
)


def seed(member: Membership, held: Sequence[Meeting], next_one: Meeting, staff: Staff, today: date) -> None:
    """Let a member act for herself: her answer, what she always needs, money that she has not sent yet; and give her things to read."""
    cora, now = staff.users["cora.panel"], timezone.now()
    paper = papers.add_paper(meeting=next_one, title="Which of the two first?", words=TO_READ, file=None, by=cora, on=today)
    papers.give_out(paper=paper, is_out=True, formats=[], by=cora, on=days.ago(today, days=1))
    asked = replies.asked_themselves(meeting=next_one, member=member)
    replies.answer(invitation=asked, reply=Reply.YES, how=HowReplied.THEMSELVES, by=None, now=now)
    kinds, line = [NeedKind.CHILDCARE, NeedKind.TRAVEL], "A taxi from Bell Street, back at half past twelve"
    replies.arrange(invitation=asked, kinds=kinds, line=line, by=None, now=now, how=HowReplied.THEMSELVES)
    fare = Said([Asked(MoneyKind.FARES, Decimal("6.40"))], held[0], "The number 12, there and back. I look for the ticket.")
    claims.enter(member=member, said=fare, by=None)
    until = days.ahead(today, weeks=2)
    reading = readings.ask_to_read(
        panel=member.panel, title="Sheet for new parents", words=SHEET, until=until, page=None, by=cora, today=today
    )
    readings.say(reading=reading, member=member, said={2: "Which door? There are two, and one has steps."}, today=today)
