"""What Maple Road's parents were written: one message that left, with whom staff told in another way, and one that waits for its hour."""

from datetime import date, datetime

from django.utils import timezone

from demo import days
from demo.panels import Panels
from demo.panels_invites import OFFICE
from demo.people import Staff
from panels.choices import ToldHow, Way
from panels.models import Message
from panels.selectors.messages import Whom, lines_of, whom_of
from panels.selectors.messages_sent import sent_of
from panels.services import messages as services
from panels.services.messages import Said

NEWS = Said(
    "The café opens on Monday",
    "You asked for somewhere warm to wait. The café in the hall opens on Monday at ten, and stays open until the last group is over.\n\n"
    "Tea and toast cost a pound. You can bring your own food, too.",
    "The café in the hall opens on Monday at ten.",
)
REMINDER = (
    "What should we ask about the new room?",
    "Think of one thing that would make the new room good for your family, and tell us on the day.",
)
TO_THE_YOUNG = ("A film night", "The forum asked for a film night. It is on the last Thursday of the month. Say which film you like.")


def seed(panels: Panels, staff: Staff, today: date) -> None:
    """Write to Maple Road's parents: the café opens; to whoever has not answered yet, what to think about before
    they meet; and to the youth forum a message that a second person has to read.
    """
    cora, now, panel = staff.users["cora.panel"], timezone.now(), panels.parents
    news = services.write(panel=panel, said=NEWS, by=cora, now=now)
    _send(news, staff, leaves_at=None)
    by_phone = [str(one.row.pk) for one in sent_of(Message.objects.get(pk=news.pk), cora) if one.row.way == Way.PHONE]
    if by_phone:
        services.mark_told(message=news, who=by_phone[:1], how=ToldHow.TEXT, by=cora, on=today)
    waits = services.write(panel=panel, said=Said(*REMINDER, whom=Whom(about=f"silent-{panels.next_one.pk}")), by=cora, now=now)
    _send(waits, staff, leaves_at=days.at(days.ahead(today, weeks=1), 9))
    panels.young.reply_to = OFFICE
    panels.young.save(update_fields=["reply_to"])
    _send(services.write(panel=panels.young, said=Said(*TO_THE_YOUNG), by=cora, now=now), staff, leaves_at=None)


def _send(message: Message, staff: Staff, *, leaves_at: datetime | None) -> None:
    cora = staff.users["cora.panel"]
    who = [str(line.member.pk) for line in lines_of(message.panel, whom_of(message), cora)]
    services.send(message=message, who=who, leaves_at=leaves_at, by=cora, now=timezone.now())
