"""A member of a panel, whose phone is behind the families' door, with one of each thing that they are asked or have there."""

from django.test import Client

from accounts.models import User
from consent.selectors.door import cookie_name
from panels.models import Invitation, Panel, Terms, TimeAsked
from panels.selectors.reply_links import token_of
from panels.services.reply_links import see_to_link
from tests.builders import today
from tests.panels.at_my_panel import phone_of
from tests.panels.deciding import ask, make_question
from tests.panels.inviting import make_poll
from tests.panels.paneling import make_meeting, make_member
from tests.panels.paying import make_claim, make_policy
from tests.panels.reading import make_reading
from tests.panels.writing_down import held_before, make_decision, make_minutes


class Ours:
    """What is there of a member, and the parts of its addresses: so that a proof over every address reaches those pages, too."""

    def __init__(self, panel: Panel, by: User) -> None:
        self.member, self.meeting = make_member(panel), make_meeting(panel)
        question, poll = make_question(panel), make_poll(panel)
        asked, times = ask(question, self.member), TimeAsked.objects.create(poll=poll, membership=self.member)
        invited = Invitation.objects.create(meeting=self.meeting, membership=self.member)
        assert self.member.person
        for row in (times, invited):
            see_to_link(row, self.member.person)
        make_policy(panel, by)
        claim, reading = make_claim(self.member, by=None, sent=False), make_reading(panel, by=by)
        Terms.objects.create(panel=panel, words={"purpose": "To listen."}, written_by=by, adopted_on=today(), adopted_by=by)
        met = held_before(panel)
        make_decision(met, by)
        make_minutes(met, by)
        mine = {"pk": self.member.pk, "meeting": self.meeting.pk, "question": question.pk, "claim": claim.pk, "reading": reading.pk}
        self._parts = {
            "my-panel/": {name: str(value) for name, value in mine.items()},
            "panels/reply/": {"token": token_of(invited)},
            "panels/times/": {"token": token_of(times)},
            "panels/decide/": {"token": token_of(asked)},
            "panels/<": {"pk": str(met.pk)},
        }

    def of(self, route: str) -> dict[str, str]:
        """Return the parts of one of these addresses by name; nothing for any other address."""
        return next((parts for start, parts in self._parts.items() if route.startswith(start)), {})

    def goes_in(self, client: Client) -> None:
        """Let a phone be theirs."""
        client.cookies[cookie_name()] = phone_of(self.member).cookies[cookie_name()].value
