"""Every text that panels keep is found for a request under the Freedom of Information Act, or stands below with why it is not."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from accounts.models import User
from core.answers import HeldRecord
from core.crypto import EncryptedBytesField
from core.models import Hub
from core.questions import records_held
from panels.choices import BodyKind
from panels.models import AnnualReport, BodyItem, Minutes, MinutesCorrection, OtherBody, QuarterReturn, ReturnEntry, Terms, TimePoll
from panels.report_template import REPORT
from panels.terms_template import HEADINGS
from tests import builders
from tests.panels.deciding import make_question
from tests.panels.meeting import make_item, make_paper
from tests.panels.messaging import make_message
from tests.panels.paneling import make_meeting, make_panel
from tests.panels.paying import make_policy
from tests.panels.reading import make_reading
from tests.panels.writing_down import make_action, make_decision, make_point

pytestmark = pytest.mark.django_db

WORD = "wombat"  # what is looked for: written into one text at a time, and in no other
SECTION_40 = "words about a member: somebody's own data, which the Act leaves to the Data Protection Act (section 40)"
PAID = "about what one member was paid: somebody's own data (section 40); sums are published as totals"
NO_WORDS = "a code, a hash or a choice from a list of ours, and no text"
COUNTS = "counts of people, down to one, as the department has them; what was filled in with words is found by its entry"
LINK = "what a link is made from: whoever knew it could open it"

# The texts that no search looks at, and why. What is chosen from a list of ours (`choices`) is no text.
LEFT_OUT = {
    "Meeting.link": "a way into a room online: who has it walks in",
    "AnnualReport.figures": COUNTS,
    "CalendarFeed.for_whom": LINK,
    "CalendarFeed.salt": LINK,
    "CalendarFeed.token_hash": LINK,
    "Claim.answer": SECTION_40,
    "Claim.note": SECTION_40,
    "Claim.paid_reference": PAID,
    "Claim.payee_code": PAID,
    "Claim.reference": PAID,
    "ClaimReceipt.content": SECTION_40,
    "ClaimReceipt.note": SECTION_40,
    "ExitNote.words": SECTION_40,
    "Interest.key_hash": NO_WORDS,
    "Interest.suits": NO_WORDS,
    "Invitation.for_whom": LINK,
    "Invitation.held_back": SECTION_40,
    "Invitation.papers_told": NO_WORDS,
    "Invitation.salt": LINK,
    "Invitation.token_hash": LINK,
    "Invitation.told_of": NO_WORDS,
    "MeetingNeed.detail": SECTION_40,
    "MeetingPaper.content": "sealed: a file is read as it was handed in, and never opened to be looked through",
    "MemberNote.words": SECTION_40,
    "Membership.childrens_ages": SECTION_40,
    "Membership.ring_first": SECTION_40,
    "Membership.speaks_for": SECTION_40,
    "Message.whom": NO_WORDS,
    "MessageTo.why_not": SECTION_40,
    "MonitoringCount.answer": NO_WORDS,
    "MonthlySignOff.digest": NO_WORDS,
    "MonthlySignOff.totals": "sums by kind, and no text",
    "Panel.slug": "the address of its page, made from the title",
    "Payout.payee_code": PAID,
    "QuarterReturn.figures": COUNTS,
    "QuarterReturn.mapping": NO_WORDS,
    "ReturnEntry.code": NO_WORDS,
    "ReturnEntry.prefilled": COUNTS,
    "ReadingNote.words": SECTION_40,
    "ShownMember.language": NO_WORDS,
    "ShownMember.shown_as": SECTION_40,
    "ShownMember.words": SECTION_40,
    "StandingNeed.detail": SECTION_40,
    "SupportNote.words": SECTION_40,
    "QuestionAnswer.said": NO_WORDS,
    "QuestionAsked.for_whom": LINK,
    "QuestionAsked.held_back": SECTION_40,
    "QuestionAsked.salt": LINK,
    "QuestionAsked.token_hash": LINK,
    "TimeAsked.for_whom": LINK,
    "TimeAsked.held_back": SECTION_40,
    "TimeAsked.salt": LINK,
    "TimeAsked.token_hash": LINK,
    "Voucher.serial": "worth money to whoever reads it",
    "Voucher.serial_index": NO_WORDS,
}
# How a text stands in what is kept as a list.
INSIDE: dict[str, Callable[[str], Any]] = {
    "Terms.words": lambda word: {HEADINGS[0].key: word},
    "AnnualReport.words": lambda word: {REPORT[0].key: word},
    "ReturnEntry.value": str,
}


def _texts() -> list[str]:
    """Return every field of panels' models that may hold words: "Panel.about"."""
    kept = (models.CharField, models.TextField, models.JSONField, models.FileField, models.BinaryField, EncryptedBytesField)
    return [
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("panels").get_models()
        for field in model._meta.get_fields()
        if isinstance(field, kept) and not field.choices
    ]


