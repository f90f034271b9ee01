"""What waits for the staff of Ashmere today: second looks, somebody away, a post and an invitation that nobody took up."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from core.models import Hub, Invitation, Post, SecondLook
from core.services.invitations import invite
from core.services.posts import go_away
from demo import days
from demo.people import LEAD, MANAGER, Staff
from feedback.choices import Outcome, Topic
from feedback.models import YouSaid
from feedback.services import we_did
from feedback.services.you_said import raise_you_said
from participation.models import Engagement

# Answers that wait for a second look: how what was said begins, who wrote, who is asked by name (or whoever may), the words.
_LOOKS: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
    (
        "Noise and bright lights",
        "asha.lead",
        "",
        {
            "outcome": Outcome.PLANNED,
            "text": "Every hub gets one quiet hour a week: lights low, no music, few people. We write the days on each hub’s page.",
            "due": 60,
        },
    ),
    (
        "Letters and leaflets",
        "asha.lead",
        "cora.panel",
        {
            "outcome": Outcome.DOING,
            "text": "We write all our letters again in plain words. Parents read each one before it goes out.",
            "due": 45,
        },
    ),
    (
        "There is nowhere to leave a wet buggy",
        "maya.manager",
        "ben.worker",
        {
            "outcome": Outcome.DID,
            "text": "There is a covered place for six buggies beside the door now.",
            "what_changed": "A covered place for six buggies beside the door.",
            "changed": -2,
        },
    ),
)
# What was said lately and owes an answer soon: the words, whose it is, where, in how many days.
_SAID = (
    ("There is nowhere to leave a wet buggy at Maple Road, so it stands in the way of the door.", "maple-road", 9),
    ("At Harbour Street the door code is changed and nobody tells the families who come on Saturdays.", "harbour-street", 5),
)


def let_things_wait(hubs: Mapping[str, Hub], staff: Staff, today: date) -> None:
    """Leave on everybody's desk what a Monday morning brings."""
    for text, slug, in_days in _SAID:
        _said(text, hubs[slug], staff.post(MANAGER, slug), staff, days.ahead(today, days=in_days), today)
    for begins, writer, colleague, words in _LOOKS:
        _ask_to_look(begins, writer, colleague, words, staff, today)
    _one_is_away(staff, today)
    Post.objects.create(title="Outreach worker", hub=hubs["beacon-hill"])
    _one_did_not_come(hubs["beacon-hill"], staff, today)


def _said(text: str, hub: Hub, owner: Post, staff: Staff, answer_by_on: date, today: date) -> None:
    raise_you_said(
        engagement=Engagement.objects.standing().get(hubs=hub),
        text=text,
        topic=Topic.PLACES,
        hubs=[hub],
        owner=owner,
        heard_from_on=days.ago(today, weeks=2),
        heard_until_on=days.ago(today, days=8),
        answer_by_on=answer_by_on,
        themes=[],
        by=staff.users["asha.lead"],
        today=today,
    )


def _ask_to_look(begins: str, writer: str, colleague: str, words: dict[str, Any], staff: Staff, today: date) -> None:
    """Write an answer, and ask for the second look yesterday: by name, or whoever may."""
    said, by = YouSaid.objects.get(text__startswith=begins), staff.users[writer]
    fields = dict(words)
    for short, name in (("due", "due_on"), ("changed", "changed_on")):
        if short in fields:
            number = fields.pop(short)
            fields[name] = days.ahead(today, days=number) if number > 0 else days.ago(today, days=-number)
    answer = we_did.write_answer(you_said=said, seen_count=None, by=by, today=today, **fields)
    look = we_did.ask_for_second_look(answer=answer, by=by, today=today, colleague=staff.users.get(colleague))
    SecondLook.objects.filter(pk=look.pk, token_hash="").update(asked_at=days.at(days.ago(today, days=1), 15, 20))


def _one_is_away(staff: Staff, today: date) -> None:
    """Tomasz is on leave; what is due at Harbour Street comes to the lead. The safeguarding lead has named who stands in."""
    away = staff.post(MANAGER, "harbour-street")
    leave = {"from_on": days.ago(today, days=3), "until_on": days.ahead(today, days=6)}
    go_away(post=away, **leave, stand_in=staff.post(LEAD), by=staff.users["tomasz.manager"])
    lead = staff.post("Safeguarding lead")
    go_away(post=lead, from_on=None, until_on=None, stand_in=staff.post("Deputy safeguarding lead"), by=staff.users["sam.safeguarding"])


def _one_did_not_come(hub: Hub, staff: Staff, today: date) -> None:
    """An invitation that ran out before anybody took it up."""
    sent = invite(
        email="noor.outreach@ashmere.example",
        first_name="Noor",
        last_name="Haddad",
        kinds=["hub_worker"],
        hub=hub,
        by=staff.users["adam.admin"],
    )
    then = days.at(days.ago(today, days=8), 11, 5)
    Invitation.objects.filter(pk=sent.pk).update(invited_at=then, expires_at=then + timedelta(hours=72))
