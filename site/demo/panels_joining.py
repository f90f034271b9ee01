"""Who would like to join the panel of Ashmere: one whom nobody rang in time, one rung twice, one who waits for the welcome pack."""

from datetime import date, timedelta

from consent.choices import SafeThere
from core import clocks
from demo.people import Staff
from panels.choices import CameOf, HowAsked, HowEnded, Suits, Wants, WhyNoMore
from panels.choices.joining import HeardThrough
from panels.models import Interest, Panel
from panels.services import joining

_RECENT, _LATE, _ON_THE_WAY, _NOT_FOR_THEM = 1, 13, 20, 40  # days ago on which each asked; five working days are twelve at most


def seed(panel: Panel, staff: Staff, today: date) -> None:
    """Let five families ask over the weeks gone by, and the coordinator do what she did so far. `panel` is one of parents."""
    cora = staff.users["cora.panel"]
    _asked(panel, today, _RECENT, "Imani", "07700 900611", suits=[Suits.EVENINGS, Suits.ONLINE], heard_through=HeardThrough.MIDWIFE)
    _asked(panel, today, _LATE, "Marta", "07700 900612", wants=Wants.READER, heard_through=HeardThrough.SCHOOL, language="pl")
    twice = _asked(panel, today, _RECENT + 5, "", "07700 900613", how_asked=HowAsked.CALL_ME, safe=SafeThere.ONLY_RING)
    for days in (4, 2):
        joining.rang(interest=twice, came_of=CameOf.NO_ANSWER, by=cora, today=clocks.next_working_day(today - timedelta(days=days)))
    on_the_way = _asked(panel, today, _ON_THE_WAY, "Yusuf", "07700 900614", suits=[Suits.WEEKENDS], heard_through=HeardThrough.FRIEND)
    joining.rang(interest=on_the_way, came_of=CameOf.REACHED, by=cora, today=today - timedelta(days=_ON_THE_WAY - 3))
    day = clocks.working_days_after(today, 2)
    joining.do_step(interest=on_the_way, due_on=day, owner=None, by=cora, today=today)
    no_more = _asked(panel, today, _NOT_FOR_THEM, "Bryony", "07700 900615", wants=Wants.MEMBER, heard_through=HeardThrough.SOCIAL)
    joining.end(interest=no_more, how=HowEnded.NO, because=WhyNoMore.CHILDCARE, by=cora, today=today - timedelta(days=_NOT_FOR_THEM - 6))


def _asked(panel: Panel, today: date, days_ago: int, name: str, phone: str, *, how_asked: str = HowAsked.FORM, **said: object) -> Interest:
    facts = {"name": name, "phone": phone, "safe": SafeThere.YES, **said}
    on = today - timedelta(days=days_ago)
    return joining.ask_to_join(panel=panel, token=f"ashmere {phone}", how_asked=how_asked, said=facts, yeses=(), today=on)