@pytest.fixture
def one_of_each(elm: Hub, petra: User) -> None:
    """One row of every model of panels that holds a text which is looked at."""
    panel = make_panel(elm)
    make_item(make_meeting(panel))
    meeting = make_meeting(panel)
    make_point(meeting, petra)
    make_decision(meeting, petra)
    make_action(meeting, petra, dropped_on=builders.today(), dropped_because="Too dear.")
    minutes = Minutes.objects.create(meeting=meeting, summary="We talked about doors.")
    MinutesCorrection.objects.create(minutes=minutes, words="It was the gate.", made_on=builders.today(), made_by=petra)
    make_paper(make_meeting(panel))
    make_policy(panel, petra, draft=True)
    Terms.objects.create(panel=panel, number=1, written_by=petra)
    body = OtherBody.objects.create(panel=panel, name="Partnership board", kind=BodyKind.values[0])
    BodyItem.objects.create(
        body=body, what="What parents said.", sent_on=builders.today(), came_back="Thank you.", came_back_on=builders.today()
    )
    TimePoll.objects.create(panel=panel, closes_on=builders.today(), made_by=petra)
    make_message(panel, petra)
    AnnualReport.objects.create(panel=panel, begins_on=date(2025, 4, 1), written_by=petra)
    row = QuarterReturn.objects.create(begins_on=builders.today(), mapping="2026-04")
    ReturnEntry.objects.create(of_return=row, code="COMMENTS", value="", why="Counted.", entered_by=petra, entered_on=builders.today())
    make_question(panel)
    make_reading(panel, by=petra, closed_on=builders.today(), changed="We said when.")


def _found(user: User) -> list[HeldRecord]:
    answers = records_held.answers(user=user, words=WORD, since=None, until=None, hub_ids=None)
    return [one for answer in answers for one in answer.records]


@pytest.mark.parametrize("name", sorted(set(_texts()) - LEFT_OUT.keys()))
def test_whatever_is_written_down_is_found(name: str, one_of_each: None, priya: User) -> None:
    label, field = name.split(".")
    model = apps.get_model("panels", label)
    row = model._default_manager.order_by("-pk").first()
    assert row is not None, f"Make a {label} in `one_of_each`, so that it can be looked for."
    if isinstance(model._meta.get_field(field), models.JSONField):
        assert name in INSIDE, f"Say in INSIDE how a text stands in {name}, or in LEFT_OUT why it holds none."
    assert _found(priya) == []
    setattr(row, field, INSIDE[name](WORD) if name in INSIDE else WORD)
    row.save()  # what is sealed cannot be written in bulk

    assert _found(priya), f"{name} is found by no search, and LEFT_OUT does not say why."


def test_what_is_left_out_is_there() -> None:
    assert LEFT_OUT.keys() <= set(_texts())
    assert all(LEFT_OUT.values())
    assert INSIDE.keys() <= set(_texts())


def test_what_a_panel_pays_and_when_it_asks_to_meet_are_found_by_who_answers_alone(elm: Hub, petra: User, priya: User) -> None:
    panel = make_panel(elm)
    make_policy(panel, petra, receipts="A wombat ticket.", in_force_from=date(2015, 1, 1))
    TimePoll.objects.create(panel=panel, title="Wombat day", closes_on=builders.today(), made_by=petra)

    assert sorted((one.kind, one.hub_id, one.has_family_words) for one in _found(priya)) == [
        ("panel_pays", elm.pk, False),
        ("panel_poll", elm.pk, False),
    ]
    assert _found(petra) == []
